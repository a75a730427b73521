/** The locations of an organization: read by its people, written by the operator. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Stored } from '../shared/azure/documents.ts';
import type { Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { claim } from '../shared/organizations/claim-store.ts';
import {
  findLocation,
  listLocations as listStoredLocations,
} from '../shared/organizations/location-store.ts';
import {
  type Location,
  LocationProfile,
  MpnId,
  OrganizationId,
  refuseLocation,
} from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { saveRecord } from './save-organization.ts';

const params = z.strictObject({ organizationId: OrganizationId, mpnId: MpnId });
const LocationView = z
  .strictObject({ mpnId: MpnId, ...LocationProfile.shape, etag: z.string() })
  .register(z.globalRegistry, { id: 'Location' });

function view({ mpnId, name, country, etag }: Stored<Location>): z.infer<typeof LocationView> {
  return { mpnId, name, country, etag };
}

export const listLocations = endpoint({
  summary: 'The locations of an organization',
  params: z.strictObject({ organizationId: OrganizationId }),
  answer: listOf(LocationView),
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const { organizationId } = known(call.known);
      return ok({ value: (await listStoredLocations(partners, organizationId)).map(view) });
    },
});

export const getLocation = endpoint({
  summary: 'One location',
  params,
  answer: LocationView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const organization = known(call.known);
      const { organizationId, mpnId } = call.params;
      const location = await findLocation(partners, organizationId, mpnId);
      if (location) return ok(view(location));
      return refuseLocation(organization, await listStoredLocations(partners, organizationId), mpnId);
    },
});

export const putLocation = endpoint({
  summary: 'Add a location to an organization or change what it is called',
  params,
  body: LocationProfile,
  answer: LocationView,
  handle: (deps: Pick<Deps, 'partners' | 'claims' | 'enqueue'>) => async (call) => {
    const { globalMpnId, organizationId } = known(call.known);
    const { mpnId } = call.params;
    if (mpnId === globalMpnId)
      refuse('location/global-mpn-id', `${mpnId} is the global ID of this organization, not a location.`, {
        target: 'path.mpnId',
      });
    const stored = await findLocation(deps.partners, organizationId, mpnId);
    const wanted = { ...(stored ?? newLocation(organizationId, mpnId)), ...call.body };
    if (stored && isDeepStrictEqual(wanted, stored)) return ok(view(stored));
    mustMatch(call.ifMatch, stored);
    const claimed = { id: `mpn:${mpnId}`, organizationId, claimedAt: call.now.toISOString() };
    await claim(deps, claimed, 'organization/mpn-id-taken');
    const write: Write = stored ? { replace: wanted, ifMatch: stored.etag } : { create: wanted };
    const before = stored ? { name: stored.name, country: stored.country } : null;
    const told = { what: 'location', target: mpnId, before, after: call.body } as const;
    const etag = await saveRecord(deps, call, { write, told });
    const answer = view({ ...wanted, etag });
    return stored ? ok(answer) : created(answer, call.url);
  },
});

function newLocation(organizationId: string, mpnId: string) {
  return {
    kind: 'location' as const,
    schemaVersion: 1 as const,
    id: `location:${mpnId}`,
    organizationId,
    mpnId,
  };
}
