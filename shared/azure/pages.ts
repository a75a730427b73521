/** How documents are listed from Cosmos DB, page by page. */
import type { Container, JSONObject, SqlQuerySpec } from '@azure/cosmos';
import { Refusal, refuse } from '../refusal.ts';
import { type Schema, type Stored, stored } from './documents.ts';
import { attempt, isFailure } from './faults.ts';

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
    const page = await nextPage(container, listing, { continuation, size: 500 });
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

/**
 * The first documents of a query, at most so many.
 * One iterator gives them all: SDK 4.10.1 never ends a query that orders across partitions when it is continued by token.
 */
export function firstDocuments<T>(
  container: Container,
  listing: Listing<T>,
  most: number,
): Promise<Stored<T>[]> {
  return attempt(async () => {
    const iterator = container.items.query<JSONObject>(listing.query, {
      maxItemCount: most,
      ...inPartition(listing),
    });
    const found: JSONObject[] = [];
    while (found.length < most && iterator.hasMoreResults())
      for (const one of (await iterator.fetchNext()).resources ?? []) found.push(one);
    return found.slice(0, most).map((one) => stored(listing.schema, one));
  });
}

/** All documents of such a query, page by page, as long as more are asked for. */
export async function* orderedDocuments<T>(
  container: Container,
  listing: Listing<T>,
  size: number,
): AsyncGenerator<Stored<T>[]> {
  const begin = () =>
    container.items.query<JSONObject>(listing.query, { maxItemCount: size, ...inPartition(listing) });
  let iterator = begin();
  // Only the first page can be asked for again: an iterator that failed does not recover.
  let answer = await attempt(() => {
    iterator = begin();
    return iterator.fetchNext();
  });
  for (;;) {
    yield (answer.resources ?? []).map((one) => stored(listing.schema, one));
    if (!iterator.hasMoreResults()) return;
    answer = await iterator.fetchNext();
  }
}

interface PageAsked {
  continuation: string | undefined;
  size: number;
}
interface Page<T> {
  value: Stored<T>[];
  /** Where the next page begins; undefined where this one is the last. */
  continuation: string | undefined;
}

/**
 * The page a caller asks for, of at most `size` documents.
 * @throws Refusal `request/continuation-invalid`: the queries are our own, so what fails is the place they sent.
 */
export async function documentPage<T>(
  container: Container,
  listing: Listing<T>,
  page: PageAsked,
): Promise<Page<T>> {
  try {
    return await nextPage(container, listing, page);
  } catch (error) {
    if (page.continuation === undefined || error instanceof Refusal || isFailure(error)) throw error;
    return refuse('request/continuation-invalid', 'Follow the nextLink as it was given.', {
      target: 'query.continuation',
    });
  }
}

/** A fresh iterator for each attempt: one that failed does not recover. */
async function nextPage<T>(container: Container, listing: Listing<T>, page: PageAsked): Promise<Page<T>> {
  const {
    resources = [],
    continuationToken,
    hasMoreResults,
  } = await attempt(() =>
    container.items
      .query<JSONObject>(listing.query, {
        maxItemCount: page.size,
        enableQueryControl: true,
        ...inPartition(listing),
        ...(page.continuation === undefined ? {} : { continuationToken: page.continuation }),
      })
      .fetchNext(),
  );
  return {
    value: resources.map((one) => stored(listing.schema, one)),
    // Across partitions the SDK gives a token after the last page too.
    continuation: hasMoreResults ? continuationToken : undefined,
  };
}

function inPartition({ partition }: Pick<Listing<unknown>, 'partition'>) {
  return partition === undefined ? {} : { partitionKey: partition };
}
