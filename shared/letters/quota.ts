/** How many letters may leave: in a minute of the clock, and in any sixty of them. Letters that can wait use at most half of it, so that what is urgent never waits for them. */
import * as z from 'zod/mini';
import { Instant } from '../programs/words.ts';

export interface MailLimits {
  perMinute: number;
  perHour: number;
}

const Units = z.object({ urgent: z.number(), later: z.number() });
/** Letters to be sent, or the permission to send them: those that somebody can act on now, and the others. */
export type Units = z.infer<typeof Units>;

export const MailQuota = z.object({
  kind: z.literal('mailQuota'),
  schemaVersion: z.literal(1),
  id: z.literal('operator:mail-quota'),
  /** What was taken in each minute of the last hour. */
  taken: z.array(z.object({ minute: Instant, units: Units })),
});
export type MailQuota = z.infer<typeof MailQuota>;

export const noneTaken: MailQuota = {
  kind: 'mailQuota',
  schemaVersion: 1,
  id: 'operator:mail-quota',
  taken: [],
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What is granted of the wanted, and the quota with it taken: never more than the minute and the hour have left. */
export function take(
  quota: MailQuota,
  wanted: Units,
  { limits, now }: { limits: MailLimits; now: Date },
): { granted: Units; quota: MailQuota } {
  const taken = quota.taken.filter(({ minute }) => Date.parse(minute) > now.getTime() - hourMs);
  const hour = sum(taken.map(({ units }) => units));
  const minute = taken.find((one) => one.minute === minuteOf(now))?.units ?? none;
  const room = Math.min(limits.perMinute - both(minute), limits.perHour - both(hour));
  const roomForLater = Math.min(half(limits.perMinute) - minute.later, half(limits.perHour) - hour.later);
  const urgent = clamp(wanted.urgent, room);
  const granted = { urgent, later: clamp(wanted.later, Math.min(roomForLater, room - urgent)) };
  return { granted, quota: added({ ...quota, taken }, granted, now) };
}

/** What was taken at that moment and not used. */
export function giveBack(quota: MailQuota, unused: Units, takenAt: Date): MailQuota {
  return added(quota, { urgent: -unused.urgent, later: -unused.later }, takenAt);
}

export function both({ urgent, later }: Units): number {
  return urgent + later;
}

/** How long what is taken now may be used: until the minute it was counted in ends. */
export function lastsMs(now: Date): number {
  return minuteMs - (now.getTime() % minuteMs);
}

function added(quota: MailQuota, units: Units, at: Date): MailQuota {
  const minute = minuteOf(at);
  const before = quota.taken.find((one) => one.minute === minute)?.units ?? none;
  const others = quota.taken.filter((one) => one.minute !== minute);
  return { ...quota, taken: [...others, { minute, units: sum([before, units]) }] };
}

const none: Units = { urgent: 0, later: 0 };
const half = (limit: number) => Math.ceil(limit / 2);
const clamp = (wanted: number, room: number) => Math.max(0, Math.min(wanted, room));

function sum(all: Units[]): Units {
  return all.reduce(
    (total, units) => ({ urgent: total.urgent + units.urgent, later: total.later + units.later }),
    none,
  );
}

function minuteOf(moment: Date): string {
  return new Date(moment.getTime() - (moment.getTime() % minuteMs)).toISOString();
}
