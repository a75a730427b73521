/** Company directories: bound by the operator, set up by their Global administrators too. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Told } from '../shared/access/audit.ts';
import { loadGrantContext } from '../shared/access/grant-store.ts';
import { memberId } from '../shared/access/member.ts';
import { Acknowledgement, refuseStranding, type Stranding } from '../shared/access/stranded.ts';
import { listPlacesAtStake } from '../shared/access/stranded-store.ts';
import type { Deps } from '../shared/deps.ts';
import { configure, type Directory, DirectoryState } from '../shared/directory/directory.ts';
import {
  configureDirectory,
  createDirectory,
  findDirectory,
  getDirectory as getBound,
} from '../shared/directory/directory-store.ts';
import { checkSettings, DirectorySettings, isSetTo } from '../shared/directory/settings.ts';
import { planRoster } from '../shared/directory/settings-store.ts';
import { SyncView } from '../shared/directory/sync.ts';
import { created, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { claim } from '../shared/organizations/claim-store.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization } from '../shared/organizations/organization-store.ts';
import { auditOf } from './save-organization.ts';
import { queueSync } from './sync-requests.ts';

const DirectoryParams = z.object({ organizationId: OrganizationId, tenantId: Guid });
type DirectoryParams = z.infer<typeof DirectoryParams>;
const DirectoryView = z
  .object({
    tenantId: Guid,
    state: DirectoryState,
    /** Where a Global administrator of the tenant consents to its directory being read. */
    consentUrl: z.url(),
    ...z.required(DirectorySettings).shape,
    lastSync: z.optional(SyncView),
    etag: z.string(),
  })
  .register(z.globalRegistry, { id: 'Directory' });

type ConsentUrl = Deps['consentUrl'];

function viewOf(directory: Directory & { etag: string }, consentUrl: ConsentUrl) {
  const { tenantId, state, scope, mappings, sync, etag } = directory;
  const lastSync = sync && SyncView.parse(sync);
  return { tenantId, state, consentUrl: consentUrl(tenantId), scope, mappings, lastSync, etag };
}

export const getDirectory = endpoint({
  summary: 'How a company directory is read: its connection, its scope, the groups that give roles',
  params: DirectoryParams,
  answer: DirectoryView,
  handle:
    ({ partners, consentUrl }: Pick<Deps, 'partners' | 'consentUrl'>) =>
    async ({ params }) =>
      ok(viewOf(await getBound(partners, params), consentUrl)),
});

type PutDeps = Pick<Deps, 'partners' | 'claims' | 'programs' | 'enqueue' | 'consentUrl'>;
type PutCall = Call<DirectoryParams, Acknowledgement, DirectorySettings>;

export const putDirectory = endpoint({
  summary: 'Bind a tenant to the organization, for good; set who is read and which groups give roles',
  params: DirectoryParams,
  query: Acknowledgement,
  body: DirectorySettings,
  answer: DirectoryView,
  handle: (deps: PutDeps) => async (call) => {
    const organization = getOrganization(call.known);
    // Only the operator says whose a tenant is: for others, one that is not bound is not there.
    const bound = await (call.standing.operator ? findDirectory : getBound)(deps.partners, call.params);
    if (bound && isSetTo(bound, call.body)) return ok(viewOf(bound, deps.consentUrl));
    checkSettings(call.body, await loadGrantContext(deps, organization));
    if (!bound) return created(viewOf(await bindTenant(deps, call), deps.consentUrl), call.url);
    mustMatch(call.ifMatch, bound);
    const roster = await planRoster(deps.partners, bound, call.body);
    const stranding = refuseStranding(roster, await listPlacesAtStake(deps.partners, roster), call.query);
    const configured = configure(bound, call.body, { syncId: randomUUID(), now: call.now });
    const audit = auditOf(call, settingsTold(bound, call.body, stranding));
    const saved = await configureDirectory(deps.partners, configured, audit);
    await queueSync(deps, call.log, saved);
    return ok(viewOf(saved, deps.consentUrl));
  },
});

function settingsTold(bound: Directory, after: DirectorySettings, stranding: Stranding | undefined): Told {
  const { tenantId: target, scope, mappings } = bound;
  const acknowledged = stranding ? { acknowledged: true as const } : {};
  return { what: 'directory', target, before: { scope, mappings }, after, ...acknowledged };
}

async function bindTenant({ partners, claims }: PutDeps, { params, body, caller, known, now }: PutCall) {
  const { organizationId, tenantId } = params;
  const claimed = { id: `tenant:${tenantId}`, organizationId, claimedAt: now.toISOString() };
  await claim({ claims, partners }, claimed, 'directory/tenant-taken');
  return createDirectory(partners, getOrganization(known), {
    tenantId,
    settings: body,
    by: memberId(caller),
    now,
  });
}
