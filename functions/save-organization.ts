/** How the operator's records of an organization are written: with a new change, and a look at what follows. */
import type { Stored } from '../shared/azure/documents.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Organization } from '../shared/organizations/organization.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { lookAtOrganization } from './reconciliation.ts';

/** Replaces the organization with what follows from its change, and has it looked at. @returns its new ETag. @throws Contended where it has changed. */
export async function saveOrganization(
  deps: Pick<Deps, 'partners' | 'enqueue'>,
  call: { now: Date; log: Parameters<typeof lookAtOrganization>[1] },
  wanted: Stored<Organization>,
): Promise<string> {
  const { organizationId } = wanted;
  const writes = [{ replace: wanted, ifMatch: wanted.etag }, changed(call.now)];
  const [etag = ''] = await commit(deps.partners, organizationId, writes);
  await lookAtOrganization(deps, call.log, organizationId);
  return etag;
}
