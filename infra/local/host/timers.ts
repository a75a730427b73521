/** Runs timer functions at their occurrences by the host's clock, and once for all that a moved clock passed. */
import { inspect } from 'node:util';
import type { TimerFunction } from './app-functions.ts';
import type { Clock } from './clock.ts';
import type { Invoker } from './invocation.ts';
import type { Log } from './log.ts';
import { following, newState, planCatchUp, type TimerState, timerInput } from './timer-state.ts';

export interface Timers {
  /** Runs it now, as by hand, which leaves its schedule as it is; rejects with what it threw. */
  run(name: string): Promise<void>;
  /** Resolves when the runs that moves of the clock have caused so far have ended. */
  caughtUp(): Promise<void>;
  stop(): void;
}

interface Surroundings {
  clock: Clock;
  invoker: Pick<Invoker, 'invoke'>;
  log: Log;
  timersByHand?: boolean;
}

interface Run {
  isPastDue: boolean;
  byHand?: boolean;
}

/** setTimeout holds 24 days at most, and a machine that slept should notice within the hour. */
const longestAlarmMs = 3_600_000;

export function startTimers(functions: readonly TimerFunction[], around: Surroundings): Timers {
  const states = functions.map((timer) => newState(timer, around.clock.now()));
  const run = (name: string) => runByHand(states, name, around);
  if (around.timersByHand) return { run, caughtUp: () => Promise.resolve(), stop: () => undefined };
  const alarms: Alarms = { ...around, set: new Map(), stopped: false };
  let moved = Promise.resolve();
  const stopListening = around.clock.onMove((to) => {
    const passed = planCatchUp(states, to);
    for (const state of states) setAlarm(state, alarms);
    for (const state of passed) clearTimeout(alarms.set.get(state));
    moved = moved.then(() => catchUp(passed, alarms));
  });
  for (const state of states) setAlarm(state, alarms);
  for (const state of states)
    if (state.timer.runOnStartup) void runLogged(state, { isPastDue: false }, around);
  return {
    run,
    caughtUp: () => moved,
    stop() {
      stopListening();
      alarms.stopped = true;
      for (const alarm of alarms.set.values()) clearTimeout(alarm);
    },
  };
}

interface Alarms extends Surroundings {
  set: Map<TimerState, NodeJS.Timeout>;
  stopped: boolean;
}

function setAlarm(state: TimerState, alarms: Alarms): void {
  clearTimeout(alarms.set.get(state));
  if (alarms.stopped) return;
  const waitMs = Math.max(state.next.getTime() - alarms.clock.now().getTime(), 0);
  alarms.set.set(
    state,
    setTimeout(() => ring(state, alarms), Math.min(waitMs, longestAlarmMs)),
  );
}

function ring(state: TimerState, alarms: Alarms): void {
  const now = alarms.clock.now();
  if (state.next > now) {
    setAlarm(state, alarms);
    return;
  }
  state.next = following(state.timer, now);
  void runLogged(state, { isPastDue: false }, alarms).then(() => setAlarm(state, alarms));
}

async function catchUp(passed: readonly TimerState[], alarms: Alarms): Promise<void> {
  for (const state of passed) {
    if (!alarms.stopped) await runLogged(state, { isPastDue: true }, alarms);
    setAlarm(state, alarms);
  }
}

async function runByHand(states: readonly TimerState[], name: string, around: Surroundings): Promise<void> {
  const state = states.find(({ timer }) => timer.name.toLowerCase() === name.toLowerCase());
  if (state === undefined) throw new Error(`there is no timer "${name}"`);
  await enqueue(state, { isPastDue: false, byHand: true }, around);
}

/** Never rejects: the real host logs a timer that failed and goes on with its schedule. */
async function runLogged(state: TimerState, run: Run, around: Surroundings): Promise<void> {
  try {
    await enqueue(state, run, around);
  } catch (error) {
    around.log('error', `Function.${state.timer.name}`, inspect(error));
  }
}

/** After the run before it has ended: a timer never runs twice at once. */
function enqueue(
  state: TimerState,
  { isPastDue, byHand }: Run,
  { clock, invoker }: Surroundings,
): Promise<void> {
  const run = state.run.then(async () => {
    const startedAt = clock.now();
    try {
      await invoker.invoke(state.timer.registered, { data: { json: timerInput(state, isPastDue) } });
    } finally {
      if (!byHand) state.status = { last: startedAt, next: state.next };
    }
  });
  state.run = run.catch(() => undefined);
  return run;
}
