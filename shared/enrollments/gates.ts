/** What may stand in the way of a command on an enrollment: each a check of its own, with the code and the words of its refusal. */
import { instantAt } from '../calendar/calendar.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Enrollment } from './enrollment.ts';
import type { Reason, Rollover } from './history.ts';
import { type Applicant, eligibilityAt, eligibilityReasons } from './reasons.ts';
import { isActivityOnly } from './reconcile.ts';
import { progressOf } from './requirements.ts';

/** All that a command may look at. */
export interface Facing extends Applicant {
  state: Enrollment | undefined;
  now: Date;
  /** The one it is about; without it, any of them. */
  requirement?: string;
}

export interface Fault {
  code: RefusalCode;
  message: string;
  details?: object;
}
export type Gate = (facing: Facing) => Fault | undefined;

export const gates = {
  migrated: ({ organization }) => {
    if (organization.migration.status === 'completed') return undefined;
    const message = 'Complete the migration of your organization first; until then nobody can enroll.';
    return { code: 'organization/migration-not-completed', message };
  },
  open: (facing) => {
    const { state, name } = facing.program;
    return state === 'notOpen'
      ? { code: 'program/not-open', message: `${name} is not open.` }
      : discontinued(facing);
  },
  offered: discontinued,
  eligible: (facing) => ineligible(reasonsNow(facing)),
  inviting: ({ program }) =>
    program.openToAll
      ? {
          code: 'enrollment/not-possible',
          message: `${program.name} is open to all: it needs no invitation.`,
        }
      : undefined,
  /** What off-boards at once would be taken out again by the next pass; activity has the whole term to come about. */
  staying: (facing) =>
    facing.program.offBoarding === 'atOnce'
      ? ineligible(reasonsNow(facing).filter((reason) => !isActivityOnly(reason)))
      : undefined,
  invited: uninvited,
  known: ({ state }) =>
    state
      ? undefined
      : { code: 'enrollment/not-invited', message: 'The location has no invitation to decline.' },
  ahead: ({ program, state, now }) => (program.openToAll ? undefined : passed(state, now)),
  asked: ({ program }) =>
    program.requirements.length === 0
      ? { code: 'requirement/unknown', message: 'The program has no requirements.' }
      : undefined,
  completed: (facing) =>
    isCompleted(facing)
      ? undefined
      : { code: 'requirement/not-completed', message: 'It has not been completed yet.' },
  lapsed: ({ state }) =>
    state && lapseOf(state)
      ? undefined
      : { code: 'enrollment/not-possible', message: 'Only what has lapsed is re-opened.' },
} satisfies Record<string, Gate>;

/** The lapse that is the last word on it: whoever enrolled again after it has another term. */
export function lapseOf(state: Enrollment): Rollover | undefined {
  const last = state.rollovers.at(-1);
  const since = state.history.slice(state.history.findLastIndex(({ what }) => what === 'lapse') + 1);
  return last?.outcome === 'lapsed' && !since.some(({ what }) => what === 'enroll') ? last : undefined;
}

function discontinued({ program: { state, name } }: Facing): Fault | undefined {
  if (state !== 'discontinued') return undefined;
  return { code: 'program/discontinued', message: `${name} is no longer offered.` };
}

function reasonsNow(facing: Facing): Reason[] {
  return eligibilityReasons(eligibilityAt(facing, facing.now));
}

function ineligible(reasons: Reason[]): Fault | undefined {
  const [first] = reasons;
  if (!first) return undefined;
  const isUnmet = first.code === 'criteriaUnmet';
  const code = isUnmet ? 'enrollment/ineligible' : 'enrollment/agreement-not-active';
  return { code, message: first.message, details: { reasons } };
}

/** Programs open to all need no invitation, whatever came before; the others need one whose deadline is ahead, or an enrollment that its own people withdrew. Whoever declined may think again until the deadline. */
function uninvited({ program, state, now }: Facing): Fault | undefined {
  if (program.openToAll || state?.status === 'withdrawn') return undefined;
  if (state?.status === 'invited' || state?.status === 'declined') return passed(state, now);
  if (state?.status === 'invitationExpired') return expired(state);
  return { code: 'enrollment/not-invited', message: 'The location has no invitation to this program yet.' };
}

function passed(state: Enrollment | undefined, now: Date): Fault | undefined {
  const deadline = state?.invitation?.deadline;
  return deadline !== undefined && deadline <= instantAt(now) ? expired(state) : undefined;
}

function expired(state: Enrollment | undefined): Fault {
  const details = { deadline: state?.invitation?.deadline };
  return { code: 'enrollment/invitation-expired', message: 'The invitation has expired.', details };
}

function isCompleted({ state, requirement }: Facing): boolean {
  if (!state) return false;
  if (requirement !== undefined) return progressOf(state, requirement)?.completedAt !== undefined;
  return state.requirements.some(({ completedAt }) => completedAt !== undefined);
}
