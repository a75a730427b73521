/** One indexed property: which documents have a value, and which have a value in a range. */
import { compareValues, isScalar, type Value, valueAt } from './json.ts';
import { createRun, type Run } from './run.ts';
import type { Stored } from './store.ts';

export interface Bounds {
  /** Inclusive; stricter conditions are checked on the documents themselves. */
  readonly least: Value;
  readonly most: Value;
}

export interface PathIndex {
  add(item: Stored): void;
  remove(item: Stored): void;
  equal(value: Value): Run<Stored> | undefined;
  between(bounds: Bounds): Run<Stored>[];
}

type Scalar = null | boolean | number | string;

export function createPathIndex(path: readonly string[]): PathIndex {
  const byValue = new Map<Scalar, Run<Stored>>();
  /** The distinct values in order, kept only once a range was asked for. */
  let sorted: Scalar[] | undefined;

  function place(values: readonly Scalar[], value: Value, after: boolean): number {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const difference = compareValues(values[middle], value);
      if (difference < 0 || (after && difference === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function add(item: Stored): void {
    const value = valueAt(item.doc, path);
    if (!isScalar(value)) return;
    let run = byValue.get(value);
    if (!run) {
      run = createRun<Stored>();
      byValue.set(value, run);
      sorted?.splice(place(sorted, value, false), 0, value);
    }
    run.add(item);
  }

  function remove(item: Stored): void {
    const value = valueAt(item.doc, path);
    const run = isScalar(value) ? byValue.get(value) : undefined;
    if (!run || !isScalar(value)) return;
    run.remove(item.seq);
    if (run.size() > 0) return;
    byValue.delete(value);
    sorted?.splice(place(sorted, value, false), 1);
  }

  function between({ least, most }: Bounds): Run<Stored>[] {
    sorted ??= [...byValue.keys()].sort(compareValues);
    const values = sorted.slice(place(sorted, least, false), place(sorted, most, true));
    return values.map((value) => byValue.get(value)).filter((run) => run !== undefined);
  }

  return { add, remove, equal: (value) => (isScalar(value) ? byValue.get(value) : undefined), between };
}
