/** A change of a person's role by hand, in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import type { Stored } from '../azure/documents.ts';
import { commit, type Write } from '../azure/writes.ts';
import type { Reconciliation } from '../organizations/reconciliation.ts';
import { changed, unchangedSince } from '../organizations/reconciliation-store.ts';
import type { Member } from './member.ts';
import type { Roster } from './roster.ts';
import { takesAway } from './stranded.ts';
import { undecidedSince } from './stranded-store.ts';

/** What changes, and what it was decided on. */
export interface RoleChange {
  member: Stored<Member>;
  roster: { before: Stored<Roster>; after: Stored<Roster> };
  /** What is told of it. */
  audit: Write;
  /** Read before the roster, the member and the enrollments. */
  fence: Stored<Reconciliation>;
}

/**
 * The member, the roster, the audit and the fence in one write: it holds only if member and roster are as they were read, the
 * caller's own role too, and, where it takes something away, if nothing was decided about any enrollment meanwhile.
 * @returns the new ETag of the member. @throws Contended otherwise.
 */
export async function saveRole(partners: Container, change: RoleChange, now: Date): Promise<string> {
  const { member, roster, audit, fence } = change;
  const [etag = ''] = await commit(partners, member.organizationId, [
    { replace: member, ifMatch: member.etag },
    { replace: roster.after, ifMatch: roster.before.etag },
    audit,
    takesAway(roster) ? undecidedSince(fence) : unchangedSince(fence),
    changed(now),
  ]);
  return etag;
}
