/** The figures of an organization's locations, as the vendor's systems report them. */
import * as z from 'zod/mini';
import { batchesOf } from '../shared/azure/batches.ts';
import { settle } from '../shared/azure/faults.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { applyFacts, checkAsOf, reportOfAll } from '../shared/organizations/facts.ts';
import { FactsReport, FactsRequest } from '../shared/organizations/facts-rows.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { type Organization, OrganizationId } from '../shared/organizations/organization.ts';
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
    const organization = known(call.known);
    const report = await record(deps, organization, call);
    if (report.value.some(({ outcome }) => outcome === 'written'))
      await lookAtOrganization(deps, call.log, organization.organizationId);
    return ok(report);
  },
});

/** Begins again by itself where others write first or an answer is lost, for it remembers what it has written. */
function record(
  { partners }: Pick<Deps, 'partners'>,
  organization: Organization,
  { body, now }: Pick<Call<unknown, unknown, FactsRequest>, 'body' | 'now'>,
): Promise<FactsReport> {
  const { organizationId } = organization;
  const soFar: { report?: FactsReport } = {};
  return settle(async () => {
    const stored = await listLocations(partners, organizationId);
    const { locations, report } = applyFacts(organization, stored, body);
    soFar.report = reportOfAll(soFar.report, report);
    const writes: Write[] = locations.map((location) => ({ replace: location, ifMatch: location.etag }));
    for (const batch of batchesOf(writes)) await commit(partners, organizationId, [...batch, changed(now)]);
    return soFar.report;
  });
}
