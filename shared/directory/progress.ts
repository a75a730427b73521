/** How a sync moves its directory, from its beginning until it succeeded or failed; each step is written before the next is taken. */
import type { Directory } from './directory.ts';
import { type FaultCode, remedies, type Sync, type SyncWarning } from './sync.ts';

/** One worker's work on one sync. */
export interface Worker {
  syncId: string;
  worker: string;
}

/** Whether this worker is still the one; any other may write nothing. */
export function isWorkedBy(directory: Directory, { syncId, worker }: Worker): boolean {
  const { sync } = directory;
  return sync?.state === 'running' && sync.syncId === syncId && sync.worker === worker;
}

/** Begins the sync, or takes it over from a worker that was lost. */
export function beginSync<D extends Directory>(directory: D, worker: string, now: Date): D {
  const startedAt = directory.sync?.startedAt ?? now.toISOString();
  return move(directory, { state: 'running', worker, startedAt, notBefore: undefined }, now);
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

export function succeed<D extends Directory>(directory: D, warnings: SyncWarning[], now: Date): D {
  const ended = move(directory, { state: 'succeeded', finishedAt: now.toISOString(), warnings }, now);
  const mapped = directory.mappings.length > 0 ? directory.mapped : undefined;
  return { ...ended, state: 'connected', rereading: undefined, mapped };
}

/** The longest wait that is believed. */
const longestWaitSeconds = 3600;

/** The directory asked for peace: the sync goes on after that, where it was. */
export function postpone<D extends Directory>(directory: D, seconds: number, now: Date): D {
  const wait = Math.min(seconds, longestWaitSeconds) * 1000;
  const notBefore = new Date(now.getTime() + wait).toISOString();
  return move(directory, { state: 'requested', worker: undefined, notBefore }, now);
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
