/**
 * Two instances of the app behind one address, as a platform runs them: requests go to each in turn, both take from the same queues.
 * A timer runs in one of them at a time: Azure sees to that by a lock in storage, here the fleet keeps the schedule and gives each run to the next instance.
 */
import { openFrontDoor } from './fleet/front-door.ts';
import { type Instance, type InstanceOptions, startInstance } from './fleet/instance.ts';
import { startSchedule } from './fleet/schedule.ts';
import { type Clock, createClock } from './host/clock.ts';
import type { HostOptions, LocalHost } from './host/host.ts';
import type { Work } from './host/triggers.ts';

export interface Fleet extends LocalHost {
  /** Waits until one of them has something in hand. Rejects where none has within that time, ten seconds by default. */
  busy(withinMs?: number): Promise<Instance>;
  /** Those that run, the longest running first. */
  instances(): readonly Instance[];
  /** Asks one nothing more, ends it, and starts another in its place from this folder of a built app. */
  replace(instance: Instance, how: 'close' | 'kill', appDirectory: string): Promise<void>;
}

/** Both begin with the same build. */
export async function startFleet(options: HostOptions & Pick<InstanceOptions, 'ca'>): Promise<Fleet> {
  const { clock = createClock(), settings, ca } = options;
  const start = (appDirectory: string) =>
    startInstance({ appDirectory, settings, ca, aheadMs: aheadMs(clock), timersByHand: true });
  const instances = await Promise.all([start(options.appDirectory), start(options.appDirectory)]);
  const next = inTurn(instances);
  const door = await openFrontDoor(() => next().url, options.port ?? 0);
  const functions = await next().functions();
  const schedule = startSchedule(functions, clock, (name) => next().runTimer(name));
  return {
    url: door.url,
    functions,
    instances: () => instances,
    runTimer: schedule.run,
    drain: () => drain(instances),
    async moveClock(to) {
      await Promise.all(instances.map((instance) => instance.moveClock(to)));
      clock.moveTo(to);
      await schedule.caughtUp();
      await drain(instances);
    },
    busy: (withinMs = 10_000) => busy(instances, withinMs),
    async replace(instance, how, appDirectory) {
      instances.splice(instances.indexOf(instance), 1);
      await instance[how]();
      instances.push(await start(appDirectory));
    },
    async close() {
      schedule.stop();
      await Promise.all([door.close(), ...instances.map((instance) => instance.close())]);
    },
  };
}

const aheadMs = (clock: Clock) => clock.now().getTime() - Date.now();

function inTurn(instances: readonly Instance[]): () => Instance {
  let turn = 0;
  return () => {
    turn += 1;
    const instance = instances[turn % instances.length];
    if (!instance) throw new Error('No instance runs');
    return instance;
  };
}

/** Until a round in which nothing began anywhere: what one has in hand may fill a queue that another found empty. */
async function drain(instances: readonly Instance[]): Promise<void> {
  for (;;) {
    const before = await workOf(instances);
    await Promise.all(instances.map((instance) => instance.drain()));
    const after = await workOf(instances);
    if (after.every(({ begun, running }, n) => running === 0 && begun === before[n]?.begun)) return;
  }
}

const workOf = (instances: readonly Instance[]): Promise<Work[]> =>
  Promise.all(instances.map((instance) => instance.work()));

async function busy(instances: readonly Instance[], withinMs: number): Promise<Instance> {
  const givenUpAt = performance.now() + withinMs;
  while (performance.now() < givenUpAt) {
    const work = await workOf(instances);
    const found = instances[work.findIndex(({ running }) => running > 0)];
    if (found) return found;
  }
  throw new Error('No instance has anything in hand');
}
