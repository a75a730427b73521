/** The figures of an organization's locations, as the vendor's systems report them. */
import * as z from 'zod/mini';
import { batchesOf } from '../shared/azure/batches.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { applyFacts, checkAsOf, FactsReport, FactsRequest } from '../shared/organizations/facts.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { lookAtOrganization } from './reconciliation.ts';

export const putFacts = endpoint({
  summary:
    'Record all figures of many locations at once; a row replaces what was recorded, but never anything newer',
  params: z.strictObject({ organizationId: OrganizationId }),
  body: FactsRequest,
  answer: FactsReport,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    checkAsOf(call.body, call.now);
    const { organizationId } = known(call.known);
    const { locations, report } = applyFacts(await listLocations(deps.partners, organizationId), call.body);
    const writes: Write[] = locations.map((location) => ({ replace: location, ifMatch: location.etag }));
    for (const batch of batchesOf(writes))
      await commit(deps.partners, organizationId, [...batch, changed(call.now)]);
    if (locations.length > 0) await lookAtOrganization(deps, call.log, organizationId);
    return ok(report);
  },
});
