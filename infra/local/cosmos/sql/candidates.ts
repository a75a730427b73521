/** Chooses where a query looks: the partition, an index, or everything, whichever is smallest. */
import type { Container } from '../container.ts';
import { compareValues, isScalar, type Value } from '../json.ts';
import type { Bounds, Sorted } from '../sorted.ts';
import { everything, type Stored } from '../store.ts';
import type { Call, Expression, Parameters, Query } from './syntax.ts';

interface Filter {
  /** Undefined: all partitions. */
  readonly pk: string | undefined;
  readonly root: string | undefined;
  readonly query: Query;
  readonly parameters: Parameters;
}

/** What WHERE says about one property: its value is within one of the ranges. */
interface Condition {
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

type Constant = (of: Expression | undefined) => Value;

const constantIn =
  (parameters: Parameters): Constant =>
  (of) => {
    if (of?.op === 'literal') return of.value;
    return of?.op === 'parameter' ? parameters.get(of.token.text) : undefined;
  };

const conjuncts = (of: Expression): Call[] => {
  if (of.op !== 'call') return [];
  return of.name === 'AND' ? of.args.flatMap(conjuncts) : [of];
};

const exactly = (values: readonly Value[]): Bounds[] | undefined =>
  values.every(isScalar) ? [...new Set(values)].map((value) => ({ least: value, most: value })) : undefined;

/** Bounds reach to the neighbouring type; the condition itself drops what is beyond. */
function compared(sign: string, value: Value): Bounds[] | undefined {
  if (sign === '=') return exactly([value]);
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [lowest, highest]: readonly Value[] = typeof value === 'number' ? [true, ''] : ['', []];
  return [sign.startsWith('<') ? { least: lowest, most: value } : { least: value, most: highest }];
}

const between = (least: Value, most: Value): Bounds[] | undefined =>
  least === undefined || most === undefined ? undefined : [{ least, most }];

function condition(root: string, { name, args }: Call, constant: Constant): Condition | undefined {
  const on = (of: Expression | undefined, ranges: readonly Bounds[] | undefined): Condition | undefined => {
    const path = pathFrom(root, of);
    return path && ranges && { path, ranges };
  };
  const [first, second, third] = args;
  const other = flipped.get(name);
  if (other)
    return on(first, compared(name, constant(second))) ?? on(second, compared(other, constant(first)));
  if (name === 'BETWEEN') return on(first, between(constant(second), constant(third)));
  if (name === 'IN') return on(first, exactly(args.slice(1).map(constant)));
  const list = name === 'ARRAY_CONTAINS' && !third ? constant(first) : undefined;
  return Array.isArray(list) ? on(second, exactly(list)) : undefined;
}

const lower = (left: Value, right: Value): Value => (compareValues(left, right) < 0 ? left : right);
const higher = (left: Value, right: Value): Value => (compareValues(left, right) > 0 ? left : right);

const both = (left: Bounds, right: Bounds): Bounds => ({
  least: higher(left.least, right.least),
  most: lower(left.most, right.most),
});

/** `>= a AND < b` on one property is one narrow range, not two wide ones. */
const narrowed = (found: readonly Condition[]): Condition[] =>
  [...Map.groupBy(found, ({ path }) => JSON.stringify(path)).values()].map((same) =>
    same.reduce(({ path, ranges }, next) => ({
      path,
      ranges: ranges.flatMap((range) => next.ranges.map((other) => both(range, other))),
    })),
  );

interface Choice {
  readonly sorted: Sorted<Stored>;
  readonly ranges: readonly Bounds[];
}

const sizeOf = ({ sorted, ranges }: Choice): number =>
  ranges.reduce((sum, range) => sum + Math.max(0, sorted.count(range)), 0);

/** Below this, looking at every document is cheaper than keeping an index. */
const few = 50;

export function candidates(
  { store, indexing }: Container,
  filter: Filter,
): (from: number) => Iterable<Stored> {
  const { pk, root, query, parameters } = filter;
  let best: Choice =
    pk === undefined
      ? { sorted: store.all, ranges: [everything] }
      : { sorted: store.byPartition, ranges: [{ least: pk, most: pk }] };
  if (root !== undefined && query.where && sizeOf(best) > few) {
    const found = conjuncts(query.where).map((of) => condition(root, of, constantIn(parameters)));
    const usable = found.filter((one) => one !== undefined).filter(({ path }) => indexing.isIndexed(path));
    for (const { path, ranges } of narrowed(usable)) {
      const choice = { sorted: store.index(path), ranges };
      if (sizeOf(choice) < sizeOf(best)) best = choice;
    }
  }
  return (from) => inOrder(best, from);
}

function inOrder({ sorted, ranges }: Choice, from: number): Iterable<Stored> {
  const [only, second] = ranges;
  if (only && !second && compareValues(only.least, only.most) === 0) return sorted.range(only, from);
  const found = ranges.flatMap((range) => [...sorted.range(range, from)]);
  return found.sort((left, right) => left.seq - right.seq);
}
