/** A query over a container: one page of results, or the plan by which a client spreads it over ranges. */
import { createHash } from 'node:crypto';
import { type Container, isAlive } from './container.ts';
import { type JsonObject, property } from './json.ts';
import { refuse } from './refusal.ts';
import { candidates, pathFrom } from './sql/candidates.ts';
import { inOrderOf } from './sql/in-order.ts';
import { cutPage, type Place } from './sql/page.ts';
import { parseQuery } from './sql/parse-query.ts';
import { type Selection, select } from './sql/select.ts';
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

export function prepare({ query: text, parameters: list = [] }: JsonObject): Selection {
  if (typeof text !== 'string') throw refuse(400, 'The body of a query has a text named query.');
  if (!Array.isArray(list)) throw refuse(400, 'The parameters of a query are an array.');
  const parameters = new Map(list.map((one) => [String(property(one, 'name')), property(one, 'value')]));
  return select(parseQuery(text), parameters);
}

function checkOrdering({ indexing }: Container, { query, root }: Selection): void {
  const order = query.orderBy.map(({ of, descending, token }) => {
    const path = pathFrom(root, of);
    if (!path || path.length === 0) throw syntaxError('ORDER BY takes properties of the item only.', token);
    return [path, descending] as const;
  });
  indexing.checkOrder(order);
}

export function runQuery(container: Container, request: QueryRequest) {
  const { pk, byRange, continuation } = request;
  const selected = prepare(request.body);
  if (pk === undefined && !byRange && needsPlan(selected)) {
    const more = { substatus: 1004, info: JSON.stringify(planOf(selected)) };
    throw refuse(400, 'Across partitions, this query is only served with its plan.', more);
  }
  checkOrdering(container, selected);
  const after = continuation === undefined ? undefined : readToken(continuation, request);
  const ordered = inOrderOf(container, selected, { pk, after });
  const found = ordered ?? candidates(container, selected, pk);
  const lives = isAlive(container);
  /** What is looked at, found or not. */
  const looked = { items: 0, bytes: 0 };
  function* items(from: number): Iterable<Stored> {
    for (const item of found(from)) {
      looked.items += 1;
      looked.bytes += item.size;
      if ((pk === undefined || item.pk === pk) && lives(item)) yield item;
    }
  }
  // Groups are never spread over pages where a client would have to put them together again.
  const size = pk === undefined && selected.together ? Number.POSITIVE_INFINITY : request.pageSize;
  const inOrder = ordered !== undefined;
  const { values, next } = cutPage({ selected, items, inOrder, after, size });
  return { values, continuation: next && writeToken(next, request), looked };
}

/** As results of several ranges would need merging; clients fetch the plan, and come back by range. */
const needsPlan = ({ query, together }: Selection): boolean =>
  query.distinct || Boolean(query.top ?? query.offset ?? query.orderBy[0] ?? together);

/** As there is one range, the server does everything itself and the client passes it on. */
export function planOf({ query, together }: Selection): JsonObject {
  // Clients refuse aggregates across partitions unless they are selected with VALUE,
  const refused = !query.isValue && query.groupBy.length === 0 && together !== undefined;
  // and de-duplicate once more, which changes nothing but which tokens they take.
  const distinct = query.orderBy.length > 0 ? 'Ordered' : 'Unordered';
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: query.distinct ? distinct : 'None',
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      aggregates: refused ? ['Count'] : [],
      hasSelectValue: query.isValue,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

/** A continuation token belongs to one query, its parameters and its partition. */
function sealed(place: string, { body, pk }: QueryRequest): string {
  const text = JSON.stringify([body.query, body.parameters ?? [], pk ?? null, place]);
  return createHash('sha256').update(text).digest('base64url').slice(0, markLength) + place;
}

const markLength = 10;

function writeToken(place: Place, request: QueryRequest): string {
  // An object keeps apart, as JSON, a sort key that is null and one that is not there.
  const text = JSON.stringify({ ...place, keys: { ...place.keys } });
  return Buffer.from(sealed(text, request)).toString('base64url');
}

function readToken(token: string, request: QueryRequest): Place {
  const text = Buffer.from(token, 'base64url').toString();
  const place = text.slice(markLength);
  if (text !== sealed(place, request)) throw refuse(400, 'The continuation token is not of this query.');
  return JSON.parse(place);
}
