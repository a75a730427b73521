/** Whatever befalls a sync: afterwards the members are what the directory says, and nothing else has changed. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { settle } from '../../shared/azure/faults.ts';
import { runSync } from '../../shared/directory/sync-store.ts';
import { awkward, forgetful, restless, slow } from './sync-graphs.ts';
import { mortal, watched } from './sync-watch.ts';
import {
  check,
  disturb,
  everywhere,
  mappings,
  type Random,
  randomOf,
  startWorld,
  untouchable,
  type World,
} from './sync-world.ts';

let world: World;
let named = 0;
function name(): string {
  named += 1;
  return `n${named}`;
}

beforeAll(async () => {
  world = await startWorld();
  await runSync(world.deps, await world.configure({ mappings }, 'first'));
  await world.grant('p1', 'accountAdministrator', []);
  await world.grant('p2', 'incentivesAdministrator', everywhere);
});
afterAll(() => world.close());
beforeEach(() => {
  world.local.faults.clear();
  world.databaseFaults.clear();
});

function disturbOften(random: Random, times = 6): void {
  for (let n = 0; n < times; n += 1) disturb(world, random, name());
}

/** Asks for a sync, joins one that was left behind, and lets it end. */
async function heal(): Promise<void> {
  for (let left = 40; left > 0; left -= 1) {
    await settle(() => world.request(name()));
    const { sync } = await world.directory();
    await runSync(world.deps, {
      organizationId: 'contoso',
      tenantId: (await world.directory()).tenantId,
      syncId: sync?.syncId ?? '',
    });
    if ((await world.directory()).sync?.state === 'succeeded') return;
  }
  throw new Error('No sync succeeds any more');
}

const died = (error: Error) => {
  if (!/killed/.test(String(error.cause ?? error))) throw error;
};

describe.each(['before', 'after'] as const)('killed just %s a call', (when) => {
  test.each([
    ['after changes', () => undefined],
    ['where everybody is read again', () => world.local.expireLinks()],
  ])('%s, at each call in turn', async (_, prepare) => {
    const before = await untouchable(world);
    const random = randomOf(when.length);
    for (let life = 0; ; life += 1) {
      disturbOften(random);
      prepare();
      const asked = await world.request(name());
      const fate = mortal(life, when);
      const deps = {
        ...world.deps,
        partners: watched(world.deps.partners, fate.pass),
        graph: watched(world.deps.graph, fate.pass),
      };
      await runSync(deps, asked).catch(died);
      await runSync(world.deps, asked);
      const { sync } = await world.directory();
      expect([sync?.syncId, sync?.state, life]).toEqual([asked.syncId, 'succeeded', life]);
      await check(world);
      if (fate.calls() <= life) break;
    }
    expect(await untouchable(world)).toEqual(before);
  });
});

const seeds = Array.from({ length: 15 }, (_, n) => n + 1);

type Befall = (random: Random) => Promise<unknown>;

const befalls: Record<string, Befall> = {
  'duplicates, reordering and empty pages': async (random) =>
    sync({ graph: awkward(world.deps.graph, random) }),
  'a delta that grows while it is read': async (random) =>
    sync({ graph: restless(world.deps.graph, () => disturbOften(random, 1), random) }),
  '410 in the middle': async (random) =>
    sync({ graph: watched(world.deps.graph, forgetful(world.local.expireLinks, random)) }),
  '429 storms of both': async (random) => {
    const storm = { status: 429 as const, retryAfterSeconds: 0 };
    for (const path of ['/users/delta', '/groups', '/directoryRoles'])
      world.local.faults.add({ ...storm, path, times: 1 + random(7) });
    world.databaseFaults.add({ operation: 'batch', status: 429, retryAfterMs: 1, times: 1 + random(4) });
    return sync({});
  },
  'three workers at once': async (random) => {
    const asked = await world.request(name());
    return Promise.allSettled([1, 2, 3].map(() => runSync(slowly(random), asked)));
  },
  'settings that change and change back meanwhile': async (random) => {
    const asked = await world.request(name());
    const change = async () => {
      await delay(random(60));
      await settle(() => world.configure({}, name()));
      await settle(() => world.configure({ mappings }, name()));
    };
    return Promise.allSettled([change(), runSync(slowly(random), asked)]);
  },
};

const sync = async (own: Partial<World['deps']>) =>
  runSync({ ...world.deps, ...own }, await world.request(name()));

function slowly(random: Random): World['deps'] {
  const { partners, graph } = world.deps;
  const pass = slow(random);
  return { ...world.deps, partners: watched(partners, pass), graph: watched(graph, pass) };
}

describe.each(Object.entries(befalls))('%s', (_, befall) => {
  test.each(seeds)('seed %i', async (seed) => {
    const random = randomOf(seed * 7919);
    const before = await untouchable(world);
    disturbOften(random);
    if (random(3) === 0) world.local.expireLinks();
    await befall(random);
    world.local.faults.clear();
    world.databaseFaults.clear();
    await heal();
    await check(world);
    expect(await untouchable(world)).toEqual(before);
  });
});
