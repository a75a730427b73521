/** Many operations in one request: a transaction of one partition, or bulk, where each stands alone. */
import { missCharge } from './charge.ts';
import { isVerb, type Operation, perform, type Scene } from './documents.ts';
import type { Answer } from './http.ts';
import { type Json, property } from './json.ts';
import { parsePartitionKey } from './partition-key.ts';
import { isRefusal, refuse } from './refusal.ts';

/** `batchKey`: that of the whole batch; undefined in bulk, where each operation names its own. */
function operationOf(entry: Json, batchKey?: string): Operation {
  const text = (name: string): string | undefined => {
    const value = property(entry, name);
    return typeof value === 'string' ? value : undefined;
  };
  const verb = text('operationType')?.toLowerCase() ?? '';
  if (!isVerb(verb)) throw refuse(400, 'An entry is not an operation that a batch knows.');
  const own = text('partitionKey');
  const pk = own === undefined && batchKey !== undefined ? batchKey : parsePartitionKey(own);
  if (pk !== (batchKey ?? pk)) throw refuse(400, 'A batch has one partition key.');
  const body = property(entry, 'resourceBody');
  return { verb, pk, id: text('id'), body, ifMatch: text('ifMatch'), ifNoneMatch: text('ifNoneMatch') };
}

const failure = (statusCode: number, subStatusCode = 0) => {
  return { statusCode, subStatusCode, requestCharge: missCharge };
};

/** A refusal becomes the answer of one operation; anything else is a fault of this program. */
function attempt(scene: Scene, operation: () => Operation) {
  try {
    const { status, charge, headers, body } = perform(scene, operation());
    return { statusCode: status, requestCharge: charge, eTag: headers?.etag, resourceBody: body };
  } catch (error) {
    if (isRefusal(error)) return failure(error.status, error.substatus);
    throw error;
  }
}

type Result = ReturnType<typeof attempt>;

const failed = ({ statusCode }: Result): boolean => statusCode >= 300;

interface BatchAnswer extends Answer {
  body: readonly Result[];
}

const answer = (body: readonly Result[]): BatchAnswer => ({
  status: body.some(failed) ? 207 : 200,
  body,
  charge: body.reduce((sum, { requestCharge }) => sum + requestCharge, 0),
});

export function entriesOf(body: Json): Json[] {
  if (!Array.isArray(body) || body.length === 0) throw refuse(400, 'A batch needs operations.');
  if (body.length > 100) throw refuse(400, 'A batch has at most 100 operations.');
  return body;
}

/** All or nothing: one failure answers 424 for all others and leaves no trace. */
export function runAtomic(scene: Scene, entries: readonly Json[], pk: string): BatchAnswer {
  const operations = entries.map((entry) => operationOf(entry, pk));
  const results = operations.map((operation) => attempt(scene, () => operation));
  const first = results.find(failed);
  if (first) return answer(results.map((result) => (result === first ? result : failure(424))));
  scene.commit();
  return answer(results);
}

export function runBulk(
  newScene: () => Scene,
  entries: readonly Json[],
  continueOnError: boolean,
): BatchAnswer {
  let isOver = false;
  const run = (entry: Json): Result => {
    if (isOver) return failure(424);
    const scene = newScene();
    const result = attempt(scene, () => operationOf(entry));
    if (!failed(result)) scene.commit();
    else isOver = !continueOnError;
    return result;
  };
  return answer(entries.map(run));
}

/** Who asks for little is not sent back what they wrote. */
export function withoutWrites(whole: BatchAnswer, entries: readonly Json[]): Answer {
  const isRead = (place: number) => property(entries[place] ?? null, 'operationType') === 'Read';
  return {
    ...whole,
    body: whole.body.map((result, place) =>
      isRead(place) ? result : { ...result, resourceBody: undefined },
    ),
  };
}
