/** Compiles a query into its steps, and runs subqueries; pages of the outermost one are cut in `page.ts`. */
import { canonical, compareValues, type Json, type JsonObject, type Value } from '../json.ts';
import { refuse } from '../refusal.ts';
import { type Aggregate, compile, type Row, type Scope, wording } from './compile.ts';
import type { Expression, Parameters, Query, Source } from './syntax.ts';
import { syntaxError, type Token, unexpected } from './tokens.ts';

export type Selection = ReturnType<typeof select>;

/** What a query makes of one document after the other. */
export function select(query: Query, parameters: Parameters) {
  const found = selected(query, { names: new Set(), parameters, runSubquery });
  return { ...found, query, parameters, rowsOf: (doc: JsonObject) => found.rows({ [found.document]: doc }) };
}

function selected(query: Query, outer: Scope, isInner = false) {
  const bound = bind(query, outer, isInner);
  const { scope } = bound;
  const where = query.where && compile(query.where, scope);
  const count = (of: Expression | undefined, otherwise: number): number => {
    const value = of ? compile(of, scope)({}) : otherwise;
    const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0;
    if (isCount || value === otherwise) return value;
    throw refuse(400, 'TOP, OFFSET and LIMIT take a whole number that is not negative.');
  };
  const all = Number.POSITIVE_INFINITY;
  return {
    ...bound,
    ...projection(query.selection ?? everything(query), query, scope),
    rows: (row: Row): Row[] => bound.rows(row).filter((found) => !where || where(found) === true),
    order: query.orderBy.map(({ of, descending }) => ({ of: compile(of, scope), sign: descending ? -1 : 1 })),
    distinct: query.distinct,
    offset: count(query.offset, 0),
    limit: Math.min(count(query.limit, all), count(query.top, all)),
  };
}

type Selected = ReturnType<typeof selected>;

function everything({ sources: [only, second], groupBy }: Query): Expression {
  if (only && !second && groupBy.length === 0) return { op: 'name', token: only.alias };
  throw refuse(400, "'SELECT *' is only valid with a single input set and without GROUP BY.");
}

/** The name a path starts from: `c` in `c.children[0]`. */
function baseName(of: Expression | undefined): Token | undefined {
  if (of?.op === 'call' && of.name === '.') return baseName(of.args[0]);
  return of?.op === 'name' ? of.token : undefined;
}

function valuesOf({ of, each }: Source, scope: Scope): (row: Row) => Value[] {
  if (of.op === 'SCALAR') return scope.runSubquery(of.query, scope);
  const value = compile(of, scope);
  return (row) => {
    const found = value(row);
    if (each) return Array.isArray(found) ? found : [];
    return found === undefined ? [] : [found];
  };
}

function bind({ sources }: Query, outer: Scope, isInner: boolean) {
  const [first] = sources;
  const base = isInner ? undefined : baseName(first?.of);
  if (first && !isInner && !base && first.of.op !== 'SCALAR') throw unexpected(first.alias);
  const names = new Set(outer.names);
  if (base) names.add(base.text);
  const scope = { ...outer, names };
  const steps: ((row: Row) => Row[])[] = [];
  for (const source of sources) {
    const { alias, of, each } = source;
    // `FROM c` where there is a c already: the document, or that of the query outside.
    const isSame = of.op === 'name' && !each && of.token.text === alias.text;
    if (source === first && isSame && names.has(alias.text)) continue;
    const values = valuesOf(source, { ...scope, names: new Set(names) });
    steps.push((row) => values(row).map((value) => ({ ...row, [alias.text]: value })));
    // `FROM t IN c.tags`: from here on the document has no name.
    if (source === first && base) names.delete(base.text);
    if (names.has(alias.text)) throw syntaxError(`The name '${alias.text}' is used twice.`, alias);
    names.add(alias.text);
  }
  return {
    scope,
    rows: (row: Row): Row[] => steps.reduce<Row[]>((rows, step) => rows.flatMap(step), [row]),
    /** What the row of a document calls it before FROM is done. */
    document: base?.text ?? '',
    /** The name that stands for the document itself, so that conditions on it can use an index. */
    root: first?.of.op === 'name' && !first.each && !isInner ? first.alias.text : undefined,
  };
}

/** Groups know only their keys and aggregates. `together`: undefined where each row stands for itself. */
function projection(selection: Expression, { groupBy, orderBy }: Query, scope: Scope) {
  const aggregates = new Map<string, Aggregate>();
  const project = compile(selection, { ...scope, aggregates });
  if (aggregates.size === 0 && groupBy.length === 0) return { project, together: undefined };
  const [order] = orderBy;
  if (order) throw syntaxError('ORDER BY with GROUP BY or aggregates is not supported.', order.token);
  const keys = new Map(groupBy.map((of) => [wording(of), compile(of, scope)]));
  const keyOf = (row: Row): string => Array.from(keys.values(), (of) => canonical(of(row))).join();
  const rowOf = (members: readonly Row[]): Row =>
    Object.fromEntries([
      ...Array.from(keys, ([key, of]) => [key, of(members[0] ?? {})]),
      ...Array.from(aggregates, ([key, of]) => [key, of(members)]),
    ]);
  const together = (rows: readonly Row[]): Row[] => {
    // Without GROUP BY all rows are one group, even if there are none.
    const groups = keys.size === 0 ? [rows] : Map.groupBy(rows, keyOf).values();
    return Array.from(groups, rowOf);
  };
  return { project: compile(selection, { ...scope, aggregates, keys: new Set(keys.keys()) }), together };
}

type Ordering = Selected['order'];
type Keys = Readonly<Record<number, Value>>;

export const orderKeys = (order: Ordering, row: Row): Value[] => order.map(({ of }) => of(row));

export const compareKeys = (order: Ordering, left: Keys, right: Keys): number =>
  order.reduce((found, { sign }, at) => found || compareValues(left[at], right[at]) * sign, 0);

/** Groups, projects and removes doubles over all rows; undefined results are none. */
export function finish({ together, project, distinct }: Selected, rows: readonly Row[]): Json[] {
  const values = (together?.(rows) ?? rows).map(project).filter((value) => value !== undefined);
  return distinct ? [...new Map(values.map((value) => [canonical(value), value])).values()] : values;
}

function runSubquery(query: Query, scope: Scope): (row: Row) => Json[] {
  // A group has no rows of its own that a subquery could look at.
  const names = scope.keys ? new Set<string>() : scope.names;
  const inner = selected(query, { ...scope, names, aggregates: undefined, keys: undefined }, true);
  const { order, offset, limit } = inner;
  const compare = (left: Row, right: Row): number =>
    compareKeys(order, orderKeys(order, left), orderKeys(order, right));
  return (row) => finish(inner, inner.rows(row).sort(compare)).slice(offset, offset + limit);
}
