import type { OperationInput, PatchRequestBody } from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { ask, openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);

const create = (id: string, n = 0): OperationInput => ({
  operationType: 'Create',
  resourceBody: { id, pk: 'x', n },
});
const patch = (id: string, resourceBody: PatchRequestBody): OperationInput => ({
  operationType: 'Patch',
  id,
  resourceBody,
});

async function batch(container: Awaited<ReturnType<typeof account.container>>, operations: OperationInput[]) {
  const { code, result } = await container.items.batch(operations, 'x');
  return { code, statuses: result?.map(({ statusCode }) => statusCode), result };
}

test('create, upsert, replace, patch, read and delete are one transaction', async () => {
  const container = await account.container();
  await container.items.create({ id: 'old', pk: 'x', n: 1 });
  const { code, statuses, result } = await batch(container, [
    create('new'),
    { operationType: 'Upsert', resourceBody: { id: 'up', pk: 'x' } },
    { operationType: 'Replace', id: 'new', resourceBody: { id: 'new', pk: 'x', n: 5 } },
    patch('new', { operations: [{ op: 'incr', path: '/n', value: 1 }], condition: 'from c where c.n = 5' }),
    { operationType: 'Read', id: 'new' },
    { operationType: 'Delete', id: 'old' },
  ]);
  expect(code).toBe(200);
  expect(statuses).toEqual([201, 201, 200, 200, 200, 204]);
  expect(result?.[4]).toMatchObject({ resourceBody: { n: 6 }, eTag: expect.stringMatching(/^"/) });
  expect(await ask(container, 'SELECT VALUE c.id FROM c')).toEqual(['new', 'up']);
});

test('who asks for little is answered ETags and what was read, not what was written', async () => {
  const container = await account.container();
  const operations: OperationInput[] = [create('new'), { operationType: 'Read', id: 'new' }];
  const { result } = await container.items.batch(operations, 'x', { contentResponseOnWriteEnabled: false });
  expect(result?.map(({ resourceBody }) => resourceBody?.id)).toEqual([undefined, 'new']);
  expect(result?.[0]?.eTag).toMatch(/^"/);
});

const failures: [string, OperationInput, number][] = [
  ['an item that exists', create('kept'), 409],
  [
    'a stale ETag',
    { operationType: 'Replace', id: 'kept', ifMatch: '"no"', resourceBody: { id: 'kept', pk: 'x' } },
    412,
  ],
  [
    'a condition that fails',
    patch('kept', { operations: [{ op: 'set', path: '/n', value: 1 }], condition: 'from c where c.n = 7' }),
    412,
  ],
  ['an item that is missing', { operationType: 'Read', id: 'none' }, 404],
  ['another partition in the body', { operationType: 'Create', resourceBody: { id: 'y', pk: 'y' } }, 400],
];

test.each(failures)('%s fails the whole batch, and nothing is written', async (_name, failing, status) => {
  const container = await account.container();
  await container.items.create({ id: 'kept', pk: 'x', n: 0 });
  await container.items.create({ id: 'victim', pk: 'x' });
  const { code, statuses } = await batch(container, [
    { operationType: 'Delete', id: 'victim' },
    { operationType: 'Upsert', resourceBody: { id: 'kept', pk: 'x', n: 1 } },
    failing,
    create('late'),
  ]);
  expect(code).toBe(207);
  expect(statuses).toEqual([424, 424, status, 424]);
  expect(await ask(container, 'SELECT c.id, c.n FROM c')).toEqual([{ id: 'kept', n: 0 }, { id: 'victim' }]);
});

test('a batch uses the ETag of a write before it', async () => {
  const container = await account.container();
  const { resource } = await container.items.create({ id: 'a', pk: 'x', n: 0 });
  const ifMatch = resource?._etag ?? '';
  const replace: OperationInput = {
    operationType: 'Replace',
    id: 'a',
    ifMatch,
    resourceBody: { id: 'a', pk: 'x', n: 1 },
  };
  expect((await batch(container, [replace])).statuses).toEqual([200]);
  expect((await batch(container, [replace])).statuses).toEqual([412]);
});

test('an item deleted and created again in one batch is there once', async () => {
  const container = await account.container();
  await container.items.create({ id: 'a', pk: 'x', n: 0 });
  await batch(container, [{ operationType: 'Delete', id: 'a' }, create('a', 2)]);
  expect(await ask(container, 'SELECT VALUE c.n FROM c', { partitionKey: 'x' })).toEqual([2]);
});

test('100 operations are possible and a batch over 2 MB is not', async () => {
  const container = await account.container();
  const many = Array.from({ length: 100 }, (_, n) => create(`n${n}`));
  expect((await batch(container, many)).code).toBe(200);
  const large: OperationInput[] = [1, 2, 3].map((n) => ({
    operationType: 'Create',
    resourceBody: { id: `large${n}`, pk: 'x', text: 'x'.repeat(800_000) },
  }));
  const message = await batch(container, large).then(String, (error: unknown) => error);
  expect(message).toMatchObject({ cause: { code: 413 } });
});

test('bulk does each operation on its own, in many partitions', async () => {
  const container = await account.container();
  const results = await container.items.executeBulkOperations([
    { operationType: 'Create', partitionKey: 'a', resourceBody: { id: '1', pk: 'a' } },
    { operationType: 'Create', partitionKey: 'a', resourceBody: { id: '1', pk: 'a' } },
    { operationType: 'Upsert', partitionKey: 'b', resourceBody: { id: '1', pk: 'b' } },
    { operationType: 'Delete', partitionKey: 'c', id: 'none' },
    { operationType: 'Read', partitionKey: 'a', id: '1' },
  ]);
  expect(results.map(({ response, error }) => response?.statusCode ?? error?.code)).toEqual([
    201, 409, 201, 404, 200,
  ]);
});

test('an unknown operation or a missing partition key is refused', async () => {
  const container = await account.container();
  const cause = async (operations: OperationInput[]) => refusal(container.items.batch(operations, 'x'));
  expect(await cause([])).toContain('Batch request error');
});
