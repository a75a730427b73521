/** The verbs of a requirement: completed by an Incentives administrator, validated or rejected one by one by the operator. */
import { refuse } from '../refusal.ts';
import {
  type Enrollment,
  type InTerm,
  isInTerm,
  type Pending,
  type RequirementProgress,
} from './enrollment.ts';
import type { Reason } from './history.ts';
import { type Asked, askedSince, earnsFrom, progressOf, statusOnceAccepted } from './requirements.ts';
import { type Moment, moved, remembered } from './step.ts';
import { rewarned } from './warned.ts';

interface Done {
  program: Asked;
  requirement: string;
  moment: Moment;
}

/** An Incentives administrator says that it is done. */
export function complete(state: Enrollment, done: Done): Enrollment {
  const completedAt = done.moment.at;
  return progressed(state, 'complete', { ...done, state: 'completed', completedAt });
}

/** The operator finds it in order. @throws Refusal `requirement/not-completed`. */
export function validate(state: Enrollment, done: Done): Enrollment {
  return progressed(state, 'validate', { ...done, state: 'validated', ...completion(state, done) });
}

/** The operator finds it wanting, and says why; it has to be completed again. @throws Refusal `requirement/not-completed`. */
export function reject(state: Enrollment, done: Done & { reason: string }): Enrollment {
  const { reason } = done;
  const reasons: Reason[] = [{ code: 'requirementRejected', message: reason }];
  const moment = { ...done.moment, reasons };
  return progressed(state, 'reject', {
    ...done,
    moment,
    state: 'rejected',
    ...completion(state, done),
    reason,
  });
}

function completion(state: Enrollment, { requirement }: Done): { completedAt: string } {
  const progress = progressOf(state, requirement);
  if (!progress?.completedAt) refuse('requirement/not-completed', 'It has not been completed yet.');
  return { completedAt: progress.completedAt };
}

type Change = Done & Omit<RequirementProgress, 'requirement'>;

function progressed(
  state: Enrollment,
  verb: 'complete' | 'validate' | 'reject',
  { program, moment, ...progress }: Change,
): Enrollment {
  const others = state.requirements.filter(({ requirement }) => requirement !== progress.requirement);
  const requirements = [...others, progress];
  const remember = { ...moment, requirement: progress.requirement };
  // What is enrolled stays so until its term ends; the table refuses the rest.
  if (!('acceptedAt' in state)) {
    const history = remembered(state, { verb, to: state.status, moment: remember });
    const after = { ...state, requirements, history };
    const asked = verb === 'reject' ? [progress.requirement] : [];
    return isInTerm(after) ? rewarned(after, { program, at: moment.at, asked }) : after;
  }
  const to = statusOnceAccepted(program, { requirements });
  return settled(state, { verb, to, program, moment: remember, requirements });
}

interface Settling {
  verb: 'complete' | 'validate' | 'reject' | 'adjust';
  to: ReturnType<typeof statusOnceAccepted>;
  program: Asked;
  moment: Moment;
  requirements: RequirementProgress[];
}

/** One that has accepted, in the status its requirements make. */
function settled(state: Pending, { verb, to, program, moment, requirements }: Settling): InTerm {
  const base = { ...moved(state, state, { verb, to, moment }), requirements };
  const { openTerm, acceptedAt, unattendedSince, warned } = state;
  const kept = {
    ...base,
    openTerm,
    ...(unattendedSince ? { unattendedSince } : {}),
    ...(warned ? { warned } : {}),
  };
  if (to !== 'enrolled') return { ...kept, status: to, acceptedAt };
  return {
    ...kept,
    status: to,
    enrolledAt: moment.at,
    earnsFrom: earnsFrom(program, { acceptedAt, requirements }),
  };
}

/** The program asks for more or for less than it did: where that leaves one that has accepted, or undefined while nothing moves. */
export function adjust(state: InTerm, program: Asked, moment: Moment): InTerm | undefined {
  if (state.status === 'enrolled') return askedForMore(state, program, moment);
  const to = statusOnceAccepted(program, state);
  if (to === state.status) return undefined;
  return settled(state, { verb: 'adjust', to, program, moment, requirements: state.requirements });
}

/** What is enrolled stays so. That less is asked for is no step: it would overtake the letter about what still is. */
function askedForMore(
  state: Extract<InTerm, { status: 'enrolled' }>,
  program: Asked,
  moment: Moment,
): InTerm | undefined {
  const requirements = askedSince(program, state);
  if (!requirements) return undefined;
  const ids = requirements.map(({ requirement }) => requirement);
  const asked = ids.filter((requirement) => !progressOf(state, requirement));
  const step = { verb: 'adjust' as const, to: state.status, moment };
  const history = asked.length > 0 ? remembered(state, step) : state.history;
  return rewarned({ ...state, requirements, history }, { program, at: moment.at, asked });
}
