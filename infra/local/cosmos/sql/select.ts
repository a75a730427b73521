/** Compiles a query into its steps, and runs subqueries; pages of the outermost one are cut in `page.ts`. */
import { canonical, compareValues, type Value } from '../json.ts';
import { refuse } from '../refusal.ts';
import { type Evaluate, objectOf, type Row } from './closures.ts';
import { type Aggregate, compile, type Parameters, type Scope } from './compile.ts';
import { checkGrouping, group, hasAggregates } from './grouping.ts';
import { type Bound, bindInner, bindOuter } from './sources.ts';
import type { Expression, Query } from './syntax.ts';
import { syntaxError } from './tokenizer.ts';

export interface Selected {
  readonly root: string | undefined;
  readonly rows: (outer: Row) => Row[];
  readonly order: readonly { readonly of: Evaluate; readonly descending: boolean }[];
  readonly project: Evaluate;
  /** Whether rows depend on each other, so that all must be seen before the first is answered. */
  readonly together: ((rows: readonly Row[]) => Row[]) | undefined;
  readonly distinct: boolean;
  readonly offset: number;
  readonly limit: number;
}

export function select(query: Query, parameters: Parameters, outer?: Scope): Selected {
  const start: Scope = outer ?? { names: new Map(), width: 0, parameters, runSubquery };
  const bound = (outer ? bindInner : bindOuter)(query.sources, start);
  const where = query.where && compile(query.where, bound.scope);
  const found: Aggregate[] = [];
  const project = projection(query, bound, { ...bound.scope, aggregates: found });
  return {
    root: bound.root,
    rows: (row) =>
      where ? bound.expand(row).filter((candidate) => where(candidate) === true) : bound.expand(row),
    order: query.orderBy.map(({ of, descending }) => ({ of: compile(of, bound.scope), descending })),
    project,
    together: grouping(query, bound, found),
    distinct: query.distinct,
    ...window(query, bound.scope),
  };
}

function grouping(query: Query, { scope }: Bound, found: readonly Aggregate[]): Selected['together'] {
  if (query.groupBy.length === 0 && !hasAggregates(query)) return undefined;
  checkGrouping(query);
  const [order] = query.orderBy;
  if (order)
    throw syntaxError('ORDER BY together with GROUP BY or aggregates is not supported.', order.token);
  const keys = query.groupBy.map((of) => compile(of, scope));
  return (rows) => group(rows, keys, found, scope.width);
}

function projection({ selection, sources, groupBy }: Query, { scope }: Bound, inside: Scope): Evaluate {
  if (selection.kind === 'value') return compile(selection.of, inside);
  if (selection.kind === 'fields')
    return objectOf(selection.fields.map(([key, of]) => [key, compile(of, inside)]));
  const [only, second] = sources;
  if (!only || second || groupBy.length > 0) {
    throw refuse(400, "'SELECT *' is only valid with a single input set and without GROUP BY.");
  }
  const place = scope.names.get(only.alias.text) ?? 0;
  return (row) => row[place];
}

function window(query: Query, scope: Scope): { offset: number; limit: number } {
  const offset = count(query.offset, scope) ?? 0;
  const limit = count(query.limit, scope) ?? Number.POSITIVE_INFINITY;
  return { offset, limit: Math.min(limit, count(query.top, scope) ?? limit) };
}

function count(of: Expression | undefined, scope: Scope): number | undefined {
  if (!of) return undefined;
  const value = compile(of, scope)([]);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw refuse(400, 'TOP, OFFSET and LIMIT take a whole number that is not negative.');
}

export type Ordering = Selected['order'];

export const orderKeys = (order: Ordering, row: Row): Value[] => order.map(({ of }) => of(row));

export function compareKeys(order: Ordering, left: readonly Value[], right: readonly Value[]): number {
  for (const [at, { descending }] of order.entries()) {
    const difference = compareValues(left[at], right[at]);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

function unique(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

/** Groups, projects and removes doubles over all rows; undefined results are none. */
export function finish(selected: Selected, rows: readonly Row[]): Value[] {
  const grouped = selected.together ? selected.together(rows) : rows;
  const values = grouped.map(selected.project).filter((value) => value !== undefined);
  return selected.distinct ? unique(values) : values;
}

function sortRows(order: Ordering, rows: Row[]): Row[] {
  if (order.length === 0) return rows;
  const keyed = rows.map((row) => ({ row, keys: orderKeys(order, row) }));
  return keyed.sort((left, right) => compareKeys(order, left.keys, right.keys)).map(({ row }) => row);
}

function runSubquery(query: Query, scope: Scope): (row: Row) => Value[] {
  const { aggregates: _none, ...outside } = scope;
  const inner = select(query, scope.parameters, outside);
  const end = inner.offset + inner.limit;
  return (row) => finish(inner, sortRows(inner.order, inner.rows(row))).slice(inner.offset, end);
}
