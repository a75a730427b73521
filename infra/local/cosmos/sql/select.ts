/** Compiles a query into its steps, and runs subqueries; pages of the outermost one are cut in `page.ts`. */
import { canonical, compareValues, type Json, type JsonObject, type Value } from '../json.ts';
import { refuse } from '../refusal.ts';
import { compile, type Evaluate, type Row, type Scope } from './compile.ts';
import { projection } from './group.ts';
import { bind } from './sources.ts';
import type { Expression, Parameters, Query } from './syntax.ts';

export type Selected = ReturnType<typeof selected>;

/** What a query makes of one document after the other. */
export function select(query: Query, parameters: Parameters) {
  const found = selected(query, { names: new Set(), parameters, runSubquery });
  return { ...found, rowsOf: (doc: JsonObject): Row[] => found.rows({ [found.document]: doc }) };
}

function selected(query: Query, outer: Scope, isInner = false) {
  const bound = bind(query, outer, isInner);
  const { scope } = bound;
  const where = query.where && compile(query.where, scope);
  return {
    ...bound,
    ...projection(query.selection ?? everything(query), query, scope),
    ...window(query, scope),
    rows: (row: Row): Row[] =>
      where ? bound.rows(row).filter((found) => where(found) === true) : bound.rows(row),
    order: query.orderBy.map(({ of, descending }) => ({ of: compile(of, scope), descending })),
    distinct: query.distinct,
  };
}

function everything({ sources: [only, second], groupBy }: Query): Expression {
  if (only && !second && groupBy.length === 0) return { op: 'name', token: only.alias };
  throw refuse(400, "'SELECT *' is only valid with a single input set and without GROUP BY.");
}

function window({ offset, limit, top }: Query, scope: Scope): { offset: number; limit: number } {
  const count = (of: Expression | undefined, otherwise: number): number => {
    const value = of ? compile(of, scope)({}) : otherwise;
    if (typeof value === 'number' && (value === otherwise || (Number.isInteger(value) && value >= 0)))
      return value;
    throw refuse(400, 'TOP, OFFSET and LIMIT take a whole number that is not negative.');
  };
  const most = Math.min(count(limit, Number.POSITIVE_INFINITY), count(top, Number.POSITIVE_INFINITY));
  return { offset: count(offset, 0), limit: most };
}

type Ordering = readonly { readonly of: Evaluate; readonly descending: boolean }[];

export const orderKeys = (order: Ordering, row: Row): Value[] => order.map(({ of }) => of(row));

export function compareKeys(order: Ordering, left: readonly Value[], right: readonly Value[]): number {
  for (const [at, { descending }] of order.entries()) {
    const difference = compareValues(left[at], right[at]);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

/** Groups, projects, removes doubles and cuts over all rows; undefined results are none. */
export function finish(
  { together, project, distinct, offset, limit }: Selected,
  rows: readonly Row[],
): Json[] {
  const values = (together?.(rows) ?? rows).map(project).filter((value) => value !== undefined);
  const unique = distinct ? [...new Map(values.map((value) => [canonical(value), value])).values()] : values;
  return unique.slice(offset, offset + limit);
}

function runSubquery(query: Query, scope: Scope): (row: Row) => Value[] {
  // A group has no rows of its own that a subquery could look at.
  const names = scope.keys ? new Set<string>() : scope.names;
  const inner = selected(query, { ...scope, names, aggregates: undefined, keys: undefined }, true);
  const { order } = inner;
  return (row) => {
    const keyed = inner.rows(row).map((found) => ({ found, keys: orderKeys(order, found) }));
    const inOrder = keyed.sort((left, right) => compareKeys(order, left.keys, right.keys));
    return finish(
      inner,
      inOrder.map(({ found }) => found),
    );
  };
}
