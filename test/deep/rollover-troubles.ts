/** What befalls the instances just when a term has ended. */
import { expect } from 'vitest';
import { type Act, act } from './rollover-acts.ts';
import { drain, endedOf, hour, lose, repeat } from './rollover-messages.ts';
import { storm } from './rollover-storm.ts';
import type { World } from './rollover-world.ts';

type Trouble = (world: World, acts: Act[]) => Promise<void>;

/** One for each end of a term; `before`: the end of the term waits for it. */
export const troubles: { befall: Trouble; before?: (world: World) => Promise<void> }[] = [
  { befall: nothing },
  { befall: poison, before: calm },
  { befall: writesUnheard },
  { befall: throttled },
  { befall: deaths },
  { befall: powerCut },
];

/** Nothing is in the way any more, and no message is left, which would name what is to be stranded. */
async function calm(world: World): Promise<void> {
  const { cosmos, queue, workers } = world;
  cosmos.faults.clear();
  // Those of instances that died too, which nobody sees for seconds.
  await queue.clearMessages();
  await workers.until(() => !workers.haveWork());
  await drain(world);
}

async function nothing(world: World): Promise<void> {
  await hour(world);
  // The rest of the messages is in hand while the next things happen.
  if (world.random(3) > 0) await world.workers.handled();
}

/** No write is accepted until some organizations are given up. The next hour rolls them over all the same: nothing else names them any more. */
async function poison(world: World, acts: Act[]): Promise<void> {
  const { deps, workers, befell } = world;
  const some = (await endedOf(world)).slice(0, 4);
  const stranded = async () => (await endedOf(world)).filter((id) => workers.poisoned.has(id)).length;
  await storm(world, {
    name: 'refused',
    fault: { operation: 'batch', status: 503 },
    begin: async () => {
      await deps.enqueue('organizations', { organizationIds: some });
      await someActs(world, acts);
    },
    effects: ({ poisoned }) => poisoned,
    enough: some.length,
  });
  await drain(world);
  befell.rescued += await stranded();
  await hour(world);
  await drain(world);
  expect(await endedOf(world)).toEqual([]);
}

/** What is written is written, and nobody hears of it. */
async function writesUnheard(world: World, acts: Act[]): Promise<void> {
  await storm(world, {
    name: 'unheard',
    fault: { operation: 'batch', status: 503, after: true },
    begin: async () => {
      await hour(world);
      await someActs(world, acts);
    },
    effects: ({ failed, requeued }) => failed + requeued,
  });
}

/** The timers cannot read either; the next hour finds what they would have named. */
async function throttled(world: World): Promise<void> {
  await storm(world, {
    name: 'throttled',
    fault: { status: 429, retryAfterMs: 1 },
    begin: async () => {
      await hour(world);
      await repeat(world);
    },
    effects: ({ failed }) => failed,
  });
  await hour(world);
}

async function deaths(world: World): Promise<void> {
  for (let left = 3; left > 0; left -= 1) {
    await working(world);
    await world.workers.replace(world.random(4));
  }
}

/** All die at once; what the timers name meanwhile is lost. */
async function powerCut(world: World): Promise<void> {
  await working(world);
  await world.workers.stop();
  await hour(world);
  await lose(world);
  world.workers.start();
}

/** Somebody has a message in hand, if any can be taken. */
async function working(world: World): Promise<void> {
  await hour(world);
  const { workers, deps } = world;
  await workers.until(async () => workers.haveWork() || !(await deps.isWaiting('organizations')));
}

async function someActs(world: World, acts: Act[]): Promise<void> {
  for (let left = 4; left > 0; left -= 1) acts.push(...(await act(world)));
}
