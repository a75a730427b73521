/** Organizations: read by their people, written by the operator. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { organizationTold } from '../shared/access/audit-records.ts';
import { emptyRoster } from '../shared/access/roster.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { documentPage } from '../shared/azure/pages.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { claim } from '../shared/organizations/claim-store.ts';
import { findLocation } from '../shared/organizations/location-store.ts';
import { Organization, OrganizationId, OrganizationProfile } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { auditOf, saveOrganization } from './save-organization.ts';

const params = z.strictObject({ organizationId: OrganizationId });

const { kind: _, schemaVersion: __, id: ___, ...shown } = Organization.shape;
const OrganizationView = z
  .strictObject({ ...shown, etag: z.string() })
  .register(z.globalRegistry, { id: 'Organization' });

function view({ kind: _, schemaVersion: __, id: ___, ...rest }: Stored<Organization>) {
  return rest;
}

export const listOrganizations = endpoint({
  summary: 'All organizations, for the operator',
  params: z.strictObject({}),
  query: Paging,
  answer: listOf(OrganizationView),
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const listing = { query: "SELECT * FROM c WHERE c.kind = 'organization'", schema: Organization };
      const found = await documentPage(partners, listing, pageOf(call.query));
      return ok(page(found.value.map(view), call, found.continuation));
    },
});

export const getOrganization = endpoint({
  summary: 'An organization: migration, agreements, tenants',
  params,
  answer: OrganizationView,
  handle: () => async (call) => ok(view(known(call.known))),
});

export const putOrganization = endpoint({
  summary: 'Create an organization or change what it is called',
  params,
  body: OrganizationProfile,
  answer: OrganizationView,
  handle: (deps: Pick<Deps, 'partners' | 'claims' | 'enqueue'>) => async (call) => {
    const { organizationId } = call.params;
    const stored = call.known.organization;
    const wanted = { ...(stored ?? newOrganization(organizationId)), ...call.body };
    if (stored && isDeepStrictEqual(wanted, stored)) return ok(view(stored));
    mustMatch(call.ifMatch, stored);
    await refuseLocation(deps, organizationId, call.body.globalMpnId);
    await claim(
      deps,
      { id: `mpn:${call.body.globalMpnId}`, organizationId, claimedAt: call.now.toISOString() },
      'organization/mpn-id-taken',
    );
    const told = organizationTold(organizationId, stored, call.body);
    if (!stored) return created(view(await register(deps, wanted, auditOf(call, told))), call.url);
    const etag = await saveOrganization(deps, call, { wanted: { ...wanted, etag: stored.etag }, told });
    return ok(view({ ...wanted, etag }));
  },
});

/** The organization with its fence and its roster, which every other one has. @throws Contended where it is there already. */
async function register(
  { partners }: Pick<Deps, 'partners'>,
  organization: Organization,
  audit: Write,
): Promise<Stored<Organization>> {
  const { organizationId } = organization;
  const [etag = ''] = await commit(partners, organizationId, [
    { create: organization },
    { create: newReconciliation(organizationId) },
    { create: emptyRoster(organizationId) },
    audit,
  ]);
  return { ...organization, etag };
}

/** An MPN ID is a location's or the organization's own, never both. */
async function refuseLocation({ partners }: Pick<Deps, 'partners'>, organizationId: string, mpnId: string) {
  if (await findLocation(partners, organizationId, mpnId))
    refuse('organization/mpn-id-taken', `${mpnId} is the ID of one of its locations.`, {
      target: 'body.globalMpnId',
    });
}

function newOrganization(organizationId: string) {
  return {
    kind: 'organization' as const,
    schemaVersion: 1 as const,
    id: 'organization' as const,
    organizationId,
    migration: { status: 'notStarted' as const },
    agreements: {},
    tenants: [],
  };
}

function newReconciliation(organizationId: string) {
  return {
    kind: 'reconciliation',
    schemaVersion: 1,
    id: 'reconciliation',
    organizationId,
    change: randomUUID(),
  };
}
