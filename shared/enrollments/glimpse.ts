/** An enrollment as lists read it: what is shown of it, without its history. */
import * as z from 'zod/mini';
import { MpnId } from '../organizations/organization.ts';
import { Instant, ProgramId } from '../programs/words.ts';
import { RequirementProgress } from './enrollment.ts';
import { Reason, Status } from './history.ts';

export const Glimpse = z.object({
  mpnId: MpnId,
  programId: ProgramId,
  status: Status,
  openTerm: z.optional(z.string()),
  invitation: z.optional(z.object({ occasion: z.string(), deadline: z.optional(Instant) })),
  requirements: z._default(z.array(RequirementProgress), []),
  unattendedSince: z.optional(Instant),
  /** Why it would not be carried into the next term, as its people were told last. */
  warnings: z.optional(z.array(Reason.shape.code)),
});
export type Glimpse = z.infer<typeof Glimpse>;

/** Of a query that answers glimpses. */
export const glimpseFields =
  'c.mpnId, c.programId, c.status, c.openTerm, c.invitation, c.requirements, c.unattendedSince, ARRAY(SELECT VALUE w.code FROM w IN c.warned.reasons) AS warnings';
