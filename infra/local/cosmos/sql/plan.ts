/** Chooses where a query looks: the partition, an index, or everything, whichever is smallest. */
import { compareValues, isScalar, type Value } from '../json.ts';
import type { Bounds } from '../path-index.ts';
import type { Run } from '../run.ts';
import type { Store, Stored } from '../store.ts';
import type { Parameters } from './compile.ts';
import type { Expression } from './syntax.ts';

export interface Lookup {
  readonly store: Store;
  readonly pk: string | undefined;
  readonly indexed: (path: readonly string[]) => boolean;
}

export interface Filter {
  readonly root: string | undefined;
  readonly where: Expression | undefined;
  readonly parameters: Parameters;
}

interface Condition {
  readonly path: readonly string[];
  readonly values?: readonly Value[];
  readonly bounds?: Bounds;
}

/** `c.a["b"]` → a, b; undefined for anything else. */
export function pathFrom(root: string, of: Expression): string[] | undefined {
  if (of.op === 'name') return of.token.text === root ? [] : undefined;
  if (of.op !== 'member' || of.key.op !== 'literal' || typeof of.key.value !== 'string') return undefined;
  const before = pathFrom(root, of.of);
  return before && [...before, of.key.value];
}

/** Below this, looking at every document is cheaper than keeping an index. */
const few = 50;

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

function range(sign: string, value: Value): Bounds | undefined {
  // Bounds reach to the neighbouring type; the condition itself drops what is beyond.
  const [lowest, highest]: readonly Value[] = typeof value === 'number' ? [true, ''] : ['', []];
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return sign.startsWith('<') ? { least: lowest, most: value } : { least: value, most: highest };
}

type Constant = (of: Expression) => Value;

const constantIn =
  (parameters: Parameters): Constant =>
  (of) => {
    if (of.op === 'literal') return of.value;
    return of.op === 'parameter' ? parameters.get(of.token.text) : undefined;
  };

const conjuncts = (of: Expression): Expression[] =>
  of.op === 'binary' && of.sign === 'AND' ? [...conjuncts(of.left), ...conjuncts(of.right)] : [of];

function condition(root: string, of: Expression, constant: Constant): Condition | undefined {
  const compare = (sign: string, left: Expression, right: Expression): Condition | undefined => {
    const path = pathFrom(root, left);
    const value = constant(right);
    if (!path || value === undefined) return undefined;
    if (sign === '=') return isScalar(value) ? { path, values: [value] } : undefined;
    const bounds = range(sign, value);
    return bounds && { path, bounds };
  };
  if (of.op === 'binary' && of.sign in flipped) {
    return compare(of.sign, of.left, of.right) ?? compare(flipped[of.sign] ?? '', of.right, of.left);
  }
  const path = of.op === 'in' || of.op === 'between' ? pathFrom(root, of.of) : undefined;
  if (!path || (of.op !== 'in' && of.op !== 'between')) return undefined;
  if (of.op === 'between') return { path, bounds: { least: constant(of.from), most: constant(of.to) } };
  const values = new Set(of.list.map(constant));
  return [...values].every(isScalar) ? { path, values: [...values] } : undefined;
}

/** `>= a AND < b` on one property is one narrow range, not two wide ones. */
function narrowed(found: readonly Condition[]): Condition[] {
  const ranges = new Map<string, Condition>();
  for (const { path, bounds } of found) {
    if (!bounds) continue;
    const other = ranges.get(path.join('\n'))?.bounds ?? bounds;
    const least = compareValues(other.least, bounds.least) > 0 ? other.least : bounds.least;
    const most = compareValues(other.most, bounds.most) < 0 ? other.most : bounds.most;
    ranges.set(path.join('\n'), { path, bounds: { least, most } });
  }
  return [...found.filter(({ bounds }) => !bounds), ...ranges.values()];
}

function lookUp(store: Store, { path, values, bounds }: Condition): Run<Stored>[] {
  const index = store.index(path);
  if (bounds) return index.between(bounds);
  return (values ?? []).map(index.equal).filter((run) => run !== undefined);
}

const sizeOf = (runs: readonly Run<Stored>[]): number => runs.reduce((sum, run) => sum + run.size(), 0);

export function candidates(query: Filter, at: Lookup): (from: number) => Iterable<Stored> {
  const base = at.pk === undefined ? at.store.all() : at.store.partition(at.pk);
  let best = [base];
  if (query.root !== undefined && query.where && base.size() > few) {
    const { root } = query;
    const constant = constantIn(query.parameters);
    const found = conjuncts(query.where).map((of) => condition(root, of, constant));
    const usable = found.filter((one) => one !== undefined).filter(({ path }) => at.indexed(path));
    for (const one of narrowed(usable)) {
      const runs = lookUp(at.store, one);
      if (sizeOf(runs) < sizeOf(best)) best = runs;
    }
  }
  return (from) => inOrder(best, from);
}

function inOrder(runs: readonly Run<Stored>[], from: number): Iterable<Stored> {
  const [only, second] = runs;
  if (!only) return [];
  if (!second) return only.from(from);
  return runs.flatMap((run) => [...run.from(from)]).sort((left, right) => left.seq - right.seq);
}
