/** One reading of a company directory: how it stands, whether it gets on, and what to do where it failed. */
import * as z from 'zod/mini';
import { Guid } from '../organizations/organization.ts';
import { Instant } from '../programs/program.ts';

export const SyncId = z
  .string()
  .check(
    z.regex(/^[a-z0-9-]{1,64}$/),
    z.describe('A GUID, or up to 64 lower-case letters, digits and hyphens'),
  );

const SyncFault = z.object({
  code: z.enum(['consentMissing', 'linkExpired', 'unavailable']),
  message: z.string(),
});
type SyncFault = z.infer<typeof SyncFault>;
export type FaultCode = SyncFault['code'];

export const Sync = z.object({
  syncId: SyncId,
  state: z.enum(['requested', 'running', 'succeeded', 'failed']),
  requestedAt: Instant,
  startedAt: z.optional(Instant),
  /** When it last got on: one that stands still is queued again. */
  movedAt: Instant,
  finishedAt: z.optional(Instant),
  /** Who works on it: whoever takes over writes another name here, so that a stale worker finds out. */
  worker: z.optional(Guid),
  /** Users the directory told of, and members that were written. */
  read: z.int(),
  changed: z.int(),
  fault: z.optional(SyncFault),
});
export type Sync = z.infer<typeof Sync>;

export function isUnderWay(sync: Sync): boolean {
  return sync.state === 'requested' || sync.state === 'running';
}

/** A sync as it is answered. */
export const SyncView = z
  .pick(Sync, {
    syncId: true,
    state: true,
    requestedAt: true,
    startedAt: true,
    finishedAt: true,
    read: true,
    changed: true,
    fault: true,
  })
  .register(z.globalRegistry, { id: 'Sync' });

/** Under way and got on within ten minutes, which outlasts a page of the directory and the wait in the queue. */
export function isMoving(sync: Sync, now: Date): boolean {
  return isUnderWay(sync) && now.getTime() - Date.parse(sync.movedAt) < 10 * 60_000;
}

/** What to do about each fault. */
export const remedies = {
  consentMissing:
    'The company has not consented to its directory being read, or withdrew that. One of its Global administrators opens the consentUrl of this directory; the next sync then reads it.',
  linkExpired: 'The directory forgot twice where reading should go on. The next sync reads everybody again.',
  unavailable: 'The directory could not be read at the moment. The next sync goes on where this one stopped.',
} as const satisfies Record<FaultCode, string>;
