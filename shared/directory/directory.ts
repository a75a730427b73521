/** The tie between an organization and one company directory, and how a sync moves it: one sync at a time, until it succeeded or failed. */
import * as z from 'zod/mini';
import { Guid, OrganizationId } from '../organizations/organization.ts';
import { type FaultCode, isUnderWay, remedies, Sync } from './sync.ts';

export const DirectoryState = z.enum(['bound', 'connected', 'consentMissing']);

export const Directory = z.object({
  kind: z.literal('directory'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  tenantId: Guid,
  /** `bound`: nothing was read yet. */
  state: DirectoryState,
  /** Where reading goes on; the directory gave this link and alone understands it. */
  checkpoint: z.optional(z.url()),
  /** The link was lost. Only a reading of everybody in one go shows who left meanwhile, so it never goes on halfway. */
  rereading: z.optional(z.literal(true)),
  sync: z.optional(Sync),
});
export type Directory = z.infer<typeof Directory>;

/** One worker's work on one sync. */
export interface Worker {
  syncId: string;
  worker: string;
}

export const directoryId = (tenantId: string) => `directory:${tenantId}`;

/** A directory nothing was read of yet. */
export function bind(organizationId: string, tenantId: string): Directory {
  return {
    kind: 'directory',
    schemaVersion: 1,
    id: directoryId(tenantId),
    organizationId,
    tenantId,
    state: 'bound',
  };
}

/** The directory with the sync that answers this wish: the one under way, the same one if it is known, or else a new one. */
export function requestSync<D extends Directory>(
  directory: D,
  asked: { syncId: string; now: Date },
): D & { sync: Sync } {
  const { sync } = directory;
  if (sync && (isUnderWay(sync) || sync.syncId === asked.syncId)) return { ...directory, sync };
  const requestedAt = asked.now.toISOString();
  const requested = { syncId: asked.syncId, requestedAt, movedAt: requestedAt, read: 0, changed: 0 };
  return { ...directory, sync: { ...requested, state: 'requested' } };
}

/** Whether this worker is still the one; any other may write nothing. */
export function isWorkedBy(directory: Directory, { syncId, worker }: Worker): boolean {
  const { sync } = directory;
  return sync?.state === 'running' && sync.syncId === syncId && sync.worker === worker;
}

/** Begins the sync, or takes it over from a worker that was lost. */
export function beginSync<D extends Directory>(directory: D, worker: string, now: Date): D {
  const startedAt = directory.sync?.startedAt ?? now.toISOString();
  return move(directory, { state: 'running', worker, startedAt }, now);
}

/** Where a worker goes on; undefined reads everybody. */
export function resumesFrom(directory: Directory): string | undefined {
  return directory.rereading ? undefined : directory.checkpoint;
}

export interface Progress {
  /** So far, in this sync. */
  read: number;
  /** In this step. */
  changed: number;
  /** Absent: no further than before. */
  checkpoint?: string;
}

export function advance<D extends Directory>(directory: D, progress: Progress, now: Date): D {
  const changed = (directory.sync?.changed ?? 0) + progress.changed;
  const checkpoint = progress.checkpoint ?? directory.checkpoint;
  return { ...move(directory, { read: progress.read, changed }, now), checkpoint };
}

/** The link no longer serves: everybody is read again. */
export function startOver<D extends Directory>(directory: D, now: Date): D {
  return { ...move(directory, {}, now), checkpoint: undefined, rereading: true };
}

export function succeed<D extends Directory>(directory: D, now: Date): D {
  const ended = move(directory, { state: 'succeeded', finishedAt: now.toISOString() }, now);
  return { ...ended, state: 'connected', rereading: undefined };
}

/** The sync ends with what is wrong and what to do; what was read stays, and so does the checkpoint. */
export function fail<D extends Directory>(directory: D, code: FaultCode, now: Date): D {
  const fault = { code, message: remedies[code] };
  const ended = move(directory, { state: 'failed', finishedAt: now.toISOString(), fault }, now);
  return code === 'consentMissing' ? { ...ended, state: code } : ended;
}

function move<D extends Directory>(directory: D, change: Partial<Sync>, now: Date): D {
  const { sync } = directory;
  return sync ? { ...directory, sync: { ...sync, movedAt: now.toISOString(), ...change } } : directory;
}
