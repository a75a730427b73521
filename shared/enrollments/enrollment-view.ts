/** An enrollment as its readers see it. */
import * as z from 'zod/mini';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import { Day, Instant, ProgramId } from '../programs/words.ts';
import type { Enrollment } from './enrollment.ts';
import { Reason, Rollover } from './history.ts';
import { StatusShown, statusShown } from './shown.ts';

/** What names one enrollment in a path. */
export const EnrollmentParams = z.strictObject({
  organizationId: OrganizationId,
  mpnId: MpnId,
  programId: ProgramId,
});
export type EnrollmentParams = z.infer<typeof EnrollmentParams>;

/** An enrollment as it is answered; without an ETag it is an open program, of which nothing is stored. */
export const EnrollmentView = z
  .strictObject({
    ...EnrollmentParams.shape,
    status: StatusShown,
    term: z.nullable(z.string()),
    enrolledAt: z.nullable(Instant),
    earnsFrom: z.nullable(Day),
    invitation: z.nullable(
      z.strictObject({ invitedAt: Instant, deadline: z.nullable(Instant), delivered: z.boolean() }),
    ),
    reasons: z.array(Reason),
    rollovers: z.array(Rollover),
    etag: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'Enrollment' });

interface Seen {
  params: EnrollmentParams;
  program: Program;
  now: Date;
}

/** What a reader is told at this moment. */
export function enrollmentView(
  state: (Enrollment & { etag: string }) | undefined,
  { params, program, now }: Seen,
): z.infer<typeof EnrollmentView> {
  const enrolled = state?.status === 'enrolled' ? state : undefined;
  const { invitedAt, deadline = null, delivered = false } = state?.invitation ?? {};
  return {
    ...params,
    status: statusShown(state, program, now),
    term: enrolled?.openTerm ?? null,
    enrolledAt: enrolled?.enrolledAt ?? null,
    earnsFrom: enrolled?.earnsFrom ?? null,
    invitation: invitedAt ? { invitedAt, deadline, delivered } : null,
    reasons: state && 'reasons' in state ? state.reasons : [],
    rollovers: state?.rollovers ?? [],
    ...(state ? { etag: state.etag } : {}),
  };
}
