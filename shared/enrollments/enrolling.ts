/** Whether a location may be enrolled now, and what comes of it. The refusals come in the order the process states them. */
import { firstOfMonth, termAt } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { Enrolled, Enrollment } from './enrollment.ts';
import type { HistoryEntry, Reason } from './history.ts';
import { enroll } from './lifecycle.ts';
import { type Applicant, eligibilityAt, eligibilityReasons } from './reasons.ts';

export interface Asked {
  state: Enrollment | undefined;
  by: string;
  grant: HistoryEntry['grant'];
  now: Date;
}

/**
 * Migration, program, eligibility, agreement, then the invitation.
 * @throws Refusal `organization/migration-not-completed`, `program/*` or `enrollment/*` with the reasons as data.
 */
export function decideEnroll(applicant: Applicant, asked: Asked): Enrolled {
  const { organization, program, location } = applicant;
  if (organization.migration.status !== 'completed')
    refuse(
      'organization/migration-not-completed',
      'Complete the migration of your organization first; until then nobody can enroll.',
    );
  if (program.state === 'notOpen') refuse('program/not-open', `${program.name} is not open.`);
  if (program.state === 'discontinued')
    refuse('program/discontinued', `${program.name} is no longer offered.`);
  refuseIneligible(eligibilityReasons(eligibilityAt(applicant, asked.now)));
  refuseUninvited(applicant, asked);
  const pair = { organizationId: organization.organizationId, programId: program.id, mpnId: location.mpnId };
  return enroll(pair, asked.state, {
    at: asked.now.toISOString(),
    by: asked.by,
    ...(asked.grant ? { grant: asked.grant } : {}),
    term: termAt(program.calendar, asked.now).name,
    earnsFrom: firstOfMonth(program.calendar.timeZone, asked.now),
  });
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

/** Programs open to all need no invitation, whatever came before; the others need a live one, or an enrollment that its own people withdrew. */
function refuseUninvited({ program }: Applicant, { state, now }: Asked): void {
  if (program.openToAll) return;
  const deadline = state?.status === 'invited' ? state.invitation.deadline : undefined;
  if (state?.status === 'invitationExpired' || (deadline !== undefined && deadline <= now.toISOString()))
    refuse('enrollment/invitation-expired', 'The invitation has expired.', {
      details: { deadline: state?.invitation?.deadline },
    });
  if (state === undefined || !['invited', 'withdrawn'].includes(state.status))
    refuse('enrollment/not-invited', 'The location has no invitation to this program yet.', {
      details: { status: state?.status ?? 'none' },
    });
}
