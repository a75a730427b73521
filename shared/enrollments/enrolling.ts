/** Whether a location may be enrolled now, and what comes of it. The refusals come in the order the process states them. */
import { termAt } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { Enrollment, InTerm } from './enrollment.ts';
import type { HistoryEntry, Reason } from './history.ts';
import { enroll } from './lifecycle.ts';
import { type Applicant, eligibilityAt, eligibilityReasons } from './reasons.ts';

export interface Asked {
  state: Enrollment | undefined;
  by: string;
  grant: HistoryEntry['grant'];
  now: Date;
  /** Of the letters this causes. */
  occasion: string;
}

/**
 * Migration, program, eligibility, agreement, then the invitation.
 * @throws Refusal `organization/migration-not-completed`, `program/*` or `enrollment/*` with the reasons as data.
 */
export function decideEnroll(applicant: Applicant, asked: Asked): InTerm {
  const { organization, program, location } = applicant;
  checkAdmissible(applicant, asked.now);
  refuseUninvited(applicant, asked);
  const pair = { organizationId: organization.organizationId, programId: program.id, mpnId: location.mpnId };
  return enroll(pair, asked.state, {
    at: asked.now.toISOString(),
    by: asked.by,
    ...(asked.grant ? { grant: asked.grant } : {}),
    occasion: asked.occasion,
    term: termAt(program.calendar, asked.now).name,
    program,
  });
}

/**
 * Migration, program, eligibility and agreement, in this order: whoever enters or is invited must pass.
 * @throws Refusal `organization/migration-not-completed`, `program/*`, `enrollment/ineligible` or `enrollment/agreement-not-active`.
 */
export function checkAdmissible(applicant: Applicant, now: Date): void {
  const { organization, program } = applicant;
  if (organization.migration.status !== 'completed')
    refuse(
      'organization/migration-not-completed',
      'Complete the migration of your organization first; until then nobody can enroll.',
    );
  if (program.state === 'notOpen') refuse('program/not-open', `${program.name} is not open.`);
  if (program.state === 'discontinued')
    refuse('program/discontinued', `${program.name} is no longer offered.`);
  refuseIneligible(eligibilityReasons(eligibilityAt(applicant, now)));
}

function refuseIneligible(reasons: Reason[]): void {
  const [first] = reasons;
  if (!first) return;
  refuse(
    first.code === 'criteriaUnmet' ? 'enrollment/ineligible' : 'enrollment/agreement-not-active',
    first.message,
    {
      details: { reasons },
    },
  );
}

/** Programs open to all need no invitation, whatever came before; the others need one whose deadline is ahead, or an enrollment that its own people withdrew. */
function refuseUninvited({ program }: Applicant, { state, now }: Asked): void {
  if (program.openToAll) return;
  const deadline = isOffered(state) ? state.invitation.deadline : undefined;
  if (state?.status === 'invitationExpired' || (deadline !== undefined && deadline <= now.toISOString()))
    refuse('enrollment/invitation-expired', 'The invitation has expired.', {
      details: { deadline: state?.invitation?.deadline },
    });
  if (!isOffered(state) && state?.status !== 'withdrawn')
    refuse('enrollment/not-invited', 'The location has no invitation to this program yet.', {
      details: { status: state?.status ?? 'none' },
    });
}

/** Whoever declined may think again until the deadline. */
function isOffered(
  state: Enrollment | undefined,
): state is Extract<Enrollment, { status: 'invited' | 'declined' }> {
  return state?.status === 'invited' || state?.status === 'declined';
}
