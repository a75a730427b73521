/** How documents are read, listed and written in Cosmos DB: parsed on the way out, conditional on the way in, faults told apart. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Container, ErrorResponse, JSONObject, OperationInput, SqlQuerySpec } from '@azure/cosmos';
import * as z from 'zod/mini';
import { Refusal, refuse } from '../refusal.ts';

/** A document as it was read, with the ETag under which it may be replaced. */
export type Stored<T> = T & { etag: string };

/** Somebody else wrote first, or the answer to a write was lost: read again and decide again. */
export class Contended extends Error {}

type Schema<T> = z.ZodMiniType<T>;
type Document = { id: string };

/** @returns the document, or undefined where there is none. */
export async function findDocument<T>(
  container: Container,
  key: { id: string; partition: string },
  schema: Schema<T>,
): Promise<Stored<T> | undefined> {
  const { resource } = await attempt(() => container.item(key.id, key.partition).read());
  return resource ? stored(schema, resource) : undefined;
}

export interface Listing<T> {
  query: string | SqlQuerySpec;
  /** Absent: the query crosses partitions, which only timers, queues and operators do. */
  partition?: string;
  schema: Schema<T>;
}

/** Every document the query finds, page by page, so that memory holds one page. */
export async function* documents<T>(container: Container, listing: Listing<T>): AsyncGenerator<Stored<T>[]> {
  let continuation: string | undefined;
  do {
    const page = await documentPage(container, listing, { continuation, size: 500 });
    yield page.value;
    continuation = page.continuation;
  } while (continuation);
}

/** Every document the query finds, in one list. */
export async function listDocuments<T>(container: Container, listing: Listing<T>): Promise<Stored<T>[]> {
  const all: Stored<T>[] = [];
  for await (const page of documents(container, listing)) all.push(...page);
  return all;
}

const Named = z.object({ organizationId: z.string() });

/** The organizations of the documents a query across partitions finds, some more than once. */
export async function listOrganizationsOf(container: Container, query: SqlQuerySpec): Promise<string[]> {
  return (await listDocuments(container, { query, schema: Named })).map((found) => found.organizationId);
}

/** One page of at most `size` documents and where the next one begins. */
export async function documentPage<T>(
  container: Container,
  listing: Listing<T>,
  page: { continuation: string | undefined; size: number },
): Promise<{ value: Stored<T>[]; continuation: string | undefined }> {
  const found = container.items.query<JSONObject>(listing.query, {
    maxItemCount: page.size,
    enableQueryControl: true,
    ...(listing.partition === undefined ? {} : { partitionKey: listing.partition }),
    ...(page.continuation === undefined ? {} : { continuationToken: page.continuation }),
  });
  const { resources, continuationToken } = await attempt(() => found.fetchNext());
  return {
    value: (resources ?? []).map((one) => stored(listing.schema, one)),
    continuation: continuationToken,
  };
}

function stored<T>(schema: Schema<T>, resource: unknown): Stored<T> {
  const etag = (resource as { _etag?: string })._etag ?? '';
  return { ...schema.parse(resource), etag };
}

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

/** A document without the ETag it was read under; undefined members are left out, as JSON does. */
function body(document: Document & { etag?: string }): JSONObject {
  const { etag: _, ...rest } = document;
  return JSON.parse(JSON.stringify(rest)) as JSONObject;
}

/**
 * Writes all of it or nothing, in one organization's partition.
 * @returns the new ETags, in order.
 * @throws Contended when any document is no longer as it was read, or the answer was lost.
 */
export async function commit(container: Container, partition: string, writes: Write[]): Promise<string[]> {
  const batch = () => container.items.batch(writes.map(operation), partition).catch(unwrap);
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

/** Creates one document. @returns false where it exists already. */
export async function createIfAbsent(container: Container, document: Document): Promise<boolean> {
  try {
    await attempt(() => container.items.create(body(document)), 'write');
    return true;
  } catch (error) {
    if (isStatus(error, 409)) return false;
    throw error;
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

/** Decides again from fresh documents while others write first, within the call's limit. */
export async function settle<T>(decision: () => Promise<T>, attempts = 10): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await decision();
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
      if (tries === attempts)
        refuse(
          'request/contended',
          'Many callers change this at once. Nothing was changed by this call; try again.',
        );
      await delay(Math.random() * 20 * 2 ** Math.min(tries, 6));
    }
  }
}

/** Runs one SDK call and tells its faults apart: contention to decide again, an unreachable database to answer 503. */
async function attempt<T>(call: () => Promise<T>, kind: 'read' | 'write' = 'read'): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const status = (error as ErrorResponse).code;
      if (kind === 'write' && (status === 412 || status === 449 || isLostAnswer(error)))
        throw new Contended('write', { cause: error });
      if (kind === 'read' && tries < 4 && (status === 449 || isLostAnswer(error)))
        await delay(20 * 2 ** tries);
      else throw isUnavailable(error) ? unavailable(error) : error;
    }
  }
}

const unavailable = (cause: unknown) =>
  new Refusal('service/database-unavailable', 'The database cannot be reached at the moment. Try again.', {
    cause,
  });

export function isStatus(error: unknown, status: number): boolean {
  return (error as { code?: unknown }).code === status;
}

/** The connection broke after the request may have been carried out. */
function isLostAnswer(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(String((error as { code?: unknown }).code));
}

function isUnavailable(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code);
  const name = String((error as { name?: unknown }).name);
  return (
    ['408', '429', '449', '503', 'TimeoutError', 'REQUEST_SEND_ERROR'].includes(code) ||
    /^(ECONN|EHOST|ENET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)/.test(code) ||
    ['TimeoutError', 'AbortError', 'RestError'].includes(name)
  );
}
