/** How documents are read from Cosmos DB: parsed on the way out, page by page. */
import type { Container, JSONObject, SqlQuerySpec } from '@azure/cosmos';
import * as z from 'zod/mini';
import { refuse } from '../refusal.ts';
import { attempt, isStatus } from './faults.ts';

/** A document as it was read, with the ETag under which it may be replaced. */
export type Stored<T> = T & { etag: string };

type Schema<T> = z.ZodMiniType<T>;

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
  const { resources, continuationToken } = await attempt(() => found.fetchNext()).catch((error) =>
    page.continuation !== undefined && isStrangeContinuation(error) ? refuseContinuation() : rethrow(error),
  );
  return {
    value: (resources ?? []).map((one) => stored(listing.schema, one)),
    continuation: continuationToken,
  };
}

/** The service refuses a continuation with 400, the SDK where it cannot read it; the queries themselves are our own. */
function isStrangeContinuation(error: unknown): boolean {
  return isStatus(error, 400) || /continuation token/i.test(String((error as Error).message));
}

function refuseContinuation(): never {
  refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
    target: 'query.continuation',
  });
}

function rethrow(error: unknown): never {
  throw error;
}

function stored<T>(schema: Schema<T>, resource: unknown): Stored<T> {
  const etag = (resource as { _etag?: string })._etag ?? '';
  return { ...schema.parse(resource), etag };
}
