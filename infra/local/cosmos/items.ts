/** Requests about items: which operation they are, and what is answered. */
import { entriesOf, runAtomic, runBulk } from './batch.ts';
import { type Consistency, queryCharge } from './charge.ts';
import type { Container } from './container.ts';
import { newScene, perform, type Verb } from './documents.ts';
import { type Answer, type Call, jsonBody, objectBody } from './http.ts';
import type { JsonObject } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { planOf, prepare, runQuery } from './query.ts';
import { notHere, refuse } from './refusal.ts';

export type ItemVerb = Verb | 'plan' | 'query' | 'feed' | 'batch' | 'bulk';

const byMethod: Readonly<Record<string, Verb>> = {
  GET: 'read',
  PUT: 'replace',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The headers, not the address, say which of six things a POST is. */
function postVerb({ flag, header }: Call): ItemVerb {
  if (flag('x-ms-cosmos-is-query-plan-request')) return 'plan';
  const isQuery = header('content-type')?.startsWith('application/query+json');
  if (isQuery || flag('x-ms-documentdb-isquery')) return 'query';
  if (flag('x-ms-cosmos-is-batch-request')) return flag('x-ms-cosmos-batch-atomic') ? 'batch' : 'bulk';
  return flag('x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
}

export function itemVerb(call: Call): ItemVerb {
  const { method, segments, header } = call;
  if (header('a-im')) throw notHere('The change feed');
  if (header('x-ms-documentdb-pre-trigger-include') || header('x-ms-documentdb-post-trigger-include')) {
    throw notHere('A trigger');
  }
  const onList: Readonly<Record<string, ItemVerb>> = { POST: postVerb(call), GET: 'feed' };
  const verb = segments.length === 5 ? onList[method] : segments.length === 6 ? byMethod[method] : undefined;
  if (!verb) throw refuse(405, `${method} is not possible on /${segments.join('/')}.`);
  return verb;
}

const partitionKeyHeader = 'x-ms-documentdb-partitionkey';

function keyOf(call: Call): string {
  const header = call.header(partitionKeyHeader);
  if (header === undefined) throw refuse(400, `The header ${partitionKeyHeader} is missing.`);
  return parsePartitionKey(header);
}

/** The account is strongly consistent; a client may ask for less. */
const consistencyOf = (call: Call): Consistency =>
  /^(session|eventual|consistentprefix)$/i.test(call.header('x-ms-consistency-level') ?? '')
    ? 'relaxed'
    : 'strong';

const wantsNoContent = (call: Call): boolean => call.header('prefer') === 'return=minimal';

function single(container: Container, call: Call, verb: Verb): Answer {
  const scene = newScene(container, consistencyOf(call));
  const { status, charge, doc, etag } = perform(scene, {
    verb,
    pk: keyOf(call),
    id: call.segments[5],
    body: verb === 'read' || verb === 'delete' ? undefined : jsonBody(call),
    ifMatch: call.header('if-match'),
    ifNoneMatch: call.header('if-none-match'),
  });
  scene.stage.commit();
  const body = verb !== 'read' && wantsNoContent(call) ? undefined : doc;
  return { status, charge, body, headers: etag === undefined ? {} : { etag } };
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
  const allowed = call.method === 'GET' || call.flag('x-ms-documentdb-query-enablecrosspartition');
  if (key === undefined && !byRange && !allowed) {
    throw refuse(400, 'Cross partition query is required but disabled.');
  }
  const { values, continuation, looked } = runQuery(container, {
    body,
    pk: key === undefined ? undefined : parsePartitionKey(key),
    byRange,
    pageSize: pageSize(call),
    continuation: call.header('x-ms-continuation'),
  });
  const headers = {
    'x-ms-item-count': String(values.length),
    'x-ms-documentdb-query-metrics': `retrievedDocumentCount=${looked.items};outputDocumentCount=${values.length}`,
    ...(continuation === undefined ? {} : { 'x-ms-continuation': continuation }),
  };
  const documents = { _rid: container.rid, Documents: values, _count: values.length };
  return { status: 200, charge: queryCharge(looked, consistencyOf(call)), body: documents, headers };
}

function batch(container: Container, call: Call, atomic: boolean): Answer {
  const entries = entriesOf(jsonBody(call));
  const scene = () => newScene(container, consistencyOf(call));
  if (atomic) return runAtomic(scene(), entries, keyOf(call));
  return runBulk(scene, entries, call.flag('x-ms-cosmos-batch-continue-on-error'));
}

export function answerItems(container: Container, call: Call, verb: ItemVerb): Answer {
  switch (verb) {
    case 'plan':
      return { status: 200, charge: 0, body: planOf(prepare(objectBody(call))) };
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
