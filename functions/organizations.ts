/** Organizations, their migration, agreements and locations: read by their people, written by the operator. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { emptyRoster } from '../shared/access/roster.ts';
import { commit, documentPage, type Stored } from '../shared/azure/cosmos.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import {
  Agreement,
  Migration,
  Organization,
  OrganizationId,
  OrganizationProfile,
} from '../shared/organizations/organization.ts';
import { changed, claim, getOrganization as known } from '../shared/organizations/organization-store.ts';
import { AgreementType } from '../shared/programs/program.ts';
import { lookAtOrganization } from './reconciliation.ts';

const params = z.strictObject({ organizationId: OrganizationId });

const { kind: _, schemaVersion: __, id: ___, ...shown } = Organization.shape;
const OrganizationView = z.strictObject({ ...shown, etag: z.string() });
const MigrationView = z.strictObject({ ...Migration.shape, etag: z.string() });
const AgreementView = z.strictObject({ agreementType: AgreementType, ...Agreement.shape, etag: z.string() });

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
    if (stored) mustMatch(call.ifMatch, stored);
    await claim(
      deps.claims,
      { id: `mpn:${call.body.globalMpnId}`, organizationId, claimedAt: call.now.toISOString() },
      'organization/mpn-id-taken',
    );
    const writes = stored
      ? [{ replace: wanted, ifMatch: stored.etag }, changed(call.now)]
      : [
          { create: wanted },
          { create: newReconciliation(organizationId) },
          { create: emptyRoster(organizationId) },
        ];
    const [etag = ''] = await commit(deps.partners, organizationId, writes);
    const answer = view({ ...wanted, etag });
    return stored ? ok(answer) : created(answer, call.url);
  },
});

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

/** Replaces the organization with what follows from its change, and has it looked at. */
async function save(
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

export const getMigration = endpoint({
  summary: 'How far the migration to Partner Center is',
  params,
  answer: MigrationView,
  handle: () => async (call) => {
    const { migration, etag } = known(call.known);
    return ok({ ...migration, etag });
  },
});

export const putMigration = endpoint({
  summary: 'Record the migration; nobody enrolls before it is completed',
  params,
  body: z.strictObject({ status: Migration.shape.status }),
  answer: MigrationView,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const organization = known(call.known);
    const { status } = call.body;
    if (organization.migration.status === status)
      return ok({ ...organization.migration, etag: organization.etag });
    mustMatch(call.ifMatch, organization);
    const migration = { status, ...(status === 'completed' ? { completedAt: call.now.toISOString() } : {}) };
    return ok({ ...migration, etag: await save(deps, call, { ...organization, migration }) });
  },
});

const agreementParams = z.strictObject({ organizationId: OrganizationId, agreementType: AgreementType });

export const putAgreement = endpoint({
  summary: 'Record an agreement and the days it is active',
  params: agreementParams,
  body: Agreement,
  answer: AgreementView,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const organization = known(call.known);
    const { agreementType } = call.params;
    const stored = organization.agreements[agreementType];
    const same = stored !== undefined && isDeepStrictEqual(stored, call.body);
    if (same) return ok({ agreementType, ...stored, etag: organization.etag });
    if (stored) mustMatch(call.ifMatch, organization);
    const agreements = { ...organization.agreements, [agreementType]: call.body };
    const answer = {
      agreementType,
      ...call.body,
      etag: await save(deps, call, { ...organization, agreements }),
    };
    return stored ? ok(answer) : created(answer, call.url);
  },
});
