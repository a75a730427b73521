/** Where the mail service cannot tell, or clocks lie, a letter may be accepted twice: never more often than is counted on it. */
import { afterEach, describe, expect, test } from 'vitest';
import { recordDelivery } from '../../functions/delivery-reports.ts';
import { now } from '../shared/letters/occasion.ts';
import type { Outbox } from '../shared/letters/outbox.ts';
import {
  accepted,
  acceptedAsCounted,
  afterMinutes,
  faring,
  giveLetters,
  heal,
  openStrictOutbox,
  through,
} from './letters-world.ts';
import { mortal } from './sync-watch.ts';

let outbox: Outbox;
/** Closing twice does no harm. */
afterEach(() => outbox.close());

/** Two letters that got through, of which neither the sender nor the service knows. */
async function giveForgotten(): Promise<string[]> {
  const ids = await giveLetters(outbox);
  outbox.mail.faults.add({ after: true, times: 2 });
  await outbox.tick(now);
  for (const { operationId } of outbox.mail.inbox()) outbox.mail.forget(operationId);
  return ids;
}

describe('the mail service', () => {
  test('forgets what it accepted: the letter goes twice, which is counted and seen on it', async () => {
    outbox = await openStrictOutbox();
    const [id = '', other = ''] = await giveLetters(outbox);
    outbox.mail.faults.add({ after: true });
    await outbox.tick();
    for (const { operationId } of outbox.mail.inbox()) outbox.mail.forget(operationId);
    const lines = await heal(outbox);
    expect((await accepted(outbox, [id, other])).sort()).toEqual([1, 2]);
    expect(lines.join()).toContain('"unsure":1');
    const letters = await Promise.all([id, other].map(outbox.read));
    expect(letters.map((letter) => letter?.unsure ?? 0).sort()).toEqual([0, 1]);
  });

  test.each(['before', 'after'] as const)(
    'forgets what it accepted, and the sender is killed just %s a request, each in turn: no letter goes twice uncounted',
    async (when) => {
      const most: number[] = [];
      for (let nth = 0; ; nth += 1) {
        outbox = await openStrictOutbox();
        const ids = await giveForgotten();
        const { pass, calls } = mortal(nth, when);
        const deps = { ...through(outbox, pass), now: () => afterMinutes(3) };
        await outbox.tick(afterMinutes(3), deps).catch(() => undefined);
        most.push(Math.max(...(await acceptedAsCounted(outbox, ids))));
        if (calls() <= nth) break;
        await outbox.close();
      }
      expect(Math.max(...most)).toBe(2);
    },
  );

  test('forgets what it accepted, and reports the second one before its sender has heard: it is counted', async () => {
    const events: object[] = [];
    outbox = await openStrictOutbox({ report: async (event) => void events.push(event), now: () => now });
    const ids = await giveForgotten();
    const send: Outbox['deps']['mailer']['send'] = async (mail) => {
      await outbox.deps.mailer.send(mail);
      await outbox.mail.reports.posted();
      for (const event of events) await recordDelivery(outbox.deps)(event, { log: () => undefined });
    };
    const lines = await outbox.tick(afterMinutes(3), { mailer: { ...outbox.deps.mailer, send } });
    expect(lines.join()).toContain('"overtaken":2');
    expect(await acceptedAsCounted(outbox, ids)).toEqual([2, 2]);
  });
});

describe('clocks', () => {
  const acceptedOnce = async (ids: string[]) => expect(await acceptedAsCounted(outbox, ids)).toEqual([1, 1]);

  /** Another tick begins at each request of the first one, by a clock that shows another time. */
  async function whileSending(minutes: number, then = acceptedOnce) {
    for (let nth = 0; ; nth += 1) {
      outbox = await openStrictOutbox();
      const ids = await giveLetters(outbox);
      const { pass, calls } = faring(nth, async (call) => {
        await outbox.tick(afterMinutes(minutes));
        return call();
      });
      await outbox.tick(now, through(outbox, pass));
      await then(ids);
      if (calls() <= nth) return;
      await outbox.close();
    }
  }

  test('half a minute apart, at each request', () => whileSending(0.5));
  test('a minute and a half apart, at each request', () => whileSending(1.5));
  test('an hour apart, at each request: what goes twice is counted', async () => {
    const most: number[] = [];
    await whileSending(60, async (ids) => void most.push(...(await acceptedAsCounted(outbox, ids))));
    expect(Math.max(...most)).toBe(2);
  });
  test('moved back, at each request', () => whileSending(-60));
});
