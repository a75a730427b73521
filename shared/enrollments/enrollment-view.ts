/** An enrollment as its readers see it. */
import * as z from 'zod/mini';
import { strictObject } from '../compiled.ts';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import { Day, Instant, ProgramId, RequirementId } from '../programs/words.ts';
import {
  ActionRequired,
  actionRequired,
  ChecklistStep,
  CompleteBy,
  checklist,
  completeBy,
  type Seen,
} from './checklist.ts';
import { type Enrollment, isInTerm } from './enrollment.ts';
import { Reason, Rollover } from './history.ts';
import { RenewalPending } from './overview-row.ts';
import { deadlineOf, isRenewalPending, StatusShown, statusShown, type Viewing } from './shown.ts';

/** Not whether a mail arrived: that is told by the letters of the invitation. */
export const Delivered = z
  .boolean()
  .check(z.describe('Whether somebody can act on it; what became of the mails is in …/invitation'));

/** What names one enrollment in a path. */
export const EnrollmentParams = strictObject({
  organizationId: OrganizationId,
  mpnId: MpnId,
  programId: ProgramId,
});
export type EnrollmentParams = z.infer<typeof EnrollmentParams>;

/** One requirement of an enrollment, in a path. */
export const RequirementParams = z.strictObject({ ...EnrollmentParams.shape, requirement: RequirementId });

/** An enrollment as it is answered; without an ETag it is an open program, of which nothing is stored. */
export const EnrollmentView = z
  .strictObject({
    ...EnrollmentParams.shape,
    status: StatusShown,
    term: z.nullable(z.string()),
    renewalPending: RenewalPending,
    enrolledAt: z.nullable(Instant),
    earnsFrom: z.nullable(Day),
    invitation: z.nullable(
      z.strictObject({ invitedAt: Instant, deadline: z.nullable(Instant), delivered: Delivered }),
    ),
    actionRequired: z.nullable(ActionRequired),
    checklist: z.array(ChecklistStep),
    completeBy: z.nullable(CompleteBy),
    reasons: z.array(Reason),
    /** Why it would not be carried into the next term, as its people were told last. */
    warnings: z.array(Reason),
    rollovers: z.array(Rollover),
    etag: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'Enrollment' });
export type EnrollmentView = z.infer<typeof EnrollmentView>;

type Shown = Enrollment & { etag: string };

/** What a reader is told at this moment. */
export function enrollmentView(
  seen: Seen & { state: Shown | undefined },
  params: EnrollmentParams,
  viewing: Viewing,
): EnrollmentView {
  const { state, program } = seen;
  const { organizationId, mpnId, programId } = params;
  const enrolled = state?.status === 'enrolled' ? state : undefined;
  const status = statusShown(state, program, viewing);
  const action = actionRequired(seen, status)?.step;
  return {
    ...{ organizationId, mpnId, programId },
    status,
    term: isInTerm(state) ? state.openTerm : null,
    renewalPending: isRenewalPending(state, program, viewing.now),
    enrolledAt: enrolled?.enrolledAt ?? null,
    earnsFrom: enrolled?.earnsFrom ?? null,
    invitation: invitationOf(seen),
    actionRequired: action ?? null,
    checklist: checklist(seen, status),
    completeBy: completeBy(seen, action, viewing.now),
    // Nothing stands against what is open to all.
    reasons: state && 'reasons' in state && status !== 'Invited' ? state.reasons : [],
    warnings: state?.warned?.reasons ?? [],
    rollovers: state?.rollovers ?? [],
    ...(state ? { etag: state.etag } : {}),
  };
}

function invitationOf({
  program,
  state,
}: { state: Enrollment | undefined } & Seen): EnrollmentView['invitation'] {
  if (!state?.invitation) return null;
  const { invitedAt, delivered } = state.invitation;
  return { invitedAt, deadline: deadlineOf(program, state) ?? null, delivered };
}
