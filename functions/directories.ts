/** Company directories: bound to an organization by the operator, and read into its members by syncs. */
import { randomUUID } from 'node:crypto';
import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import { settle } from '../shared/azure/cosmos.ts';
import type { Deps } from '../shared/deps.ts';
import { type Directory, DirectoryState, requestSync } from '../shared/directory/directory.ts';
import {
  type Binding,
  createDirectory,
  findDirectory,
  getDirectory as getBound,
  listDirectories,
  replaceDirectory,
} from '../shared/directory/directory-store.ts';
import { isMoving, isUnderWay, Sync, SyncId } from '../shared/directory/sync.ts';
import { runSync } from '../shared/directory/sync-store.ts';
import { accepted, created, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { claim, getOrganization } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { lookAtOrganization } from './reconciliation.ts';

const DirectoryParams = z.object({ organizationId: OrganizationId, tenantId: Guid });
const SyncParams = z.extend(DirectoryParams, { syncId: SyncId });

const SyncView = z.pick(Sync, {
  syncId: true,
  state: true,
  requestedAt: true,
  startedAt: true,
  finishedAt: true,
  read: true,
  changed: true,
  fault: true,
});
const DirectoryView = z.object({
  tenantId: Guid,
  state: DirectoryState,
  /** Where a Global administrator of the tenant consents to its directory being read. */
  consentUrl: z.url(),
  lastSync: z.optional(SyncView),
  etag: z.string(),
});

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

export const putSync = endpoint({
  summary: 'Read the directory now; joins the sync that is under way',
  params: SyncParams,
  answer: SyncView,
  handle:
    ({ partners, enqueue }: Pick<Deps, 'partners' | 'enqueue'>) =>
    async ({ params, now, url }) => {
      const sync = await request({ partners, enqueue }, params, { syncId: params.syncId, now });
      const view = SyncView.parse(sync);
      return isUnderWay(sync) ? accepted(view, new URL(sync.syncId, url).href) : ok(view);
    },
});

export const getSync = endpoint({
  summary: 'How a sync stands',
  params: SyncParams,
  answer: SyncView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async ({ params }) => {
      const { sync } = await getBound(partners, params);
      if (sync?.syncId !== params.syncId)
        refuse('directory/sync-unknown', 'The directory knows only its latest sync.', {
          target: 'path.syncId',
        });
      return ok(SyncView.parse(sync));
    },
});

/** Asks for a sync, or joins the one under way. It is queued unless it gets on by itself: a message too many does no harm. */
async function request(
  { partners, enqueue }: Pick<Deps, 'partners' | 'enqueue'>,
  { organizationId, tenantId }: Binding,
  asked: { syncId: string; now: Date },
): Promise<Sync> {
  const before = await getBound(partners, { organizationId, tenantId });
  const directory = requestSync(before, asked);
  const { sync } = directory;
  if (sync !== before.sync) await replaceDirectory(partners, directory);
  if (sync.state === 'requested' || (isUnderWay(sync) && !isMoving(sync, asked.now)))
    await enqueue('directories', { organizationId, tenantId, syncId: sync.syncId });
  return sync;
}

/** Runs one sync to its end. A fault of the directory is recorded in it, not thrown; the next timer tries again. */
export function syncDirectory(deps: Pick<Deps, 'partners' | 'graph' | 'now' | 'enqueue'>) {
  return async (message: unknown, context: InvocationContext): Promise<void> => {
    const asked = SyncParams.parse(message);
    const { rosterChanged, fault } = await runSync(deps, asked);
    if (fault) context.warn(`Directory ${asked.tenantId}: ${fault.code}`, fault.cause);
    if (rosterChanged) await lookAtOrganization(deps, context, asked.organizationId);
  };
}

/** Asks for a sync of every directory; one that stands still is queued again under its own name. */
export function requestSyncs(deps: Pick<Deps, 'partners' | 'enqueue' | 'now'>) {
  return async (): Promise<void> => {
    const now = deps.now();
    for await (const page of listDirectories(deps.partners))
      for (const directory of page)
        if (!directory.sync || !isMoving(directory.sync, now))
          await settle(() => request(deps, directory, { syncId: randomUUID(), now }));
  };
}
