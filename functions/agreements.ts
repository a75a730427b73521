/** What the operator records of an organization that decides over its enrollments: the migration and the agreements. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Stored } from '../shared/azure/documents.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import {
  Agreement,
  Migration,
  type Organization,
  OrganizationId,
} from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { AgreementType } from '../shared/programs/program.ts';
import { lookAtOrganization } from './reconciliation.ts';

const params = z.strictObject({ organizationId: OrganizationId });
const MigrationView = z.strictObject({ ...Migration.shape, etag: z.string() });
const AgreementView = z.strictObject({ agreementType: AgreementType, ...Agreement.shape, etag: z.string() });

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

const AgreementRequest = Agreement.check(
  z.refine(({ activeFrom, activeTo }) => activeTo === undefined || activeFrom <= activeTo, {
    path: ['activeTo'],
    error: 'The last day is before the first.',
  }),
);
const agreementParams = z.strictObject({ organizationId: OrganizationId, agreementType: AgreementType });

export const putAgreement = endpoint({
  summary: 'Record an agreement and the days it is active',
  params: agreementParams,
  body: AgreementRequest,
  answer: AgreementView,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const organization = known(call.known);
    const { agreementType } = call.params;
    const stored = organization.agreements[agreementType];
    const same = stored !== undefined && isDeepStrictEqual(stored, call.body);
    if (same) return ok({ agreementType, ...stored, etag: organization.etag });
    mustMatch(call.ifMatch, stored && organization);
    const agreements = { ...organization.agreements, [agreementType]: call.body };
    const answer = {
      agreementType,
      ...call.body,
      etag: await save(deps, call, { ...organization, agreements }),
    };
    return stored ? ok(answer) : created(answer, call.url);
  },
});
