/** Requests about items: which operation they are, and what is answered. */
import { entriesOf, runAtomic, runBulk } from './batch.ts';
import { type Answer, type Call, jsonBody, objectBody } from './call.ts';
import { queryCharge } from './charge.ts';
import { type Container, isAlive } from './container.ts';
import { type Operation, perform, type Verb } from './documents.ts';
import type { FaultOperation } from './faults.ts';
import type { JsonObject } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { parse, runQuery } from './query.ts';
import { planOf } from './query-plan.ts';
import { notHere, refuse } from './refusal.ts';
import { createStage } from './store.ts';

export type ItemVerb = Verb | 'plan' | 'query' | 'feed' | 'batch' | 'bulk';

const byMethod: Readonly<Record<string, Verb>> = {
  GET: 'read',
  PUT: 'replace',
  PATCH: 'patch',
  DELETE: 'delete',
};

const notAllowed = (call: Call) =>
  refuse(405, `${call.method} is not possible on /${call.segments.join('/')}.`);

/** The headers, not the address, say which of six things a POST is. */
function postVerb(call: Call): ItemVerb {
  if (call.flag('x-ms-cosmos-is-query-plan-request')) return 'plan';
  if (
    call.flag('x-ms-documentdb-isquery') ||
    call.header('content-type')?.startsWith('application/query+json')
  ) {
    return 'query';
  }
  if (call.flag('x-ms-cosmos-is-batch-request'))
    return call.flag('x-ms-cosmos-batch-atomic') ? 'batch' : 'bulk';
  return call.flag('x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
}

export function itemVerb(call: Call): ItemVerb {
  if (
    call.header('x-ms-documentdb-pre-trigger-include') ||
    call.header('x-ms-documentdb-post-trigger-include')
  ) {
    throw notHere('A trigger');
  }
  if (call.segments.length === 5 && call.method === 'POST') return postVerb(call);
  if (call.segments.length === 5 && call.method === 'GET') {
    if (call.header('a-im')) throw notHere('The change feed');
    return 'feed';
  }
  const verb = call.segments.length === 6 ? byMethod[call.method] : undefined;
  if (!verb) throw notAllowed(call);
  return verb;
}

/** The plan only prepares a query, so faults for queries do not hit it. */
export function faultOperation(verb: ItemVerb): FaultOperation | undefined {
  if (verb === 'plan') return undefined;
  if (verb === 'feed') return 'query';
  return verb === 'bulk' ? 'batch' : verb;
}

const partitionKeyHeader = 'x-ms-documentdb-partitionkey';

function requiredKey(call: Call): string {
  const header = call.header(partitionKeyHeader);
  if (header === undefined) throw refuse(400, `The header ${partitionKeyHeader} is missing.`);
  return parsePartitionKey(header);
}

function single(container: Container, call: Call, verb: Verb): Answer {
  const operation: Operation = {
    verb,
    pk: requiredKey(call),
    id: call.segments[5],
    body: verb === 'read' || verb === 'delete' ? undefined : jsonBody(call),
    ifMatch: call.header('if-match'),
    ifNoneMatch: call.header('if-none-match'),
  };
  const now = Date.now();
  const stage = createStage(container.store, isAlive(container, now));
  const { status, charge, doc, etag } = perform({ container, stage, now }, operation);
  stage.commit();
  return { status, charge, body: doc, headers: etag === undefined ? {} : { etag } };
}

function pageSize(call: Call): number {
  const header = call.header('x-ms-max-item-count') ?? '100';
  if (!/^(-1|[1-9]\d{0,8})$/.test(header)) throw refuse(400, `x-ms-max-item-count '${header}' is invalid.`);
  // -1 leaves the size to the service.
  return header === '-1' ? 1000 : Number(header);
}

function query(container: Container, call: Call, body: JsonObject): Answer {
  const key = call.header(partitionKeyHeader);
  const byRange = call.header('x-ms-documentdb-partitionkeyrangeid') !== undefined;
  if (
    key === undefined &&
    !byRange &&
    call.method === 'POST' &&
    !call.flag('x-ms-documentdb-query-enablecrosspartition')
  ) {
    throw refuse(400, 'Cross partition query is required but disabled.');
  }
  const answer = runQuery(container, {
    body,
    pk: key === undefined ? undefined : parsePartitionKey(key),
    byRange,
    pageSize: pageSize(call),
    continuation: call.header('x-ms-continuation'),
  });
  const headers = {
    'x-ms-item-count': String(answer.values.length),
    ...(answer.continuation === undefined ? {} : { 'x-ms-continuation': answer.continuation }),
  };
  const documents = { _rid: container.rid, Documents: answer.values, _count: answer.values.length };
  return { status: 200, charge: answer.charge, body: documents, headers };
}

function batch(container: Container, call: Call, atomic: boolean): Answer {
  const entries = entriesOf(jsonBody(call));
  const minimal = call.header('prefer') === 'return=minimal';
  if (atomic) return runAtomic(container, entries, requiredKey(call), minimal);
  return runBulk(container, entries, {
    minimal,
    continueOnError: call.flag('x-ms-cosmos-batch-continue-on-error'),
  });
}

export function answerItems(container: Container, call: Call, verb: ItemVerb): Answer {
  switch (verb) {
    case 'plan':
      return { status: 200, charge: queryCharge(0, 0), body: planOf(parse(objectBody(call)).query) };
    case 'query':
      return query(container, call, objectBody(call));
    case 'feed':
      return query(container, call, { query: 'SELECT * FROM c' });
    case 'batch':
    case 'bulk':
      return batch(container, call, verb === 'batch');
    default:
      return single(container, call, verb);
  }
}
