/** The migration of an organization to Partner Center: before it is completed, nobody enrolls. */
import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { Migration, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { saveOrganization } from './save-organization.ts';

const params = z.strictObject({ organizationId: OrganizationId });
const MigrationView = z.strictObject({ ...Migration.shape, etag: z.string() });

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
    const { organizationId, migration: before } = organization;
    const { status } = call.body;
    if (before.status === status) return ok({ ...before, etag: organization.etag });
    mustMatch(call.ifMatch, organization);
    const migration = { status, ...(status === 'completed' ? { completedAt: call.now.toISOString() } : {}) };
    const etag = await saveOrganization(deps, call, {
      wanted: { ...organization, migration },
      told: { what: 'migration', target: organizationId, before, after: migration },
    });
    return ok({ ...migration, etag });
  },
});
