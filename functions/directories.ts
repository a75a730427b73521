import * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import { type Directory, DirectoryState } from '../shared/directory/directory.ts';
import {
  createDirectory,
  findDirectory,
  getDirectory as getBound,
} from '../shared/directory/directory-store.ts';
import { SyncView } from '../shared/directory/sync.ts';
import { created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { claim } from '../shared/organizations/claim-store.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization } from '../shared/organizations/organization-store.ts';

const DirectoryParams = z.object({ organizationId: OrganizationId, tenantId: Guid });
const DirectoryView = z
  .object({
    tenantId: Guid,
    state: DirectoryState,
    /** Where a Global administrator of the tenant consents to its directory being read. */
    consentUrl: z.url(),
    lastSync: z.optional(SyncView),
    etag: z.string(),
  })
  .register(z.globalRegistry, { id: 'Directory' });

type ConsentUrl = Deps['consentUrl'];

function viewOf(directory: Directory & { etag: string }, consentUrl: ConsentUrl) {
  const { tenantId, state, sync, etag } = directory;
  const lastSync = sync && SyncView.parse(sync);
  return { tenantId, state, consentUrl: consentUrl(tenantId), lastSync, etag };
}

export const getDirectory = endpoint({
  summary: 'How the connection to a company directory stands, and where to consent to it',
  params: DirectoryParams,
  answer: DirectoryView,
  handle:
    ({ partners, consentUrl }: Pick<Deps, 'partners' | 'consentUrl'>) =>
    async ({ params }) =>
      ok(viewOf(await getBound(partners, params), consentUrl)),
});

export const putDirectory = endpoint({
  summary: 'Bind a tenant to the organization, for good',
  params: DirectoryParams,
  answer: DirectoryView,
  handle:
    ({ partners, claims, consentUrl }: Pick<Deps, 'partners' | 'claims' | 'consentUrl'>) =>
    async ({ params, known, now, url }) => {
      const { organizationId, tenantId } = params;
      const organization = getOrganization(known);
      const bound = await findDirectory(partners, params);
      if (bound) return ok(viewOf(bound, consentUrl));
      const id = `tenant:${tenantId}`;
      await claim(claims, { id, organizationId, claimedAt: now.toISOString() }, 'directory/tenant-taken');
      const directory = await createDirectory(partners, organization, { tenantId, now });
      return created(viewOf(directory, consentUrl), url);
    },
});
