/** The live locations and programs that a change of the roster may strand, in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import type { Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import type { Write } from '../azure/writes.ts';
import { MpnId } from '../organizations/organization.ts';
import type { Reconciliation } from '../organizations/reconciliation.ts';
import { ProgramId } from '../programs/words.ts';
import { type Place, type RosterChange, takesAway } from './stranded.ts';

const Live = z.object({ mpnId: MpnId, programId: ProgramId });

/**
 * Where somebody has something to act on; nothing is read where the change takes nothing from anybody.
 * Read after the fence, and written with `undecidedSince` it.
 */
export async function listPlacesAtStake(partners: Container, change: RosterChange): Promise<Place[]> {
  if (!takesAway(change)) return [];
  return listDocuments(partners, {
    query:
      "SELECT c.mpnId, c.programId FROM c WHERE c.kind = 'enrollment' AND (c.status = 'enrolled' OR (c.status = 'invited' AND c.invitation.delivered)) ORDER BY c.mpnId",
    partition: change.before.organizationId,
    schema: Live,
  });
}

/**
 * Joins a write that must not strand anybody: it holds only if no decision was written since the fence was read. Decisions leave
 * its `change` as it is, and its ETag is new after each.
 */
export function undecidedSince(fence: Stored<Reconciliation>): Write {
  return { replace: fence, ifMatch: fence.etag };
}
