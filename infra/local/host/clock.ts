/** The clock of the local host: it runs as fast as the machine's, from whatever instant it was last moved to. */

type ClockListener = (to: Date) => void;

export interface Clock {
  now(): Date;
  /** Moves forward; an instant before `now()` is refused, because timers that ran cannot be taken back. */
  moveTo(instant: Date): void;
  /** Calls the listener after every move, until the returned function is called. */
  onMove(listener: ClockListener): () => void;
}

export function createClock(startAt?: Date): Clock {
  const listeners = new Set<ClockListener>();
  let aheadMs = startAt === undefined ? 0 : valid(startAt) - Date.now();
  const now = () => new Date(Date.now() + aheadMs);
  return {
    now,
    moveTo(instant) {
      const from = now();
      if (valid(instant) < from.getTime()) {
        throw new RangeError(
          `the clock cannot be moved back from ${from.toISOString()} to ${instant.toISOString()}`,
        );
      }
      aheadMs = instant.getTime() - Date.now();
      for (const listener of listeners) listener(instant);
    },
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function valid(instant: Date): number {
  if (Number.isNaN(instant.getTime())) throw new RangeError('not an instant');
  return instant.getTime();
}
