/** How documents are written in Cosmos DB: conditionally, and all of a decision or nothing. */
import type { Container, JSONObject, OperationInput } from '@azure/cosmos';
import type { Stored } from './documents.ts';
import { attempt, Contended, isStatus } from './faults.ts';

type Document = { id: string };

export type Write = { create: Document } | { replace: Document; ifMatch: string } | Patch;
export interface Patch {
  patch: string;
  set: Record<string, JSONValue>;
  remove?: string[];
  condition?: string;
}
type JSONValue = string | number | boolean;

function operation(write: Write): OperationInput {
  if ('create' in write) return { operationType: 'Create', resourceBody: body(write.create) };
  if ('replace' in write)
    return {
      operationType: 'Replace',
      id: write.replace.id,
      resourceBody: body(write.replace),
      ifMatch: write.ifMatch,
    };
  const operations = [
    ...Object.entries(write.set).map(([name, value]) => ({ op: 'set' as const, path: `/${name}`, value })),
    ...(write.remove ?? []).map((name) => ({ op: 'remove' as const, path: `/${name}` })),
  ];
  const condition = write.condition === undefined ? {} : { condition: write.condition };
  return { operationType: 'Patch', id: write.patch, resourceBody: { operations, ...condition } };
}

/** A document without the ETag it was read under. The SDK writes JSON, which leaves undefined members out. */
function body(document: Document & { etag?: string }): JSONObject {
  const { etag: _, ...rest } = document;
  return rest;
}

/** Nobody reads the documents an answer would repeat; their ETags come without them. */
const silently = { contentResponseOnWriteEnabled: false };

/**
 * Writes all of it or nothing, in one organization's partition.
 * @returns the new ETags, in order.
 * @throws Contended when any document is no longer as it was read, or the answer was lost.
 */
export async function commit(container: Container, partition: string, writes: Write[]): Promise<string[]> {
  const batch = () => container.items.batch(writes.map(operation), partition, silently).catch(unwrap);
  const answer = await attempt(batch, 'write');
  const results = answer.result ?? [];
  const failed = results.find((result) => result.statusCode >= 400 && result.statusCode !== 424);
  if (!failed) return results.map((result) => result.eTag ?? '');
  if ([404, 409, 412, 429, 449].includes(failed.statusCode))
    throw new Contended(`write ${failed.statusCode}`);
  throw new Error(`The database refused a write with ${failed.statusCode}`);
}

/** The SDK hides the fault of a batch, and its code, in the cause of a plain Error. */
function unwrap(error: Error): never {
  throw error.cause ?? error;
}

/** Creates one document. @returns its ETag, or undefined where it exists already. */
export async function createIfAbsent(container: Container, document: Document): Promise<string | undefined> {
  try {
    const { etag } = await attempt(() => container.items.create(body(document)), 'write');
    return etag;
  } catch (error) {
    if (isStatus(error, 409)) return undefined;
    throw error;
  }
}

/** Writes one document over whatever is there. */
export async function overwrite<D extends Document>(container: Container, document: D): Promise<void> {
  await attempt(() => container.items.upsert(body(document)), 'write');
}

/** Deletes a document if it is still as it was read; one that changed or went since is left alone. */
export async function deleteIfUnchanged(
  container: Container,
  partition: string,
  { id, etag }: Stored<Document>,
): Promise<void> {
  const options = { accessCondition: { type: 'IfMatch', condition: etag } };
  try {
    await attempt(() => container.item(id, partition).delete(options), 'write');
  } catch (error) {
    if (!(error instanceof Contended) && !isStatus(error, 404)) throw error;
  }
}

/** Replaces a document if it is still as it was read. @returns its new ETag. @throws Contended otherwise. */
export async function replaceIfUnchanged(
  container: Container,
  partition: string,
  document: Stored<Document>,
): Promise<string> {
  const options = { accessCondition: { type: 'IfMatch', condition: document.etag } };
  const item = container.item(document.id, partition);
  const { etag } = await attempt(() => item.replace(body(document), options), 'write');
  return etag;
}
