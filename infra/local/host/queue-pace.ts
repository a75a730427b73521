/** How long a queue listener pauses between looks: briefly after something happened, longer and longer after not. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  pause(): Promise<void>;
  /** Something happened: pauses are brief again, and a long one ends. */
  hurry(): void;
  /** Ends the current pause, or skips the next. */
  skip(): void;
}

const quickestMs = 50;

export function createPace(slowestMs: number): Pace {
  let nextMs = quickestMs;
  let currentMs = 0;
  let skipping = new AbortController();
  const skip = () => {
    nextMs = quickestMs;
    skipping.abort();
  };
  return {
    async pause() {
      currentMs = nextMs;
      nextMs = Math.min(nextMs * 2, slowestMs);
      await sleep(currentMs, undefined, { signal: skipping.signal }).catch(() => undefined);
      currentMs = 0;
      skipping = new AbortController();
    },
    hurry() {
      nextMs = quickestMs;
      // Not the brief ones too: a busy app would have its queues polled without end.
      if (currentMs > quickestMs) skipping.abort();
    },
    skip,
  };
}
