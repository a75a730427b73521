/** The figures of an organization's locations, as the vendor's systems report them. */
import * as z from 'zod/mini';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { applyFacts, FactsReport, FactsRequest } from '../shared/organizations/facts.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { lookAtOrganization } from './reconciliation.ts';

const batchSize = 90;

export const putFacts = endpoint({
  summary: 'Record the figures of many locations at once; older figures never overwrite newer ones',
  params: z.strictObject({ organizationId: OrganizationId }),
  body: FactsRequest,
  answer: FactsReport,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const { organizationId } = known(call.known);
    const { locations, report } = applyFacts(await listLocations(deps.partners, organizationId), call.body);
    for (let start = 0; start < locations.length; start += batchSize) {
      const batch = locations.slice(start, start + batchSize);
      const writes: Write[] = batch.map((location) => ({ replace: location, ifMatch: location.etag }));
      await commit(deps.partners, organizationId, [...writes, changed(call.now)]);
    }
    if (locations.length > 0) await lookAtOrganization(deps, call.log, organizationId);
    return ok(report);
  },
});
