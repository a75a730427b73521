/** The way to being enrolled as one list of steps, in their order, with the one step that holds it up now. */
import * as z from 'zod/mini';
import { addDays, dayAt, firstOfMonth, firstOfNextMonth, lastDayBefore } from '../calendar/calendar.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import { Day, RequirementId } from '../programs/words.ts';
import type { Enrollment } from './enrollment.ts';
import { progressOf, statusOnceAccepted } from './requirements.ts';
import { deadlineOf, isRenewalPending, type Showable, type StatusShown } from './shown.ts';

/** What somebody at the partner has to do. */
export const ActionRequired = z.enum([
  'completeMigration',
  'assignIncentivesAdministrator',
  'enroll',
  'completeRequirement',
]);
export type ActionRequired = z.infer<typeof ActionRequired>;

const Who = z.enum(['globalAdministrator', 'accountAdministrator', 'incentivesAdministrator', 'operator']);

export const ChecklistStep = z
  .strictObject({
    step: z.enum([...ActionRequired.options, 'validateRequirement']),
    /** The requirement a step is about, by its id and its name. */
    requirement: z.nullable(RequirementId),
    name: z.nullable(z.string()),
    /** `blocking`: the one to do now. `open`: its turn comes later. */
    state: z.enum(['done', 'blocking', 'open']),
    /** Who can do it; any of them. */
    by: z.array(Who),
    /** Why the operator rejected what was completed. */
    reason: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'ChecklistStep' });
export type ChecklistStep = z.infer<typeof ChecklistStep>;

/** Completing by the end of this day still earns from the first of its month. */
export const CompleteBy = z
  .strictObject({ day: Day, earnsFrom: Day })
  .register(z.globalRegistry, { id: 'CompleteBy' });
export type CompleteBy = z.infer<typeof CompleteBy>;

export interface Seen {
  organization: Pick<Organization, 'migration'>;
  program: Program;
  state: (Showable & Pick<Enrollment, 'requirements'>) | undefined;
  /** Whether anybody can act for it. */
  administered: boolean;
}

/** Every step from migration to the last validation. What is enrolled may have steps again: a program that asks for more, or a rejection. Nothing blocks what has ended. */
export function checklist(seen: Seen, shown: StatusShown): ChecklistStep[] {
  const steps = [...entering(seen), ...requirementSteps(seen)];
  const blocking = onTheirWay.includes(shown) ? steps.findIndex(({ done }) => !done) : -1;
  return steps.map(({ done, ...step }, place) => ({
    ...step,
    by: doers[step.step],
    state: done ? 'done' : place === blocking ? 'blocking' : 'open',
  }));
}

/** Who can take each step. */
const doers = {
  completeMigration: ['globalAdministrator', 'operator'],
  assignIncentivesAdministrator: ['globalAdministrator', 'accountAdministrator'],
  enroll: ['incentivesAdministrator'],
  completeRequirement: ['incentivesAdministrator'],
  validateRequirement: ['operator'],
} satisfies Record<ChecklistStep['step'], ChecklistStep['by']>;

type Step = Omit<ChecklistStep, 'state' | 'by'> & { done: boolean };
const about = { requirement: null, name: null, reason: null };

function entering({ organization, administered, state }: Seen): Step[] {
  return [
    { ...about, step: 'completeMigration', done: organization.migration.status === 'completed' },
    { ...about, step: 'assignIncentivesAdministrator', done: administered },
    { ...about, step: 'enroll', done: state?.openTerm !== undefined },
  ];
}

/** All are completed before any is waited for: two steps of different people. */
function requirementSteps({ program, state }: Seen): Step[] {
  const asked = program.requirements.map(({ requirement, name }) => {
    const progress = state && progressOf(state, requirement);
    return { requirement, name, reason: progress?.reason ?? null, state: progress?.state };
  });
  return [
    ...asked.map(({ state: how, ...one }) => ({
      ...one,
      step: 'completeRequirement' as const,
      done: how === 'completed' || how === 'validated',
    })),
    ...asked.map(({ state: how, ...one }) => ({
      ...one,
      reason: null,
      step: 'validateRequirement' as const,
      done: how === 'validated',
    })),
  ];
}

/** The statuses in which somebody at the partner may be waited for, and those in which anybody is. */
const awaiting: readonly StatusShown[] = ['Invited', 'Action required', 'Enrolling', 'Enrolled'];
const onTheirWay: readonly StatusShown[] = [...awaiting, 'Validating enrollment'];

/** The step somebody at the partner has to take now; null where there is none, or the operator's turn. */
export function actionRequired(
  seen: Seen,
  shown: StatusShown,
): (ChecklistStep & { step: ActionRequired }) | null {
  if (!awaiting.includes(shown)) return null;
  const blocking = checklist(seen, shown).find(({ state }) => state === 'blocking');
  if (!blocking || blocking.step === 'validateRequirement') return null;
  const { step } = blocking;
  return { ...blocking, step };
}

/** Until when completing still counts for this month, where something is left that the partner completes. In the time zone of the program. */
export function completeBy(
  { program, state }: Seen,
  action: ActionRequired | undefined,
  now: Date,
): CompleteBy | null {
  // What a term that is over leads to is not known yet.
  if (action === undefined || state?.status === 'enrolled' || isRenewalPending(state, program, now))
    return null;
  const { timeZone } = program.calendar;
  const endOfMonth = addDays(firstOfNextMonth(dayAt(timeZone, now)), -1);
  const lastDay = lastDayToEnroll({ program, state });
  const day = lastDay !== undefined && lastDay < endOfMonth ? lastDay : endOfMonth;
  return { day, earnsFrom: firstOfMonth(timeZone, now) };
}

/** Of an invitation whose acceptance completes everything; what is left after accepting has no deadline. */
function lastDayToEnroll({ program, state }: Pick<Seen, 'program' | 'state'>): string | undefined {
  if (state?.status !== 'invited' || statusOnceAccepted(program, state) === 'actionRequired')
    return undefined;
  const deadline = deadlineOf(program, state);
  return deadline && lastDayBefore(program.calendar.timeZone, deadline);
}
