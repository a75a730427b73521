/** Asking for syncs: on demand, after a change of settings, and every 15 minutes for every directory. */
import { randomUUID } from 'node:crypto';
import type { InvocationContext } from '@azure/functions';
import { settle } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { type Directory, requestSync } from '../shared/directory/directory.ts';
import {
  type Binding,
  getDirectory as getBound,
  listDirectories,
  replaceDirectory,
} from '../shared/directory/directory-store.ts';
import { isMoving, isUnderWay, isWaiting, type Sync } from '../shared/directory/sync.ts';
import { loggable } from '../shared/telemetry/loggable.ts';

/** Asks for a sync, or joins the one under way. It is queued unless it gets on by itself: a message too many does no harm. */
export async function requestDirectorySync(
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
      log.warn(
        'A message to the directories queue was not sent; the next timer repairs it.',
        loggable(error),
      ),
    );
}

/** Asks for a sync of every directory; one that stands still is queued again under its own name, and one that fails holds up no other. */
export function requestSyncs(deps: Pick<Deps, 'partners' | 'enqueue' | 'now'>) {
  return async (log: Pick<InvocationContext, 'error'>): Promise<void> => {
    const now = deps.now();
    for await (const page of listDirectories(deps.partners))
      for (const directory of page.filter(({ sync }) => !sync || !isMoving(sync, now)))
        await settle(() =>
          requestDirectorySync(deps, directory, { syncId: dueSyncId(directory), now }),
        ).catch((error) => log.error(`Directory ${directory.tenantId} was not asked for`, loggable(error)));
  };
}

/** One that stands still keeps its name. */
function dueSyncId({ sync }: Directory): string {
  return sync && isUnderWay(sync) ? sync.syncId : randomUUID();
}
