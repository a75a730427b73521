/** Whether a location may be enrolled now, and what comes of it. The refusals come in the order the process states them. */
import { instantAt, termAt } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { Enrollment, InTerm } from './enrollment.ts';
import type { HistoryEntry, Reason } from './history.ts';
import { decline, enroll } from './lifecycle.ts';
import { type Applicant, eligibilityAt, eligibilityReasons } from './reasons.ts';
import type { Moment } from './step.ts';

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
    at: instantAt(asked.now),
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
  refuseUnmigrated(organization);
  if (program.state === 'notOpen') refuse('program/not-open', `${program.name} is not open.`);
  refuseDiscontinued(program);
  refuseIneligible(eligibilityReasons(eligibilityAt(applicant, now)));
}

export function refuseUnmigrated({ migration }: Applicant['organization']): void {
  if (migration.status !== 'completed')
    refuse(
      'organization/migration-not-completed',
      'Complete the migration of your organization first; until then nobody can enroll.',
    );
}

export function refuseDiscontinued({ state, name }: Applicant['program']): void {
  if (state === 'discontinued') refuse('program/discontinued', `${name} is no longer offered.`);
}

export function refuseIneligible(reasons: Reason[]): void {
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
  if (state?.status === 'invitationExpired' || isOffered(state)) refusePassed(state, now);
  if (!isOffered(state) && state?.status !== 'withdrawn')
    refuse('enrollment/not-invited', 'The location has no invitation to this program yet.', {
      details: { status: state?.status ?? 'none' },
    });
}

/** What has run out cannot be declined any more: that would keep the next term's invitation away. @throws Refusal `enrollment/not-possible` or `enrollment/invitation-expired`. */
export function decideDecline(state: Enrollment, moment: Moment): Enrollment {
  const after = decline(state, moment);
  refusePassed(state, new Date(moment.at));
  return after;
}

function refusePassed({ status, invitation }: Enrollment, now: Date): void {
  const deadline = invitation?.deadline;
  if (status !== 'invitationExpired' && (deadline === undefined || deadline > instantAt(now))) return;
  refuse('enrollment/invitation-expired', 'The invitation has expired.', { details: { deadline } });
}

/** Whoever declined may think again until the deadline. */
function isOffered(
  state: Enrollment | undefined,
): state is Extract<Enrollment, { status: 'invited' | 'declined' }> {
  return state?.status === 'invited' || state?.status === 'declined';
}
