/** Many operations in one request: a transaction of one partition, or bulk, where each stands alone. */
import { missCharge } from './charge.ts';
import { type Container, isAlive } from './container.ts';
import { type Operation, type Outcome, perform, type Scene, type Verb } from './documents.ts';
import { isObject, type Json, type JsonObject, type Value } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { isRefusal, refuse } from './refusal.ts';
import { createStage } from './store.ts';

export interface BatchAnswer {
  readonly status: number;
  readonly body: JsonObject[];
  readonly charge: number;
}

const verbs: Readonly<Record<string, Verb>> = {
  Create: 'create',
  Upsert: 'upsert',
  Replace: 'replace',
  Patch: 'patch',
  Read: 'read',
  Delete: 'delete',
};

const text = (value: Value): string | undefined => (typeof value === 'string' ? value : undefined);

function operationOf(entry: Json, header: string | undefined): Operation {
  const kind = isObject(entry) ? text(entry.operationType) : undefined;
  const verb = kind !== undefined && Object.hasOwn(verbs, kind) ? verbs[kind] : undefined;
  if (!isObject(entry) || !verb) throw refuse(400, `'${kind}' is not an operation of a batch.`);
  const own = text(entry.partitionKey);
  const pk = own === undefined ? header : parsePartitionKey(own);
  if (pk === undefined) throw refuse(400, 'An operation of a bulk request needs its partition key.');
  if (header !== undefined && pk !== header)
    throw refuse(400, 'All operations of a batch have the same partition key.');
  return {
    verb,
    pk,
    id: text(entry.id),
    body: entry.resourceBody,
    ifMatch: text(entry.ifMatch),
    ifNoneMatch: text(entry.ifNoneMatch),
  };
}

const entryOf = ({ status, charge, doc, etag }: Outcome, withBody: boolean): JsonObject => ({
  statusCode: status,
  requestCharge: charge,
  ...(etag === undefined ? {} : { eTag: etag }),
  ...(doc === undefined || !withBody ? {} : { resourceBody: doc }),
});

const failed = (statusCode: number, substatus = 0): JsonObject => ({
  statusCode,
  subStatusCode: substatus,
  requestCharge: missCharge,
});

const newScene = (container: Container): Scene => {
  const now = Date.now();
  return { container, now, stage: createStage(container.store, isAlive(container, now)) };
};

/** A refusal becomes the answer of one operation; anything else is a fault of this program. */
function attempt(scene: Scene, operation: () => Operation, minimal: boolean): JsonObject {
  try {
    const parsed = operation();
    return entryOf(perform(scene, parsed), parsed.verb === 'read' || !minimal);
  } catch (error) {
    if (isRefusal(error)) return failed(error.status, error.substatus);
    throw error;
  }
}

const succeeded = (entry: JsonObject): boolean => Number(entry.statusCode) < 300;

const total = (entries: readonly JsonObject[]): number =>
  entries.reduce((sum, entry) => sum + Number(entry.requestCharge), 0);

export function entriesOf(body: Json): Json[] {
  if (!Array.isArray(body) || body.length === 0) throw refuse(400, 'A batch needs operations.');
  if (body.length > 100) throw refuse(400, 'A batch has at most 100 operations.');
  return body;
}

/** All or nothing: one failure answers 424 for all others and leaves no trace. */
export function runAtomic(
  container: Container,
  entries: readonly Json[],
  pk: string,
  minimal: boolean,
): BatchAnswer {
  const operations = entries.map((entry) => operationOf(entry, pk));
  const scene = newScene(container);
  const results: JsonObject[] = [];
  for (const operation of operations) {
    const entry = attempt(scene, () => operation, minimal);
    if (!succeeded(entry)) {
      const body = operations.map((_other, at) => (at === results.length ? entry : failed(424)));
      return { status: 207, body, charge: total(body) };
    }
    results.push(entry);
  }
  scene.stage.commit();
  return { status: 200, body: results, charge: total(results) };
}

export interface BulkOptions {
  readonly minimal: boolean;
  readonly continueOnError: boolean;
}

export function runBulk(container: Container, entries: readonly Json[], options: BulkOptions): BatchAnswer {
  let stopped = false;
  const body = entries.map((entry) => {
    if (stopped) return failed(424);
    const scene = newScene(container);
    const result = attempt(scene, () => operationOf(entry, undefined), options.minimal);
    if (succeeded(result)) scene.stage.commit();
    else stopped = !options.continueOnError;
    return result;
  });
  return { status: body.every(succeeded) ? 200 : 207, body, charge: total(body) };
}
