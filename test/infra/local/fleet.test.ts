/** Two instances of an app behind one address: who is asked, who runs a timer, what is left when one is gone. */
import { expect, onTestFinished, test } from 'vitest';
import { type Fleet, startFleet } from '../../../infra/local/fleet.ts';
import { createClock } from '../../../infra/local/host/clock.ts';
import { fixtureFolder } from './host/fixture-app.ts';
import { daily, hourly, type Run } from './host/timer-fixture.ts';

const appDirectory = () => fixtureFolder('timers');

async function start(): Promise<Fleet> {
  const settings = { TIMERS: JSON.stringify([hourly, daily]) };
  const clock = createClock(new Date('2026-06-29T12:30:00Z'));
  const fleet = await startFleet({ appDirectory: appDirectory(), settings, clock, ca: '' });
  onTestFinished(() => fleet.close());
  return fleet;
}

/** The timers that each instance has run. */
async function runsOf(fleet: Fleet): Promise<string[][]> {
  const runs = fleet
    .instances()
    .map(async ({ url }) => (await (await fetch(`${url}/api/runs`)).json()) as Run[]);
  return (await Promise.all(runs)).map((each) => each.map(({ name }) => name));
}

test('given a clock that passes timers, when it is moved, then each runs once, in one of the two', async () => {
  const fleet = await start();

  await fleet.moveClock(new Date('2026-06-30T12:00:00Z'));

  expect((await runsOf(fleet)).flat().sort()).toEqual(['daily', 'hourly']);
});

test('given a timer, when it is run again and again, then the two take turns', async () => {
  const fleet = await start();

  for (const _ of ['once', 'twice', 'thrice', 'again']) await fleet.runTimer('hourly');

  expect(await runsOf(fleet)).toEqual([
    ['hourly', 'hourly'],
    ['hourly', 'hourly'],
  ]);
});

test('given an instance that was killed and replaced, when all is asked of the one address, then both that are left answer', async () => {
  const fleet = await start();
  await fleet.runTimer('daily');
  const [first] = fleet.instances();

  if (first) await fleet.replace(first, 'kill', appDirectory());

  expect(fleet.instances()).not.toContain(first);
  const answers = await Promise.all([1, 2, 3, 4].map(() => fetch(`${fleet.url}/api/runs`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await expect(fleet.busy(0)).rejects.toThrow('in hand');
});
