/** The documents of one container, and its indexes. */
import { compareValues, type JsonObject, type Value, valueAt } from './json.ts';

/** Numbered in the order they were first written: the order a query without ORDER BY answers in. */
export interface Stored {
  readonly seq: number;
  /** The partition key value as text: `["x"]`, `[null]`, `[{}]` where the property is missing. */
  readonly pk: string;
  /** Partition and id: one text for one item. */
  readonly key: string;
  readonly doc: JsonObject;
  /** Bytes of its JSON. */
  readonly size: number;
}

/** Both inclusive. */
export interface Bounds {
  readonly least: Value;
  readonly most: Value;
}

export type Sorted = ReturnType<typeof sortBy>;

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
function sortBy(keyOf: (item: Stored) => Value) {
  /** At least one; only the first may be empty. */
  const chunks: Stored[][] = [[]];

  function seek(key: Value, seq: number) {
    const reaches = (item: Stored | undefined): boolean =>
      item !== undefined && (compareValues(keyOf(item), key) || item.seq - seq) >= 0;
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

  function rank(key: Value, seq: number): number {
    const { chunk, at } = seek(key, seq);
    return chunks.slice(0, chunk).reduce((sum, { length }) => sum + length, at);
  }

  const count = ({ least, most }: Bounds): number => rank(most, Number.POSITIVE_INFINITY) - rank(least, 0);

  /** Those with at least this number; must be consumed before the next write. */
  function* range({ least, most }: Bounds, fromSeq: number): Iterable<Stored> {
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

export type Store = ReturnType<typeof createStore>;

export function createStore() {
  const items = new Map<string, Stored>();
  /** All have one key, null. */
  const all = sortBy(() => null);
  const byPartition = sortBy(({ pk }) => pk);
  const indexes = new Map<string, Sorted>();
  let lastSeq = 0;
  let writes = 0;

  function write(key: string, item: Stored | undefined): void {
    const before = items.get(key);
    for (const sorted of [all, byPartition, ...indexes.values()]) {
      if (before) sorted.remove(before);
      if (item) sorted.add(item);
    }
    if (item) items.set(key, item);
    else items.delete(key);
    writes += 1;
  }

  /** Built when a query first needs it, kept up to date by every write from then on. */
  function index(path: readonly string[]): Sorted {
    const name = JSON.stringify(path);
    const known = indexes.get(name);
    if (known) return known;
    const sorted = sortBy(({ doc }) => valueAt(doc, path));
    for (const item of items.values()) sorted.add(item);
    indexes.set(name, sorted);
    return sorted;
  }

  return {
    find: (key: string): Stored | undefined => items.get(key),
    write,
    index,
    all,
    byPartition,
    nextSeq: (): number => ++lastSeq,
    /** Grows with every write: the service calls it a logical sequence number. */
    lsn: (): number => writes,
  };
}
