/** Chooses where a query looks: the partition, an index, or everything, whichever is smallest. */
import type { Container } from '../container.ts';
import { compareValues, isScalar, type Value } from '../json.ts';
import type { Bounds, Sorted } from '../sorted.ts';
import type { Stored } from '../store.ts';
import type { Selection } from './select.ts';
import type { Call, Expression } from './syntax.ts';

/** What WHERE says about one property: its value is within one of the ranges. */
export interface Condition {
  readonly path: readonly string[];
  readonly ranges: readonly Bounds[];
}

/** `c.a["b"]` → a, b; undefined for anything else. */
export function pathFrom(root: string | undefined, of: Expression | undefined): string[] | undefined {
  if (of?.op === 'name') return of.token.text === root ? [] : undefined;
  const [inner, key] = of?.op === 'call' && of.name === '.' ? of.args : [];
  if (key?.op !== 'literal' || typeof key.value !== 'string') return undefined;
  return pathFrom(root, inner)?.concat(key.value);
}

const flipped = new Map(Object.entries({ '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }));

/** What must all be true; BETWEEN is two comparisons. */
function conjuncts(of: Expression): Call[] {
  if (of.op !== 'call') return [];
  const { name, args } = of;
  if (name !== 'BETWEEN') return name === 'AND' ? args.flatMap(conjuncts) : [of];
  return [
    { ...of, name: '>=', args: args.slice(0, 2) },
    { ...of, name: '<=', args: args.toSpliced(1, 1) },
  ];
}

const exactly = (values: readonly Value[]): Bounds[] | undefined =>
  values.every(isScalar) ? [...new Set(values)].map((value) => ({ least: value, most: value })) : undefined;

/** Bounds reach to the neighbouring type; the condition itself drops what is beyond. */
function compared(sign: string, value: Value): Bounds[] | undefined {
  if (sign === '=') return exactly([value]);
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [lowest, highest]: readonly Value[] = typeof value === 'number' ? [true, ''] : ['', []];
  return [sign.startsWith('<') ? { least: lowest, most: value } : { least: value, most: highest }];
}

function condition({ root, parameters }: Selection, { name, args }: Call): Condition | undefined {
  const constant = (of: Expression | undefined): Value => {
    if (of?.op === 'parameter') return parameters.get(of.token.text);
    return of?.op === 'literal' ? of.value : undefined;
  };
  const on = (of: Expression | undefined, ranges: readonly Bounds[] | undefined): Condition | undefined => {
    const path = pathFrom(root, of);
    return path && ranges && { path, ranges };
  };
  const [first, second, third] = args;
  const back = flipped.get(name);
  if (back) return on(first, compared(name, constant(second))) ?? on(second, compared(back, constant(first)));
  if (name === 'IN') return on(first, exactly(args.slice(1).map(constant)));
  const list = name === 'ARRAY_CONTAINS' && !third ? constant(first) : undefined;
  return Array.isArray(list) ? on(second, exactly(list)) : undefined;
}

const both = (left: Bounds, right: Bounds): Bounds => ({
  least: compareValues(left.least, right.least) > 0 ? left.least : right.least,
  most: compareValues(left.most, right.most) < 0 ? left.most : right.most,
});

/** What WHERE says of each indexed property, by its path; `>= a AND < b` is one narrow range, not two wide ones. */
export function conditions({ indexing }: Container, selected: Selection): Map<string, Condition> {
  const { where } = selected.query;
  const narrow = new Map<string, Condition>();
  for (const call of where ? conjuncts(where) : []) {
    const found = condition(selected, call);
    if (!found || !indexing.isIndexed(found.path)) continue;
    const name = JSON.stringify(found.path);
    const ranges = narrow.get(name)?.ranges.flatMap((one) => found.ranges.map((other) => both(one, other)));
    narrow.set(name, { ...found, ranges: ranges ?? found.ranges });
  }
  return narrow;
}

interface Choice {
  readonly sorted: Sorted;
  readonly ranges: readonly Bounds[];
}

const sizeOf = ({ sorted, ranges }: Choice): number =>
  ranges.reduce((sum, range) => sum + Math.max(0, sorted.count(range)), 0);

/** The index of each property that WHERE narrows. */
function indexed(container: Container, selected: Selection): Choice[] {
  const found = conditions(container, selected).values();
  return Array.from(found, ({ path, ranges }) => ({ sorted: container.store.index(path), ranges }));
}

/** Below this, looking at every document is cheaper than keeping an index. */
const few = 50;

/** `pk` undefined: in all partitions. The result takes the number of the first document wanted. */
export function candidates(container: Container, selected: Selection, pk: string | undefined) {
  const { all, byPartition } = container.store;
  // A query without FROM has one row and looks at no document.
  const nothing: Stored = { seq: 1, pk: pk ?? '', key: '', doc: {}, size: 0 };
  if (selected.query.sources.length === 0) return () => [nothing];
  let best: Choice = { sorted: all, ranges: [{ least: null, most: null }] };
  if (pk !== undefined) best = { sorted: byPartition, ranges: [{ least: pk, most: pk }] };
  for (const choice of sizeOf(best) > few ? indexed(container, selected) : []) {
    if (sizeOf(choice) < sizeOf(best)) best = choice;
  }
  return (from: number) => inOrder(best, from);
}

function inOrder({ sorted, ranges }: Choice, from: number): Iterable<Stored> {
  const [only, second] = ranges;
  if (only && !second && compareValues(only.least, only.most) === 0) return sorted.range(only, from);
  const found = ranges.flatMap((range) => [...sorted.range(range, from)]);
  return found.sort((left, right) => left.seq - right.seq);
}
