/** Whatever befalls the sender, at whichever of its requests: the mail service accepts every letter exactly once. */
import { afterEach, describe, expect, test } from 'vitest';
import { now } from '../shared/letters/occasion.ts';
import type { Outbox } from '../shared/letters/outbox.ts';
import { accepted, afterMinutes, giveLetters, heal, openStrictOutbox, through } from './letters-world.ts';
import { mortal, type Pass } from './sync-watch.ts';

let outbox: Outbox;
/** Closing twice does no harm. */
afterEach(() => outbox.close());

const lost = () => Object.assign(new Error('lost'), { code: 'ECONNRESET', name: 'RestError' });
const refused = (status: number) => Object.assign(new Error('refused'), { code: status });

type Way = (call: () => Promise<unknown>) => Promise<unknown>;

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

/** The request of that number fares this way. */
function faring(nth: number, way: Way): { pass: Pass; calls(): number } {
  let calls = 0;
  const pass: Pass = (call) => {
    calls += 1;
    return calls === nth + 1 ? way(call) : call();
  };
  return { pass, calls: () => calls };
}

type Tick = (deps: Outbox['deps']) => Promise<unknown>;
type Fate = (nth: number) => { pass: Pass; calls(): number };

const unharmed: Fate = () => faring(-1, (call) => call());

/** @returns how many requests the tick made, and how often each letter was accepted in the end. */
async function life(fate: Fate, nth: number, tick: Tick) {
  outbox = await openStrictOutbox();
  const ids = await giveLetters(outbox);
  const { pass, calls } = fate(nth);
  await tick(through(outbox, pass)).catch(() => undefined);
  const requests = calls();
  await heal(outbox);
  const times = await accepted(outbox, ids);
  await outbox.close();
  return { requests, times };
}

/** One life after another, each with the next request faulty: all those of a clean tick, and all that faults add to them. */
async function eachInTurn(fate: Fate, tick: Tick): Promise<void> {
  const { requests: clean } = await life(unharmed, 0, tick);
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
    return outbox.tick(afterMinutes(3), deps);
  };

describe.each<[string, Tick]>([
  ['alone', (deps) => outbox.tick(now, deps)],
  [
    'beside another sender',
    (deps) => Promise.all([outbox.tick(now, deps).catch(() => undefined), outbox.tick(now)]),
  ],
  ['after attempts that got through unheard', following({ after: true })],
  ['after attempts that did not get through', following({ drop: true })],
])('a sender %s', (_, tick) => {
  test.each(['before', 'after'] as const)('killed just %s a request, each in turn', (when) =>
    eachInTurn((nth) => mortal(nth, when), tick),
  );

  test.each(Object.entries(ways))('whose request %s, each in turn', (_name, way) =>
    eachInTurn((nth) => faring(nth, way), tick),
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
});

describe('clocks', () => {
  /** Another tick begins at each request of the first one, by a clock that shows another time. */
  async function whileSending(minutes: number, options = {}) {
    for (let nth = 0; ; nth += 1) {
      outbox = await openStrictOutbox(options);
      const ids = await giveLetters(outbox);
      const { pass, calls } = faring(nth, async (call) => {
        await outbox.tick(afterMinutes(minutes));
        return call();
      });
      await outbox.tick(now, through(outbox, pass));
      await heal(outbox);
      expect([nth, await accepted(outbox, ids)]).toEqual([nth, [1, 1]]);
      if (calls() <= nth) return;
      await outbox.close();
    }
  }

  test('half a minute apart, at each request', () => whileSending(0.5));
  test('a minute and a half apart, at each request', () => whileSending(1.5));
  test('moved by an hour, at each request: the service knows the operation', () =>
    whileSending(60, { repeatable: true }));
  test('moved back, at each request', () => whileSending(-60));
});
