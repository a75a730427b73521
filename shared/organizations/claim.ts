/** Whose a tenant or an MPN ID is: whoever claimed it first, unless they never made use of it. */
import * as z from 'zod/mini';
import { Instant } from '../programs/words.ts';
import { OrganizationId } from './organization.ts';

export const Claim = z.object({
  /** `tenant:{tenantId}` or `mpn:{mpnId}`. */
  id: z.string(),
  organizationId: OrganizationId,
  claimedAt: Instant,
});
export type Claim = z.infer<typeof Claim>;

/** Longer than any request lives, so that who claimed it either says so in their documents by then, or failed. */
const confirmedWithinMs = 10 * 60_000;

/**
 * What comes of asking for what is claimed already. `take` replaces the claim if it is unchanged: somebody else's that was never
 * confirmed, or one's own, so that its time begins anew before the documents are written.
 */
export function decideClaim(held: Claim, asked: Claim, confirmed: boolean): 'held' | 'take' | 'refused' {
  const own = held.organizationId === asked.organizationId;
  if (confirmed) return own ? 'held' : 'refused';
  const ageMs = Date.parse(asked.claimedAt) - Date.parse(held.claimedAt);
  return own || ageMs >= confirmedWithinMs ? 'take' : 'refused';
}
