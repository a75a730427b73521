/** How many writes go into one transaction: the service takes 100 operations and 2 MB. */
import type { Write } from './writes.ts';

/** How much of a transaction is left for these, beside what joins each. */
export interface Room {
  most: number;
  bytes: number;
}

const forWrites: Room = { most: 90, bytes: 1_500_000 };

/** These writes in as few batches as they fit in, in their order. */
export function batchesOf(writes: Write[]): Write[][] {
  return inBatches(writes, (write) => write, forWrites);
}

/** The same for what becomes writes later; `written` is what counts of each. One that is too large by itself stands alone. */
export function inBatches<T>(items: T[], written: (item: T) => unknown, room: Room): T[][] {
  const batches: T[][] = [];
  let left = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(written(item)));
    const last = batches.at(-1);
    if (last && last.length < room.most && bytes <= left) last.push(item);
    else {
      batches.push([item]);
      left = room.bytes;
    }
    left -= bytes;
  }
  return batches;
}
