/** Requests about items: which operation they are, and what is answered. */
import { entriesOf, runAtomic, runBulk, withoutWrites } from './batch.ts';
import { type Consistency, queryCharge } from './charge.ts';
import type { Container } from './container.ts';
import { newScene, perform, type Verb } from './documents.ts';
import { type Answer, type Call, objectBody } from './http.ts';
import { type JsonObject, parseJson } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { planOf, prepare, runQuery } from './query.ts';
import { notHere, refuse } from './refusal.ts';

export type ItemVerb = Verb | 'plan' | 'query' | 'feed' | 'batch' | 'bulk';

/** The headers, not the address, say which of six things a POST is. */
function postVerb({ flag, header }: Call): ItemVerb {
  if (flag('x-ms-cosmos-is-query-plan-request')) return 'plan';
  const isQuery = header('content-type')?.startsWith('application/query+json');
  if (isQuery || flag('x-ms-documentdb-isquery')) return 'query';
  if (flag('x-ms-cosmos-is-batch-request')) return flag('x-ms-cosmos-batch-atomic') ? 'batch' : 'bulk';
  return flag('x-ms-documentdb-is-upsert') ? 'upsert' : 'create';
}

const onItem: Record<string, Verb> = { GET: 'read', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' };

export function itemVerb(call: Call): ItemVerb {
  const { method, segments, header } = call;
  if (header('a-im')) throw notHere('The change feed');
  for (const when of ['pre', 'post']) {
    if (header(`x-ms-documentdb-${when}-trigger-include`)) throw notHere('A trigger');
  }
  const onList: Readonly<Record<string, ItemVerb>> = { POST: postVerb(call), GET: 'feed' };
  const verb = (segments.length === 5 ? onList : onItem)[method];
  if (!verb) throw refuse(405, `${method} is not possible on /${segments.join('/')}.`);
  return verb;
}

const givenKey = ({ header }: Call): string | undefined => header('x-ms-documentdb-partitionkey');

/** The account is strongly consistent; a client may ask for less. */
const consistencyOf = ({ header }: Call): Consistency =>
  /session|eventual|prefix/i.test(header('x-ms-consistency-level') ?? '') ? 'relaxed' : 'strong';

function single(container: Container, call: Call, verb: Verb): Answer {
  const scene = newScene(container, consistencyOf(call));
  const answer = perform(scene, {
    verb,
    pk: parsePartitionKey(givenKey(call)),
    id: call.segments[5],
    body: verb === 'read' || verb === 'delete' ? undefined : parseJson(call.body),
    ifMatch: call.header('if-match'),
    ifNoneMatch: call.header('if-none-match'),
  });
  scene.commit();
  const isSilent = verb !== 'read' && call.header('prefer') === 'return=minimal';
  return isSilent ? { ...answer, body: undefined } : answer;
}

/** -1 leaves the size to the service. */
function pageSize({ header }: Call): number {
  const size = header('x-ms-max-item-count') ?? '100';
  if (!/^(-1|[1-9]\d{0,8})$/.test(size)) throw refuse(400, `x-ms-max-item-count '${size}' is invalid.`);
  return size === '-1' ? 1000 : Number(size);
}

function query(container: Container, call: Call, body: JsonObject): Answer {
  const key = givenKey(call);
  const pk = key === undefined ? undefined : parsePartitionKey(key);
  const byRange = call.header('x-ms-documentdb-partitionkeyrangeid') !== undefined;
  const isAllowed = call.method === 'GET' || call.flag('x-ms-documentdb-query-enablecrosspartition');
  if (pk === undefined && !byRange && !isAllowed) {
    throw refuse(400, 'Cross partition query is required but disabled.');
  }
  const continuation = call.header('x-ms-continuation');
  const found = runQuery(container, { body, pk, byRange, pageSize: pageSize(call), continuation });
  const { values, looked } = found;
  const headers = {
    'x-ms-item-count': values.length,
    'x-ms-documentdb-query-metrics': `retrievedDocumentCount=${looked.items};outputDocumentCount=${values.length}`,
    'x-ms-continuation': found.continuation,
  };
  const documents = { _rid: container.resource._rid, Documents: values, _count: values.length };
  return { status: 200, charge: queryCharge(looked, consistencyOf(call)), body: documents, headers };
}

function batch(container: Container, call: Call, isAtomic: boolean): Answer {
  const entries = entriesOf(parseJson(call.body));
  const scene = () => newScene(container, consistencyOf(call));
  const answer = isAtomic
    ? runAtomic(scene(), entries, parsePartitionKey(givenKey(call)))
    : runBulk(scene, entries, call.flag('x-ms-cosmos-batch-continue-on-error'));
  return call.header('prefer') === 'return=minimal' ? withoutWrites(answer, entries) : answer;
}

export function answerItems(container: Container, call: Call, verb: ItemVerb): Answer {
  if (verb === 'plan') return { status: 200, charge: 0, body: planOf(prepare(objectBody(call))) };
  if (verb === 'query') return query(container, call, objectBody(call));
  if (verb === 'feed') return query(container, call, { query: 'SELECT * FROM c' });
  if (verb === 'batch' || verb === 'bulk') return batch(container, call, verb === 'batch');
  return single(container, call, verb);
}
