/** Syncs, which read a company directory into the members: asked for, joined, run by queue message, and every 15 minutes. */
import { randomUUID } from 'node:crypto';
import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { type Directory, requestSync } from '../shared/directory/directory.ts';
import {
  type Binding,
  getDirectory as getBound,
  listDirectories,
  replaceDirectory,
} from '../shared/directory/directory-store.ts';
import {
  isKnownAs,
  isMoving,
  isUnderWay,
  isWaiting,
  type Sync,
  SyncId,
  SyncView,
} from '../shared/directory/sync.ts';
import { runSync } from '../shared/directory/sync-store.ts';
import { accepted, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { refuse } from '../shared/refusal.ts';
import { lookAtOrganization } from './reconciliation.ts';

const SyncParams = z.object({ organizationId: OrganizationId, tenantId: Guid, syncId: SyncId });

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
  summary: 'How a sync stands, or the one it joined',
  params: SyncParams,
  answer: SyncView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async ({ params }) => {
      const { sync } = await getBound(partners, params);
      if (!sync || !isKnownAs(sync, params.syncId))
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
  if (
    !isWaiting(sync, asked.now) &&
    (sync.state === 'requested' || (isUnderWay(sync) && !isMoving(sync, asked.now)))
  )
    await enqueue('directories', { organizationId, tenantId, syncId: sync.syncId });
  return sync;
}

/** Asks for the sync of a directory that was just saved. A message that cannot be sent is repaired by the timer. */
export async function queueSync(
  { enqueue }: Pick<Deps, 'enqueue'>,
  log: Pick<InvocationContext, 'warn'>,
  { organizationId, tenantId, sync }: Directory,
): Promise<void> {
  if (sync)
    await enqueue('directories', { organizationId, tenantId, syncId: sync.syncId }).catch((error) =>
      log.warn('A message to the directories queue was not sent; the next timer repairs it.', error),
    );
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
          await settle(() => request(deps, directory, { syncId: dueSyncId(directory), now }));
  };
}

/** One that stands still keeps its name. */
function dueSyncId({ sync }: Directory): string {
  return sync && isUnderWay(sync) ? sync.syncId : randomUUID();
}
