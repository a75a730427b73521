/** GROUP BY and aggregates: many rows become one, which knows only the keys and the aggregates. */
import { canonical } from '../json.ts';
import { type Aggregate, compile, type Evaluate, type Row, type Scope, wording } from './compile.ts';
import type { Expression, Query } from './syntax.ts';
import { syntaxError } from './tokens.ts';

interface Projection {
  readonly project: Evaluate;
  /** Undefined where each row stands for itself. */
  readonly together?: (rows: readonly Row[]) => Row[];
}

export function projection(selection: Expression, { groupBy, orderBy }: Query, scope: Scope): Projection {
  const found = new Map<string, Aggregate>();
  const project = compile(selection, { ...scope, aggregates: found });
  if (found.size === 0 && groupBy.length === 0) return { project };
  const [order] = orderBy;
  if (order) throw syntaxError('ORDER BY with GROUP BY or aggregates is not supported.', order.token);
  const keys = new Map(groupBy.map((of) => [wording(of), compile(of, scope)]));
  return {
    project: compile(selection, { ...scope, aggregates: found, keys: new Set(keys.keys()) }),
    together: (rows) => group(rows, keys, found),
  };
}

/** Without GROUP BY all rows are one group, even if there are none. */
function group(
  rows: readonly Row[],
  keys: ReadonlyMap<string, Evaluate>,
  found: ReadonlyMap<string, Aggregate>,
): Row[] {
  const keyOf = (row: Row): string => Array.from(keys.values(), (of) => canonical(of(row))).join();
  const groups = keys.size === 0 ? [rows] : [...Map.groupBy(rows, keyOf).values()];
  return groups.map((members) => {
    const first = members[0] ?? {};
    const defined = (of: Evaluate) => members.map(of).filter((value) => value !== undefined);
    return Object.fromEntries([
      ...Array.from(keys, ([key, of]) => [key, of(first)]),
      ...Array.from(found, ([key, { of, combine }]) => [key, combine(defined(of))]),
    ]);
  });
}
