/** One reading of a company directory: how it stands, whether it gets on, and what to do where it failed. */
import * as z from 'zod/mini';
import { Guid } from '../organizations/organization.ts';
import { Instant } from '../programs/words.ts';

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

/** What a sync that succeeded could not do as asked. */
const SyncWarning = z.object({
  code: z.enum(['groupUnknown', 'rosterFull']),
  groupId: Guid,
  message: z.string(),
});
export type SyncWarning = z.infer<typeof SyncWarning>;

export const Sync = z.object({
  syncId: SyncId,
  state: z.enum(['requested', 'running', 'succeeded', 'failed']),
  requestedAt: Instant,
  /** The latest wishes under other names that this sync answers too. */
  joined: z.optional(z.array(SyncId)),
  /** The directory asked for peace until then. */
  notBefore: z.optional(Instant),
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
  warnings: z.optional(z.array(SyncWarning)),
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
    notBefore: true,
    startedAt: true,
    finishedAt: true,
    read: true,
    changed: true,
    fault: true,
    warnings: true,
  })
  .register(z.globalRegistry, { id: 'Sync' });

/** Whether the directory asked for peace, and it is not over. */
export function isWaiting({ notBefore }: Sync, now: Date): boolean {
  return notBefore !== undefined && now.getTime() < Date.parse(notBefore);
}

/** Under way, and waiting or got on within ten minutes, which outlasts a page of the directory and the wait in the queue. */
export function isMoving(sync: Sync, now: Date): boolean {
  const moved = now.getTime() - Date.parse(sync.movedAt) < 10 * 60_000;
  return isUnderWay(sync) && (moved || isWaiting(sync, now));
}

/** Whether the sync is the answer to the wish of this name. */
export function isKnownAs({ syncId, joined = [] }: Sync, name: string): boolean {
  return syncId === name || joined.includes(name);
}

const mostJoined = 20;

/** The sync answers a wish under another name too; of very many, the latest. */
export function join(sync: Sync, name: string): Sync {
  return { ...sync, joined: [...(sync.joined ?? []), name].slice(-mostJoined) };
}

/** What to do about each fault. */
export const remedies = {
  consentMissing:
    'The company has not consented to its directory being read, or withdrew that. One of its Global administrators opens the consentUrl of this directory; the next sync then reads it.',
  linkExpired: 'The directory forgot twice where reading should go on. The next sync reads everybody again.',
  unavailable: 'The directory could not be read at the moment. The next sync goes on where this one stopped.',
} as const satisfies Record<FaultCode, string>;

/** What a warning says of its group. */
const cautions = {
  groupUnknown: (groupId) =>
    `The directory has no group ${groupId}, so it counts as empty. Name another one, or take it out of the settings.`,
  rosterFull: (groupId) =>
    `Group ${groupId} has more people than the organization may have administrators; nobody was given that role by it. Map a smaller group, or fewer locations and programs.`,
} as const satisfies Record<SyncWarning['code'], (groupId: string) => string>;

export function warningOf(code: SyncWarning['code'], groupId: string): SyncWarning {
  return { code, groupId, message: cautions[code](groupId) };
}
