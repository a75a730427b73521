/** Items in the order of a key, then of their number. A change touches one small chunk, however many there are. */
import { compareValues, type Value } from './json.ts';

export interface Sequenced {
  readonly seq: number;
}

/** Both inclusive. */
export interface Bounds {
  readonly least: Value;
  readonly most: Value;
}

export type Sorted<T extends Sequenced> = ReturnType<typeof sortBy<T>>;

const chunkSize = 512;

/** The first of `count` places for which `holds`, if it holds for all after it too. */
function firstPlace(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function sortBy<T extends Sequenced>(keyOf: (item: T) => Value, items: readonly T[] = []) {
  const chunks: T[][] = [];
  const ordered = items.toSorted((a, b) => compareValues(keyOf(a), keyOf(b)) || a.seq - b.seq);
  for (let at = 0; at < ordered.length; at += chunkSize) chunks.push(ordered.slice(at, at + chunkSize));

  const reaches = (item: T | undefined, key: Value, seq: number): boolean =>
    item !== undefined && (compareValues(keyOf(item), key) || item.seq - seq) >= 0;

  function seek(key: Value, seq: number): { chunk: number; at: number } {
    const chunk = firstPlace(chunks.length, (n) => reaches(chunks[n]?.at(-1), key, seq));
    const within = chunks[chunk] ?? [];
    return { chunk, at: firstPlace(within.length, (n) => reaches(within[n], key, seq)) };
  }

  function add(item: T): void {
    const place = seek(keyOf(item), item.seq);
    const last = chunks.at(-1);
    if (!last) chunks.push([item]);
    else if (place.chunk === chunks.length) last.push(item);
    else chunks[place.chunk]?.splice(place.at, 0, item);
    split(Math.min(place.chunk, chunks.length - 1));
  }

  function split(at: number): void {
    const chunk = chunks[at] ?? [];
    if (chunk.length > 2 * chunkSize) chunks.splice(at + 1, 0, chunk.splice(chunkSize));
  }

  function remove(item: T): void {
    const { chunk, at } = seek(keyOf(item), item.seq);
    const within = chunks[chunk];
    if (within?.[at]?.seq !== item.seq) return;
    within.splice(at, 1);
    if (within.length === 0) chunks.splice(chunk, 1);
  }

  function rank(key: Value, seq: number): number {
    const { chunk, at } = seek(key, seq);
    return chunks.slice(0, chunk).reduce((sum, { length }) => sum + length, at);
  }

  const count = ({ least, most }: Bounds): number => rank(most, Number.POSITIVE_INFINITY) - rank(least, 0);

  /** Those with at least this number; must be consumed before the next write. */
  function* range({ least, most }: Bounds, fromSeq: number): Iterable<T> {
    let { chunk, at } = seek(least, compareValues(least, most) === 0 ? fromSeq : 0);
    for (; chunk < chunks.length; chunk += 1, at = 0) {
      for (const item of chunks[chunk]?.slice(at) ?? []) {
        if (compareValues(keyOf(item), most) > 0) return;
        if (item.seq >= fromSeq) yield item;
      }
    }
  }

  return { add, remove, count, range };
}
