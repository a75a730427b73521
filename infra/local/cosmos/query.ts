/** A query over a container: one page of results, or the plan by which a client spreads it over ranges. */
import { createHash } from 'node:crypto';
import { queryCharge } from './charge.ts';
import { type Container, isAlive } from './container.ts';
import { checkOrder, isIndexed } from './indexing-policy.ts';
import { isObject, type Json, type JsonObject, property, type Value } from './json.ts';
import { parseJson } from './partition-key.ts';
import { needsPlan, planOf } from './query-plan.ts';
import { refuse } from './refusal.ts';
import type { Parameters } from './sql/compile.ts';
import { cutPage, type Place } from './sql/page.ts';
import { parseQuery } from './sql/parse-query.ts';
import { candidates, pathFrom } from './sql/plan.ts';
import { type Selected, select } from './sql/select.ts';
import type { Query } from './sql/syntax.ts';
import { syntaxError } from './sql/tokenizer.ts';
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
  readonly charge: number;
}

interface Parsed {
  readonly query: Query;
  readonly parameters: Parameters;
  readonly selected: Selected;
}

export function parse(body: JsonObject): Parsed {
  if (typeof body.query !== 'string') throw refuse(400, 'The body of a query has a text named query.');
  const query = parseQuery(body.query);
  const list = body.parameters ?? [];
  if (!Array.isArray(list)) throw refuse(400, 'The parameters of a query are an array.');
  const parameters = new Map(
    list.map((entry) => [String(property(entry, 'name')), property(entry, 'value')]),
  );
  return { query, parameters, selected: select(query, parameters) };
}

function checkOrdering(container: Container, { query, selected }: Parsed): void {
  const order = query.orderBy.map(({ of, descending, token }) => {
    const path = selected.root === undefined ? undefined : pathFrom(selected.root, of);
    if (!path || path.length === 0) throw syntaxError('ORDER BY takes properties of the item only.', token);
    return { path, descending };
  });
  checkOrder(container.definition.body, order);
}

function* alive(items: Iterable<Stored>, holds: (item: Stored) => boolean): Iterable<Stored> {
  for (const item of items) if (holds(item)) yield item;
}

/** A query without FROM has one row and looks at no document. */
const nothing: Stored = { seq: 1, pk: '', id: '', doc: {}, size: 0 };

function itemsFor(container: Container, { query, parameters, selected }: Parsed, pk: string | undefined) {
  if (query.sources.length === 0) return (from: number) => (from <= nothing.seq ? [nothing] : []);
  const indexed = (path: readonly string[]): boolean => isIndexed(container.definition.body, path);
  const filter = { root: selected.root, where: query.where, parameters };
  const found = candidates(filter, { store: container.store, pk, indexed });
  const lives = isAlive(container, Date.now());
  const holds = (item: Stored): boolean => (pk === undefined || item.pk === pk) && lives(item);
  return (from: number) => alive(found(from), holds);
}

export function runQuery(container: Container, request: QueryRequest): QueryAnswer {
  const parsed = parse(request.body);
  const across = request.pk === undefined;
  if (across && !request.byRange && needsPlan(parsed.query)) throw planFirst(parsed.query);
  checkOrdering(container, parsed);
  const after = request.continuation === undefined ? undefined : readToken(request.continuation, request);
  // Groups are never spread over pages where a client would have to put them together again.
  const size = across && parsed.selected.together ? Number.POSITIVE_INFINITY : request.pageSize;
  const items = itemsFor(container, parsed, request.pk);
  const { values, next } = cutPage({ selected: parsed.selected, items, after, size });
  const found = values.filter((value) => value !== undefined);
  const bytes = found.length * 512;
  return {
    values: found,
    continuation: next && writeToken(next, request),
    charge: queryCharge(found.length, bytes),
  };
}

/** The gateway's own words: the SDK reads them, fetches the plan and comes back by range. */
const planFirst = (query: Query) =>
  refuse(
    400,
    'The provided cross partition query can not be directly served by the gateway. This is a first chance (internal) exception that all newer clients will know how to handle gracefully.',
    1004,
    JSON.stringify(planOf(query)),
  );

/** A continuation token belongs to one query, its parameters and its partition. */
const fingerprint = ({ body, pk }: QueryRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([body.query, body.parameters ?? [], pk ?? null]))
    .digest('base64url')
    .slice(0, 10);

/** JSON has no undefined: a missing sort key is an empty array. */
const writeToken = ({ keys, ...rest }: Place, request: QueryRequest): string => {
  const mark = fingerprint(request);
  const place = { ...rest, keys: keys.map((key) => (key === undefined ? [] : [key])), mark };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
};

const whole = (value: Value): number => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw refuse(400, 'The continuation token is not valid.');
};

function readToken(token: string, request: QueryRequest): Place {
  const found = tokenContent(token);
  if (!isObject(found) || !Array.isArray(found.keys))
    throw refuse(400, 'The continuation token is not valid.');
  if (found.mark !== fingerprint(request))
    throw refuse(400, 'The continuation token belongs to another query.');
  const keys = found.keys.map((key) => (Array.isArray(key) ? key[0] : undefined));
  return { keys, seq: whole(found.seq), nth: whole(found.nth), taken: whole(found.taken) };
}

function tokenContent(token: string): Json {
  try {
    return parseJson(Buffer.from(token, 'base64url').toString());
  } catch {
    throw refuse(400, 'The continuation token is not valid.');
  }
}
