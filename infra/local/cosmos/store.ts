/** The documents of one container; what a stage holds is seen by nobody else until it is committed. */
import { type JsonObject, valueAt } from './json.ts';
import { type Bounds, type Sequenced, type Sorted, sortBy } from './sorted.ts';

/** Numbered in the order they were first written: the order a query without ORDER BY answers in. */
export interface Stored extends Sequenced {
  /** The partition key value as text: `["x"]`, `[null]`, `[{}]` where the property is missing. */
  readonly pk: string;
  readonly id: string;
  readonly doc: JsonObject;
  /** Bytes of its JSON. */
  readonly size: number;
}

/** Ids have no slash, so this is one text for one item. */
const keyOf = (pk: string, id: string): string => `${pk}/${id}`;

export const everything: Bounds = { least: null, most: null };

export type Store = ReturnType<typeof createStore>;

export function createStore() {
  const items = new Map<string, Stored>();
  const all = sortBy<Stored>(() => null);
  const byPartition = sortBy<Stored>(({ pk }) => pk);
  const indexes = new Map<string, Sorted<Stored>>();
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
  function index(path: readonly string[]): Sorted<Stored> {
    const name = JSON.stringify(path);
    const found = indexes.get(name) ?? sortBy(({ doc }) => valueAt(doc, path), [...items.values()]);
    indexes.set(name, found);
    return found;
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

export type Stage = ReturnType<typeof createStage>;

/** `isAlive` hides documents whose time to live is over. */
export function createStage(store: Store, isAlive: (item: Stored) => boolean) {
  const changes = new Map<string, Stored | undefined>();

  function find(pk: string, id: string): Stored | undefined {
    const key = keyOf(pk, id);
    const item = changes.has(key) ? changes.get(key) : store.find(key);
    return item && isAlive(item) ? item : undefined;
  }

  return {
    find,
    put: (item: Stored): void => void changes.set(keyOf(item.pk, item.id), item),
    remove: ({ pk, id }: Stored): void => void changes.set(keyOf(pk, id), undefined),
    commit: (): void => {
      for (const [key, item] of changes) store.write(key, item);
    },
  };
}
