/** How documents are read and written, on the stand-in of the database: pages, their places, and what goes wrong on the way. */
import type { Container } from '@azure/cosmos';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { batchesOf } from '../../../shared/azure/batches.ts';
import { findDocument, remembering, stored } from '../../../shared/azure/documents.ts';
import {
  documentPage,
  firstDocuments,
  listDocuments,
  orderedDocuments,
} from '../../../shared/azure/pages.ts';
import { createIfAbsent, deleteIfUnchanged, overwrite } from '../../../shared/azure/writes.ts';
import { openAccount } from '../../infra/local/cosmos/account.ts';

const account = await openAccount();
afterAll(account.close);
afterEach(() => account.standIn?.faults.clear());

const Numbered = z.object({ id: z.string(), n: z.number() });
const all = { query: 'SELECT * FROM c', schema: Numbered };
const descending = { query: 'SELECT * FROM c ORDER BY c.n DESC', schema: Numbered };
const first = { continuation: undefined, size: 2 };

/** Each in a partition of its own. */
async function numbered(count: number): Promise<Container> {
  const container = await account.container();
  for (let n = 0; n < count; n += 1) await container.items.create({ id: `${n}`, pk: `${n}`, n });
  return container;
}

async function inOrder(container: Container): Promise<number[]> {
  const found: number[] = [];
  for await (const page of orderedDocuments(container, descending, 3)) found.push(...page.map(({ n }) => n));
  return found;
}

test('documents in an order come from all partitions, page by page, each once', async () => {
  const container = await numbered(7);
  expect(await inOrder(container)).toEqual([6, 5, 4, 3, 2, 1, 0]);
  expect((await firstDocuments(container, descending, 2)).map(({ n }) => n)).toEqual([6, 5]);
  expect(await inOrder(await numbered(0))).toEqual([]);
});

test('a query whose connection breaks is asked again, from its beginning', async () => {
  const container = await numbered(3);
  account.standIn?.faults.add({ operation: 'query', drop: true, times: 3 });
  expect((await documentPage(container, all, first)).value).toHaveLength(2);
  account.standIn?.faults.add({ operation: 'query', drop: true, times: 3 });
  expect(await firstDocuments(container, descending, 3)).toHaveLength(3);
  account.standIn?.faults.add({ operation: 'query', drop: true, times: 3 });
  expect(await inOrder(container)).toEqual([2, 1, 0]);
});

test('the last page says that it is the last, and a loop over pages finds each document once', async () => {
  const container = await numbered(4);
  const { value, continuation } = await documentPage(container, all, first);
  const last = await documentPage(container, all, { continuation, size: 2 });
  expect([...value, ...last.value].map(({ n }) => n)).toEqual([0, 1, 2, 3]);
  expect(last.continuation).toBeUndefined();
  expect(await listDocuments(container, all)).toHaveLength(4);
});

test.each(['{"rangeMappings":[1]}', '{"rangeMappings":[{"queryRange":null}]}', 'null', 'x', '{'])(
  'a place that nobody gave, %s, is refused as one',
  async (continuation) => {
    const page = documentPage(await numbered(1), all, { continuation, size: 2 });
    await expect(page).rejects.toMatchObject({ code: 'request/continuation-invalid' });
  },
);

test.each([
  [503, { code: 'service/database-unavailable' }],
  [500, { code: 500 }],
])('a database that answers %i says nothing against the place', async (status, fault) => {
  const container = await numbered(4);
  const { continuation } = await documentPage(container, all, first);
  account.standIn?.faults.add({ operation: 'query', status, times: 40 });
  const page = documentPage(container, all, { continuation, size: 2 });
  await expect(page).rejects.toMatchObject(fault);
});

test('what is created answers its ETag, and only what is unchanged is deleted', async () => {
  const container = await account.container({ partitionKey: '/id' });
  const etag = await createIfAbsent(container, { id: 'mark' });
  expect(etag).toBe((await container.item('mark', 'mark').read()).etag);
  expect(await createIfAbsent(container, { id: 'mark' })).toBeUndefined();

  await overwrite(container, { id: 'mark', since: 'later' });
  await deleteIfUnchanged(container, 'mark', { id: 'mark', etag: etag ?? '' });
  const { resource, etag: later } = await container.item('mark', 'mark').read();
  expect(resource).toMatchObject({ since: 'later' });
  for (const _ of ['once', 'twice']) await deleteIfUnchanged(container, 'mark', { id: 'mark', etag: later });
  expect((await container.item('mark', 'mark').read()).resource).toBeUndefined();
});

test('batches hold 90 writes and 1.5 MB at most, in order', () => {
  const writes = (count: number, text: string) =>
    Array.from({ length: count }, (_, n) => ({ create: { id: `${n}`, text } }));
  const sizes = (count: number, text: string) => batchesOf(writes(count, text)).map(({ length }) => length);
  expect(sizes(0, '')).toEqual([]);
  expect(sizes(200, '')).toEqual([90, 90, 20]);
  expect(sizes(7, 'é'.repeat(250_000))).toEqual([2, 2, 2, 1]);
  expect(sizes(2, 'x'.repeat(2_000_000))).toEqual([1, 1]);
  expect(batchesOf(writes(200, '')).flat()).toEqual(writes(200, ''));
});

test('a document of a version that nobody here knows is refused as such, whatever else is wrong with it', () => {
  const outdated = expect.objectContaining({ code: 'service/outdated' });
  const found = { id: '1', n: 1, kind: 'numbered', _etag: 'e' };
  expect(() => stored(Numbered, { ...found, schemaVersion: 2 })).toThrow(outdated);
  expect(() => stored(Numbered, { ...found, schemaVersion: 2, n: 'two' })).toThrow(outdated);
  expect(stored(Numbered, { ...found, schemaVersion: 1 })).toEqual({ id: '1', n: 1, etag: 'e' });
  expect(() => stored(Numbered, { ...found, schemaVersion: 1, n: 'two' })).toThrow(z.core.$ZodError);
});

test('what is remembered is parsed once under each ETag, and never taken for another document', async () => {
  const container = await numbered(2);
  let times = 0;
  const parse = (resource: unknown) => {
    times += 1;
    return Numbered.parse(resource);
  };
  const schema = remembering({ parse });
  const read = async (id: string) => (await findDocument(container, { id, partition: id }, schema))?.n;
  expect([await read('0'), await read('1'), await read('0'), times]).toEqual([0, 1, 0, 2]);
  await container.item('0', '0').replace({ id: '0', pk: '0', n: 7 });
  expect([await read('0'), await read('0'), times]).toEqual([7, 7, 3]);
  expect([schema.parse({ id: 'a', n: 1 }).n, schema.parse({ id: 'a', n: 2 }).n]).toEqual([1, 2]);
});
