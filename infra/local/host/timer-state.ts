/** Where a timer stands in its schedule, which timers a moved clock has passed, and what a timer is told. */
import type { TimerFunction } from './app-functions.ts';
import { lastOccurrence, nextOccurrence } from './schedule.ts';

export interface TimerState {
  timer: TimerFunction;
  /** The occurrence it waits for. */
  next: Date;
  /** As after the last run that its schedule caused; the real host shows a run the status before it. */
  status: { last: Date | undefined; next: Date };
  /** The latest run, settled once it has ended. */
  run: Promise<void>;
}

export function newState(timer: TimerFunction, now: Date): TimerState {
  const next = following(timer, now);
  return { timer, next, status: { last: undefined, next }, run: Promise.resolve() };
}

export function following({ name, schedule }: TimerFunction, after: Date): Date {
  const next = nextOccurrence(schedule, after);
  if (next === undefined) throw new Error(`timer "${name}" has no occurrence after ${after.toISOString()}`);
  return next;
}

/** Each timer passed, once whatever number of occurrences was missed, in the order of the last one missed. */
export function planCatchUp(states: readonly TimerState[], to: Date): TimerState[] {
  const passed = states.filter(({ next }) => next <= to);
  for (const state of passed) state.next = following(state.timer, to);
  return passed.sort((one, other) => lastMissed(one, to) - lastMissed(other, to));
}

function lastMissed({ timer }: TimerState, to: Date): number {
  return lastOccurrence(timer.schedule, to)?.getTime() ?? 0;
}

/** The JSON that the host hands to a timer function; the library turns the names to camel case. */
export function timerInput({ timer, status }: TimerState, isPastDue: boolean): string {
  const last = status.last?.toISOString() ?? '0001-01-01T00:00:00.000Z';
  return JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: timer.monitored
      ? { Last: last, Next: status.next.toISOString(), LastUpdated: last }
      : null,
    IsPastDue: isPastDue,
  });
}
