/** A query over a container: one page of results, or the plan by which a client spreads it over ranges. */
import { createHash } from 'node:crypto';
import { type Container, isAlive } from './container.ts';
import { isObject, type Json, type JsonObject, parseJson, property, type Value } from './json.ts';
import { refuse } from './refusal.ts';
import { candidates, pathFrom } from './sql/candidates.ts';
import { cutPage, type Place } from './sql/page.ts';
import { parseQuery } from './sql/parse-query.ts';
import { select } from './sql/select.ts';
import { syntaxError } from './sql/tokens.ts';
import type { Stored } from './store.ts';

export interface QueryRequest {
  readonly body: JsonObject;
  /** Undefined: all partitions. */
  readonly pk: string | undefined;
  /** Whether the client asked for a partition key range, which it does once it has the plan. */
  readonly byRange: boolean;
  readonly pageSize: number;
  readonly continuation: string | undefined;
}

export interface QueryAnswer {
  readonly values: Json[];
  readonly continuation: string | undefined;
  /** What was looked at to find them. */
  readonly looked: { items: number; bytes: number };
}

type Prepared = ReturnType<typeof prepare>;

export function prepare(body: JsonObject) {
  if (typeof body.query !== 'string') throw refuse(400, 'The body of a query has a text named query.');
  const query = parseQuery(body.query);
  const list = body.parameters ?? [];
  if (!Array.isArray(list)) throw refuse(400, 'The parameters of a query are an array.');
  const parameters = new Map(
    list.map((entry) => [String(property(entry, 'name')), property(entry, 'value')]),
  );
  return { query, parameters, selected: select(query, parameters) };
}

function checkOrdering({ indexing }: Container, { query, selected }: Prepared): void {
  const order = query.orderBy.map(({ of, descending, token }) => {
    const path = pathFrom(selected.root, of);
    if (!path || path.length === 0) throw syntaxError('ORDER BY takes properties of the item only.', token);
    return { path, descending };
  });
  indexing.checkOrder(order);
}

/** A query without FROM has one row and looks at no document. */
const nothing: Stored = { seq: 1, pk: '', id: '', doc: {}, size: 0 };

export function runQuery(container: Container, request: QueryRequest): QueryAnswer {
  const { pk, byRange, continuation } = request;
  const prepared = prepare(request.body);
  const { query, selected } = prepared;
  if (pk === undefined && !byRange && needsPlan(prepared)) throw planFirst(prepared);
  checkOrdering(container, prepared);
  const found = candidates(container, { ...prepared, root: selected.root, pk });
  const lives = isAlive(container, Date.now());
  const looked = { items: 0, bytes: 0 };
  function* items(from: number): Iterable<Stored> {
    for (const item of query.sources.length === 0 ? [nothing] : found(from)) {
      looked.items += 1;
      looked.bytes += item.size;
      if ((pk === undefined || item.pk === pk || item === nothing) && lives(item)) yield item;
    }
  }
  // Groups are never spread over pages where a client would have to put them together again.
  const size = pk === undefined && selected.together ? Number.POSITIVE_INFINITY : request.pageSize;
  const after = continuation === undefined ? undefined : readToken(continuation, request);
  const { values, next } = cutPage({ selected, items, after, size });
  return { values, continuation: next && writeToken(next, request), looked };
}

/** What the gateway does not serve without a plan, as results of several ranges would need merging. */
const needsPlan = ({ query, selected }: Prepared): boolean =>
  query.distinct ||
  (query.top ?? query.offset) !== undefined ||
  query.orderBy.length > 0 ||
  selected.together !== undefined;

/** The gateway's own words: the SDK reads them, fetches the plan and comes back by range. */
const planFirst = (prepared: Prepared) =>
  refuse(
    400,
    'The provided cross partition query can not be directly served by the gateway. This is a first chance (internal) exception that all newer clients will know how to handle gracefully.',
    { substatus: 1004, info: JSON.stringify(planOf(prepared)) },
  );

/** As there is one range, the server does everything itself and the client passes it on. */
export function planOf({ query, selected }: Prepared): JsonObject {
  // Clients refuse aggregates across partitions unless they are selected with VALUE,
  const refused = !query.isValue && query.groupBy.length === 0 && selected.together !== undefined;
  // and de-duplicate once more, which changes nothing but which tokens they take.
  const distinct = query.orderBy.length > 0 ? 'Ordered' : 'Unordered';
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: query.distinct ? distinct : 'None',
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: refused ? ['Count'] : [],
      groupByAliasToAggregateType: {},
      hasSelectValue: query.isValue,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

/** A continuation token belongs to one query, its parameters and its partition. */
function fingerprint({ body, pk }: QueryRequest): string {
  const text = JSON.stringify([body.query, body.parameters ?? [], pk ?? null]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 10);
}

function writeToken({ keys, ...rest }: Place, request: QueryRequest): string {
  // JSON has no undefined: a missing sort key is an empty array.
  const place = {
    ...rest,
    keys: keys.map((key) => (key === undefined ? [] : [key])),
    mark: fingerprint(request),
  };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

const isCount = (value: Value): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

function readToken(token: string, request: QueryRequest): Place {
  const invalid = refuse(400, 'The continuation token is not valid for this query.');
  const text = Buffer.from(token, 'base64url').toString();
  const found = text.startsWith('{') ? parseJson(text) : undefined;
  if (!isObject(found) || found.mark !== fingerprint(request) || !Array.isArray(found.keys)) throw invalid;
  const { seq, nth, taken } = found;
  if (!isCount(seq) || !isCount(nth) || !isCount(taken)) throw invalid;
  return { keys: found.keys.map((key) => (Array.isArray(key) ? key[0] : undefined)), seq, nth, taken };
}
