/** Whatever befalls the sender, at whichever of its requests: the mail service accepts every letter exactly once. */
import { afterEach, describe, expect, test } from 'vitest';
import { now } from '../shared/letters/occasion.ts';
import type { Outbox } from '../shared/letters/outbox.ts';
import {
  accepted,
  afterMinutes,
  faring,
  giveLetters,
  heal,
  openStrictOutbox,
  through,
  type Way,
} from './letters-world.ts';
import { mortal, type Pass } from './sync-watch.ts';

let outbox: Outbox;
/** Closing twice does no harm. */
afterEach(() => outbox.close());

const lost = () => Object.assign(new Error('lost'), { code: 'ECONNRESET', name: 'RestError' });
const refused = (status: number) => Object.assign(new Error('refused'), { code: status });

/** What may happen to one request while the sender lives on. */
const ways: Record<string, Way> = {
  'breaks before it is made': async () => {
    throw lost();
  },
  'is carried out, and its answer is lost': async (call) => {
    await call();
    throw lost();
  },
  'is refused with 503': async () => {
    throw refused(503);
  },
  'is refused with 449': async () => {
    throw refused(449);
  },
  'is carried out, and answered 500': async (call) => {
    await call();
    throw refused(500);
  },
};

type Tick = (deps: Outbox['deps']) => Promise<unknown>;
type Fate = (nth: number) => { pass: Pass; calls(): number };

const unharmed: Fate = () => faring(-1, (call) => call());

/** @returns how many requests the tick made, how many of them look-ups, and how often each letter was accepted in the end. */
async function life(fate: Fate, nth: number, tick: Tick) {
  outbox = await openStrictOutbox();
  const ids = await giveLetters(outbox);
  const { pass, calls } = fate(nth);
  await tick(through(outbox, pass)).catch(() => undefined);
  const made = { requests: calls(), lookUps: outbox.mail.counters.lookUpRequests };
  await heal(outbox);
  const times = await accepted(outbox, ids);
  await outbox.close();
  return { ...made, times };
}

/** One life after another, each with the next request faulty: all those of a clean tick, and all that faults add to them. */
async function eachInTurn(fate: Fate, tick: Tick, expectedLookUps: number): Promise<void> {
  const { requests: clean, lookUps } = await life(unharmed, 0, tick);
  expect(lookUps).toBe(expectedLookUps);
  for (let nth = 0; ; nth += 1) {
    const { requests, times } = await life(fate, nth, tick);
    expect([nth, times]).toEqual([nth, [1, 1]]);
    if (nth >= Math.max(clean, requests)) return;
  }
}

const following =
  (fault: Parameters<Outbox['mail']['faults']['add']>[0]): Tick =>
  async (deps) => {
    outbox.mail.faults.add({ ...fault, times: 2 });
    await outbox.tick(now);
    return outbox.tick(afterMinutes(3), { ...deps, now: () => afterMinutes(3) });
  };

describe.each<[string, Tick, number]>([
  ['alone', (deps) => outbox.tick(now, deps), 0],
  [
    'beside another sender',
    (deps) => Promise.all([outbox.tick(now, deps).catch(() => undefined), outbox.tick(now)]),
    0,
  ],
  ['after attempts that got through unheard', following({ after: true }), 2],
  ['after attempts that did not get through', following({ drop: true }), 2],
])('a sender %s', (_, tick, lookUps) => {
  test.each(['before', 'after'] as const)('killed just %s a request, each in turn', (when) =>
    eachInTurn((nth) => mortal(nth, when), tick, lookUps),
  );

  test.each(Object.entries(ways))('whose request %s, each in turn', (_name, way) =>
    eachInTurn((nth) => faring(nth, way), tick, lookUps),
  );
});

describe('the mail service', () => {
  test.each([
    ['accepts and says nothing', { after: true, drop: true }],
    ['accepts and answers 503', { after: true, status: 503 }],
    ['breaks the connection', { drop: true }],
    ['is not available', { status: 503 }],
    ['asks to wait', { status: 429, retryAfterSeconds: 1 }],
  ])('%s, once or many times', async (_, fault) => {
    for (const times of [1, 2, 3, 6]) {
      outbox = await openStrictOutbox();
      const ids = await giveLetters(outbox);
      outbox.mail.faults.add({ ...fault, times });
      outbox.mail.faults.add({ on: 'lookUp', status: 503 });
      await heal(outbox);
      expect(await accepted(outbox, ids)).toEqual([1, 1]);
      if (times !== 6) await outbox.close();
    }
  });
});
