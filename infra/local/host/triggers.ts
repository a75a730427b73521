/** Starts the timers and queue listeners of an app and lets them be driven and awaited from outside. */
import type { AppFunction } from './app-functions.ts';
import type { Clock } from './clock.ts';
import type { QueueOptions } from './host-file.ts';
import type { Invoker } from './invocation.ts';
import type { Log } from './log.ts';
import type { QueueListener } from './queue-listener.ts';
import { startQueues } from './queues.ts';
import { startTimers } from './timers.ts';

export interface Triggers {
  runTimer(name: string): Promise<void>;
  moveClock(to: Date): Promise<void>;
  drain(): Promise<void>;
  work(): Work;
  stop(): Promise<unknown>;
}

/** Invocations so far, and those that run. */
export interface Work {
  begun: number;
  running: number;
}

interface Surroundings {
  clock: Clock;
  invoker: Invoker;
  log: Log;
  options: QueueOptions;
  timersByHand: boolean;
}

export async function startTriggers(
  functions: readonly AppFunction[],
  around: Surroundings,
): Promise<Triggers> {
  const { clock, invoker } = around;
  const queueFunctions = functions.filter((fn) => fn.kind === 'queue');
  const timerFunctions = functions.filter((fn) => fn.kind === 'timer');
  const listeners = await startQueues(queueFunctions, around);
  // What just ran may have filled a queue.
  for (const { hurry } of listeners) invoker.onEnd(hurry);
  const timers = startTimers(timerFunctions, around);
  return {
    runTimer: timers.run,
    async moveClock(to) {
      clock.moveTo(to);
      await timers.caughtUp();
      await drain(listeners, invoker);
    },
    drain: () => drain(listeners, invoker),
    work: () => ({ begun: invoker.begun(), running: invoker.running() }),
    stop() {
      timers.stop();
      return Promise.all(listeners.map((listener) => listener.stop()));
    },
  };
}

async function drain(listeners: readonly QueueListener[], invoker: Invoker): Promise<void> {
  for (;;) {
    await invoker.idle();
    const begun = invoker.begun();
    await Promise.all(listeners.map((listener) => listener.emptied()));
    // Whatever ran meanwhile may have filled a queue that was found empty.
    if (invoker.begun() === begun && invoker.running() === 0) return;
  }
}
