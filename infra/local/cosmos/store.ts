/** The documents of one container, and its indexes. */
import { compareValues, type JsonObject, type Value, valueAt } from './json.ts';
import { type CompositeKey, compareComposites, type Sorted, sortBy } from './sorted.ts';

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

export type Store = ReturnType<typeof createStore>;

export function createStore() {
  const items = new Map<string, Stored>();
  /** All have one key, null. */
  const all = sortBy<Value>(() => null, compareValues);
  const byPartition = sortBy<Value>(({ pk }) => pk, compareValues);
  const indexes = new Map<string, Sorted>();
  const composites = new Map<string, Sorted<CompositeKey>>();
  let lastSeq = 0;
  let writes = 0;

  function write(key: string, item: Stored | undefined): void {
    const before = items.get(key);
    for (const sorted of [all, byPartition, ...indexes.values(), ...composites.values()]) {
      if (before) sorted.remove(before);
      if (item) sorted.add(item);
    }
    if (item) items.set(key, item);
    else items.delete(key);
    writes += 1;
  }

  /** Built when a query first needs it, kept up to date by every write from then on. */
  function built<S extends { add(item: Stored): void }>(
    known: Map<string, S>,
    paths: readonly unknown[],
    make: () => S,
  ): S {
    const name = JSON.stringify(paths);
    const found = known.get(name);
    if (found) return found;
    const sorted = make();
    for (const item of items.values()) sorted.add(item);
    known.set(name, sorted);
    return sorted;
  }

  const index = (path: readonly string[]): Sorted =>
    built(indexes, path, () => sortBy<Value>(({ doc }) => valueAt(doc, path), compareValues));

  /** The order of these paths within each partition. */
  const composite = (paths: readonly (readonly string[])[]): Sorted<CompositeKey> =>
    built(composites, paths, () =>
      sortBy<CompositeKey>(
        ({ pk, doc }) => [pk, ...paths.map((path) => valueAt(doc, path))],
        compareComposites,
      ),
    );

  return {
    find: (key: string): Stored | undefined => items.get(key),
    write,
    index,
    composite,
    all,
    byPartition,
    nextSeq: (): number => ++lastSeq,
    /** Grows with every write: the service calls it a logical sequence number. */
    lsn: (): number => writes,
  };
}
