/** Items kept in the order of a key: what an index is made of. */
import { compareValues, type Value } from './json.ts';
import type { Stored } from './store.ts';

/** Both inclusive. */
export interface Bounds<K = Value> {
  readonly least: K;
  readonly most: K;
}

export type Sorted<K = Value> = ReturnType<typeof sortBy<K>>;

/** Values in the order of their paths, after the partition; the beginning of a key equals the whole. */
export type CompositeKey = readonly Value[];

export function compareComposites(left: CompositeKey, right: CompositeKey): number {
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const found = compareValues(left[at], right[at]);
    if (found !== 0) return found;
  }
  return 0;
}

const chunkSize = 512;

/** The first place for whose entry `holds`, if it holds for all after it too. */
function firstPlace<T>(entries: readonly T[], holds: (entry: T | undefined) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(entries[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Items in the order of a key, then of their number. A change touches one small chunk, however many there are. */
export function sortBy<K>(keyOf: (item: Stored) => K, compare: (left: K, right: K) => number) {
  /** At least one; only the first may be empty. */
  const chunks: Stored[][] = [[]];

  function seek(key: K, seq: number) {
    const reaches = (item: Stored | undefined): boolean =>
      item !== undefined && (compare(keyOf(item), key) || item.seq - seq) >= 0;
    const place = firstPlace(chunks, (items) => reaches(items?.at(-1)));
    const chunk = Math.min(place, chunks.length - 1);
    const items = chunks[chunk] ?? [];
    return { chunk, items, at: firstPlace(items, reaches) };
  }

  function add(item: Stored): void {
    const { chunk, items, at } = seek(keyOf(item), item.seq);
    items.splice(at, 0, item);
    if (items.length > 2 * chunkSize) chunks.splice(chunk + 1, 0, items.splice(chunkSize));
  }

  function remove(item: Stored): void {
    const { chunk, items, at } = seek(keyOf(item), item.seq);
    if (items[at]?.seq === item.seq) items.splice(at, 1);
    if (items.length === 0 && chunks.length > 1) chunks.splice(chunk, 1);
  }

  function rank(key: K, seq: number): number {
    const { chunk, at } = seek(key, seq);
    return chunks.slice(0, chunk).reduce((sum, { length }) => sum + length, at);
  }

  const count = ({ least, most }: Bounds<K>): number => rank(most, Number.POSITIVE_INFINITY) - rank(least, 0);

  /** Those with at least this number; must be consumed before the next write. */
  function* range({ least, most }: Bounds<K>, fromSeq: number): Iterable<Stored> {
    let { chunk, at } = seek(least, compare(least, most) === 0 ? fromSeq : 0);
    for (; chunk < chunks.length; chunk += 1, at = 0) {
      for (const item of chunks[chunk]?.slice(at) ?? []) {
        if (compare(keyOf(item), most) > 0) return;
        if (item.seq >= fromSeq) yield item;
      }
    }
  }

  return { add, remove, count, range };
}
