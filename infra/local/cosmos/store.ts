/** The documents of one container; what a stage holds is seen by nobody else until it is committed. */
import type { JsonObject } from './json.ts';
import { createPathIndex, type PathIndex } from './path-index.ts';
import { createRun, type Run, type Sequenced } from './run.ts';

export interface Stored extends Sequenced {
  /** The partition key value as text: `["x"]`, `[null]`, `[{}]` where the property is missing. */
  readonly pk: string;
  readonly id: string;
  readonly doc: JsonObject;
  /** Bytes of its JSON. */
  readonly size: number;
}

interface Partition {
  readonly byId: Map<string, Stored>;
  readonly run: Run<Stored>;
}

export interface Store {
  find(pk: string, id: string): Stored | undefined;
  partition(pk: string): Run<Stored>;
  all(): Run<Stored>;
  /** Built when a query first needs it, kept up to date by every write from then on. */
  index(path: readonly string[]): PathIndex;
  put(item: Stored): void;
  remove(item: Stored): void;
  nextSeq(): number;
  /** Grows with every write: the service calls it a logical sequence number. */
  lsn(): number;
}

export function createStore(): Store {
  const partitions = new Map<string, Partition>();
  const indexes = new Map<string, PathIndex>();
  const all = createRun<Stored>();
  let lastSeq = 0;
  let writes = 0;

  const find = (pk: string, id: string): Stored | undefined => partitions.get(pk)?.byId.get(id);

  function put(item: Stored): void {
    const before = find(item.pk, item.id);
    if (before) remove(before);
    let partition = partitions.get(item.pk);
    if (!partition) {
      partition = { byId: new Map(), run: createRun<Stored>() };
      partitions.set(item.pk, partition);
    }
    partition.byId.set(item.id, item);
    partition.run.add(item);
    all.add(item);
    for (const index of indexes.values()) index.add(item);
    writes += 1;
  }

  function remove(item: Stored): void {
    const partition = partitions.get(item.pk);
    if (!partition?.byId.delete(item.id)) return;
    partition.run.remove(item.seq);
    if (partition.byId.size === 0) partitions.delete(item.pk);
    all.remove(item.seq);
    for (const index of indexes.values()) index.remove(item);
    writes += 1;
  }

  function index(path: readonly string[]): PathIndex {
    const key = JSON.stringify(path);
    let found = indexes.get(key);
    if (!found) {
      found = createPathIndex(path);
      for (const item of all.from(0)) found.add(item);
      indexes.set(key, found);
    }
    return found;
  }

  const partition = (pk: string): Run<Stored> => partitions.get(pk)?.run ?? createRun<Stored>();
  const nextSeq = (): number => ++lastSeq;
  return { find, partition, all: () => all, index, put, remove, nextSeq, lsn: () => writes };
}

export interface Stage {
  find(pk: string, id: string): Stored | undefined;
  put(item: Stored): void;
  remove(item: Stored): void;
  commit(): void;
}

/** `isAlive` hides documents whose time to live is over. */
export function createStage(store: Store, isAlive: (item: Stored) => boolean): Stage {
  const changes = new Map<string, { before: Stored | undefined; after: Stored | undefined }>();
  const keyOf = (pk: string, id: string): string => `${pk}/${id}`;

  function find(pk: string, id: string): Stored | undefined {
    const change = changes.get(keyOf(pk, id));
    const item = change ? change.after : store.find(pk, id);
    return item && isAlive(item) ? item : undefined;
  }

  function change({ pk, id }: Stored, after: Stored | undefined): void {
    changes.set(keyOf(pk, id), { before: store.find(pk, id), after });
  }

  function commit(): void {
    for (const { before, after } of changes.values()) {
      if (after) store.put(after);
      else if (before) store.remove(before);
    }
  }

  return { find, put: (item) => change(item, item), remove: (item) => change(item, undefined), commit };
}
