/** How the operator's records of an organization are written: with what the audit tells of them, a new change, and a look at what follows. */
import type { Told } from '../shared/access/audit.ts';
import { auditWrite } from '../shared/access/audit-store.ts';
import { memberId } from '../shared/access/member.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Call } from '../shared/http/endpoint.ts';
import type { Organization } from '../shared/organizations/organization.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { lookAtOrganization } from './reconciliation.ts';

type SaveDeps = Pick<Deps, 'partners' | 'enqueue'>;
type SaveCall = Pick<Call<{ organizationId: string }, unknown, unknown>, 'params' | 'caller' | 'now' | 'log'>;

/** Replaces the organization. @returns its new ETag. @throws Contended where it has changed. */
export function saveOrganization(
  deps: SaveDeps,
  call: SaveCall,
  { wanted, told }: { wanted: Stored<Organization>; told: Told },
): Promise<string> {
  return saveRecord(deps, call, { write: { replace: wanted, ifMatch: wanted.etag }, told });
}

/** Writes one record, and has its organization looked at. @returns its new ETag. @throws Contended where it has changed. */
export async function saveRecord(
  deps: SaveDeps,
  call: SaveCall,
  { write, told }: { write: Write; told: Told },
): Promise<string> {
  const { organizationId } = call.params;
  const writes = [write, changed(call.now), auditOf(call, told)];
  const [etag = ''] = await commit(deps.partners, organizationId, writes);
  await lookAtOrganization(deps, call.log, organizationId);
  return etag;
}

/** What the audit tells of a call: joins the batch of what it changes. */
export function auditOf({ params, caller, now }: Omit<SaveCall, 'log'>, told: Told): Write {
  return auditWrite({ organizationId: params.organizationId, by: memberId(caller), now, told });
}
