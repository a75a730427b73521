/** Many operations in one request: a transaction of one partition, or bulk, where each stands alone. */
import { missCharge } from './charge.ts';
import { type Operation, perform, type Scene, type Verb } from './documents.ts';
import type { Answer } from './http.ts';
import { isObject, type Json, type JsonObject, type Value } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { isRefusal, refuse } from './refusal.ts';

const verbs = new Map<Value, Verb>([
  ['Create', 'create'],
  ['Upsert', 'upsert'],
  ['Replace', 'replace'],
  ['Patch', 'patch'],
  ['Read', 'read'],
  ['Delete', 'delete'],
]);

const text = (value: Value): string | undefined => (typeof value === 'string' ? value : undefined);

/** `pk`: that of the whole batch; undefined in bulk, where each operation names its own. */
function operationOf(entry: Json, pk: string | undefined): Operation {
  const verb = isObject(entry) ? verbs.get(entry.operationType) : undefined;
  if (!isObject(entry) || !verb) throw refuse(400, 'An entry is not an operation that a batch knows.');
  const own = text(entry.partitionKey);
  const key = own === undefined ? pk : parsePartitionKey(own);
  if (key === undefined) throw refuse(400, 'An operation of a bulk request needs its partition key.');
  if (pk !== undefined && key !== pk) {
    throw refuse(400, 'All operations of a batch have the same partition key.');
  }
  const { id, ifMatch, ifNoneMatch, resourceBody } = entry;
  return {
    verb,
    pk: key,
    id: text(id),
    body: resourceBody,
    ifMatch: text(ifMatch),
    ifNoneMatch: text(ifNoneMatch),
  };
}

const failed = (statusCode: number, subStatusCode = 0): JsonObject => {
  return { statusCode, subStatusCode, requestCharge: missCharge };
};

/** A refusal becomes the answer of one operation; anything else is a fault of this program. */
function attempt(scene: Scene, operation: () => Operation): JsonObject {
  try {
    const { status, charge, etag, doc } = perform(scene, operation());
    return {
      statusCode: status,
      requestCharge: charge,
      ...(etag === undefined ? {} : { eTag: etag }),
      ...(doc === undefined ? {} : { resourceBody: doc }),
    };
  } catch (error) {
    if (isRefusal(error)) return failed(error.status, error.substatus);
    throw error;
  }
}

const succeeded = ({ statusCode }: JsonObject): boolean => Number(statusCode) < 300;

const answer = (body: JsonObject[]): Answer => ({
  status: body.every(succeeded) ? 200 : 207,
  body,
  charge: body.reduce((sum, { requestCharge }) => sum + Number(requestCharge), 0),
});

export function entriesOf(body: Json): Json[] {
  if (!Array.isArray(body) || body.length === 0) throw refuse(400, 'A batch needs operations.');
  if (body.length > 100) throw refuse(400, 'A batch has at most 100 operations.');
  return body;
}

/** All or nothing: one failure answers 424 for all others and leaves no trace. */
export function runAtomic(scene: Scene, entries: readonly Json[], pk: string): Answer {
  const operations = entries.map((entry) => operationOf(entry, pk));
  const results: JsonObject[] = [];
  for (const operation of operations) {
    const entry = attempt(scene, () => operation);
    if (!succeeded(entry)) {
      return answer(operations.map((_other, at) => (at === results.length ? entry : failed(424))));
    }
    results.push(entry);
  }
  scene.stage.commit();
  return answer(results);
}

export function runBulk(newScene: () => Scene, entries: readonly Json[], continueOnError: boolean): Answer {
  let stopped = false;
  const run = (entry: Json): JsonObject => {
    if (stopped) return failed(424);
    const scene = newScene();
    const result = attempt(scene, () => operationOf(entry, undefined));
    if (succeeded(result)) scene.stage.commit();
    else stopped = !continueOnError;
    return result;
  };
  return answer(entries.map(run));
}
