/** Starts an app of the timers given, which notes its runs. */
import { createClock } from '../../../../infra/local/host/clock.ts';
import { type Fixture, startFixture } from './fixture-app.ts';

export interface TimerOptions {
  name: string;
  schedule: string;
  fails?: boolean;
  ms?: number;
  runOnStartup?: boolean;
  retry?: object;
}

export interface Run {
  name: string;
  now: string;
  ended: boolean;
  timer: { isPastDue: boolean; scheduleStatus: { last: string; next: string; lastUpdated: string } | null };
}

export const startTimers = (startAt: string, ...timers: TimerOptions[]) =>
  startFixture('timers', {
    clock: createClock(new Date(startAt)),
    settings: { TIMERS: JSON.stringify(timers) },
  });

export async function runsOf({ get }: Fixture): Promise<Run[]> {
  return (await get('/api/runs')).json() as Promise<Run[]>;
}

export const hourly = { name: 'hourly', schedule: '0 0 * * * *' };
export const daily = { name: 'daily', schedule: '0 30 4 * * *' };
export const yearly = { name: 'yearly', schedule: '0 0 0 1 7 *' };
export const never: TimerOptions = { name: 'unmoved', schedule: '0 0 0 1 1 *' };
