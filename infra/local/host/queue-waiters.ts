/** Those who wait for a queue to run empty. */

export interface Waiters {
  wait(): Promise<void>;
  /** Lets those go who came before a look that found nothing began. */
  release(begunAt: number): void;
  refuse(reason: unknown): void;
}

export function createWaiters(): Waiters {
  const waiting = new Set<{ since: number; resolve: () => void; reject: (reason: unknown) => void }>();
  return {
    wait() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.add({ since: performance.now(), resolve, reject });
      return promise;
    },
    release(begunAt: number) {
      for (const waiter of waiting) {
        if (waiter.since > begunAt) continue;
        waiting.delete(waiter);
        waiter.resolve();
      }
    },
    refuse(reason: unknown) {
      for (const waiter of waiting) waiter.reject(reason);
      waiting.clear();
    },
  };
}
