/** The schedule of an app of which several instances run: each timer at its times, in one of them. */
import type { ListedFunction } from '../host/admin.ts';
import type { TimerFunction } from '../host/app-functions.ts';
import type { Clock } from '../host/clock.ts';
import { logToStderr } from '../host/log.ts';
import { parseSchedule } from '../host/schedule.ts';
import { startTimers, type Timers } from '../host/timers.ts';

/** @param run has one instance run the timer, and waits for its end. */
export function startSchedule(
  functions: ListedFunction[],
  clock: Clock,
  run: (name: string) => Promise<void>,
): Timers {
  const timers = functions.filter(({ kind }) => kind === 'timer').map(timerOf);
  const invoke = async ({ metadata }: TimerFunction['registered']) => {
    await run(metadata.name);
    return undefined;
  };
  return startTimers(timers, { clock, invoker: { invoke }, log: logToStderr });
}

function timerOf({ name, detail }: ListedFunction): TimerFunction {
  const registered = { metadata: { name, bindings: {} }, handler: () => undefined };
  const schedule = parseSchedule(detail);
  return { kind: 'timer', name, registered, schedule, runOnStartup: false, monitored: false };
}
