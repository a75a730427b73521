/** The less trodden ways of the SDK: odd names and keys, bulk, feeds, options of queries. */
import {
  BulkOperationType,
  type Container,
  CosmosClient,
  type PartitionKey,
  PartitionKeyBuilder,
} from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { ask, openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);

async function filled(count: number): Promise<Container> {
  const container = await account.container();
  for (let n = 0; n < count; n += 1)
    await container.items.create({ id: `${n}`, pk: `p${n % 3}`, n, g: n % 4 });
  return container;
}

const twelve = await filled(12);

test('containers may be called anything, also with spaces and percent signs', async () => {
  const { container } = await account.database.containers.createIfNotExists({
    id: 'odd %20 & name',
    partitionKey: '/pk',
  });
  await container.items.create({ id: ' 100% ü ', pk: 'x' });
  expect((await container.item(' 100% ü ', 'x').read()).statusCode).toBe(200);
  expect(
    (await account.database.containers.createIfNotExists({ id: container.id, partitionKey: '/pk' }))
      .statusCode,
  ).toBe(200);
});

const keys: [string, PartitionKey | undefined, Record<string, unknown>][] = [
  ['absent', new PartitionKeyBuilder().addNoneValue().build(), {}],
  ['null', null, { pk: null }],
  ['false', false, { pk: false }],
  ['zero', 0, { pk: 0 }],
  ['an empty string', '', { pk: '' }],
  ['letters beyond ASCII', 'Zürich 東京 "q" \\ %', { pk: 'Zürich 東京 "q" \\ %' }],
];

test.each(keys)('%s as partition key serves item, query, feed, batch and bulk', async (name, key, body) => {
  const container = await account.container();
  await container.items.create({ id: 'other', pk: 'other' });
  await container.items.create({ id: 'a', ...body });
  const upsert = { operationType: 'Upsert' as const, resourceBody: { id: 'b', ...body } };
  expect((await container.items.batch([upsert], key)).code).toBe(200);
  if (name !== 'absent') {
    const create = { operationType: BulkOperationType.Create, resourceBody: { id: 'c', ...body } };
    expect((await container.items.bulk([create])).map(({ statusCode }) => statusCode)).toEqual([201]);
  } else await container.items.create({ id: 'c' });
  const options = key === undefined ? {} : { partitionKey: key };
  const found = await container.items.query('SELECT VALUE c.id FROM c', options).fetchAll();
  expect(found.resources).toEqual(['a', 'b', 'c']);
  expect((await container.items.readAll(options).fetchAll()).resources).toHaveLength(3);
  const patched = await container.item('a', key).patch([{ op: 'set', path: '/n', value: 1 }]);
  expect(patched.resource?.n).toBe(1);
  await container.item('a', key).delete();
  expect((await container.item('a', key).read()).statusCode).toBe(404);
});

test('the read feed lists all, one partition, and goes on with a token', async () => {
  expect((await twelve.items.readAll().fetchAll()).resources).toHaveLength(12);
  expect((await twelve.items.readAll({ partitionKey: 'p1' }).fetchAll()).resources).toHaveLength(4);
  const first = await twelve.items.readAll({ maxItemCount: 5 }).fetchNext();
  const { continuationToken } = first;
  const rest = await twelve.items.readAll({ ...(continuationToken ? { continuationToken } : {}) }).fetchAll();
  expect([...first.resources, ...rest.resources].map(({ id }) => Number(id))).toEqual([...Array(12).keys()]);
});

test('options that change how a query is run do not change its results', async () => {
  const query = 'SELECT VALUE c.n FROM c WHERE c.n < 6 ORDER BY c.n DESC';
  const all = [
    {},
    { forceQueryPlan: true },
    { maxDegreeOfParallelism: 8, bufferItems: true, maxItemCount: 2 },
  ];
  for (const options of all) {
    expect((await twelve.items.query(query, options).fetchAll()).resources).toEqual([5, 4, 3, 2, 1, 0]);
  }
});

test('query metrics say how many items were looked at', async () => {
  const options = { populateQueryMetrics: true, partitionKey: 'p1' };
  const { queryMetrics } = await twelve.items.query('SELECT * FROM c WHERE c.n = 1', options).fetchNext();
  expect(queryMetrics).toMatchObject({ 0: { retrievedDocumentCount: 4, outputDocumentCount: 1 } });
});

test('a token made by one client is understood by another', async () => {
  const endpoint = account.standIn?.endpoint ?? process.env.COSMOS_ENDPOINT ?? '';
  const key = account.standIn?.key ?? process.env.COSMOS_KEY ?? '';
  const query = 'SELECT VALUE c.n FROM c ORDER BY c.g';
  const pages: unknown[] = [];
  let continuationToken: string | undefined;
  do {
    const client = new CosmosClient({ endpoint, key });
    const container = client.database(account.database.id).container(twelve.id);
    const options = {
      maxItemCount: 5,
      enableQueryControl: true,
      ...(continuationToken ? { continuationToken } : {}),
    };
    const page = await container.items.query(query, options).fetchNext();
    pages.push(...(page.resources ?? []));
    continuationToken = page.continuationToken;
    client.dispose();
  } while (continuationToken);
  // Ties keep one order over all pages.
  expect(pages).toEqual([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
});

const grouped: [string, unknown[]][] = [
  ['SELECT VALUE COUNT(1) FROM c', [12]],
  ['SELECT VALUE {n: COUNT(1), most: MAX(c.n)} FROM c', [{ n: 12, most: 11 }]],
  // The SDK loses falsy values of an ordered DISTINCT.
  ['SELECT DISTINCT VALUE c.g FROM c WHERE c.g > 0 ORDER BY c.g DESC', [3, 2, 1]],
  [
    'SELECT c.g, SUM(c.n) AS s, AVG(c.n) AS a, MIN(c.n) AS l FROM c WHERE c.g = 1 GROUP BY c.g',
    [{ g: 1, s: 15, a: 5, l: 1 }],
  ],
  [
    'SELECT UPPER(c.pk) AS k, COUNT(1) + 1 AS n FROM c GROUP BY UPPER(c.pk)',
    [
      { k: 'P0', n: 5 },
      { k: 'P1', n: 5 },
      { k: 'P2', n: 5 },
    ],
  ],
  ['SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 4 LIMIT 2', [4, 5]],
  ['SELECT VALUE SUM(c.none) FROM c', [0]],
];

test.each(grouped)('across partitions: %s', async (query, expected) => {
  expect(await ask(twelve, query)).toEqual(expected);
});

test('groups of one partition come in pages', async () => {
  const query = 'SELECT c.g, COUNT(1) AS n FROM c GROUP BY c.g';
  const iterator = twelve.items.query(query, { partitionKey: 'p0', maxItemCount: 3 });
  const pages: number[] = [];
  while (iterator.hasMoreResults()) pages.push((await iterator.fetchNext()).resources.length);
  expect(pages).toEqual([3, 1]);
});

test('bulk mixes operations and partitions and goes on after a failure', async () => {
  const container = await filled(3);
  const results = await container.items.bulk(
    [
      { operationType: BulkOperationType.Create, resourceBody: { id: '0', pk: 'p0' } },
      { operationType: BulkOperationType.Read, id: '1', partitionKey: 'p1' },
      {
        operationType: BulkOperationType.Replace,
        id: 'none',
        partitionKey: 'p1',
        resourceBody: { id: 'none', pk: 'p1' },
      },
      {
        operationType: BulkOperationType.Patch,
        id: '2',
        partitionKey: 'p2',
        resourceBody: { operations: [{ op: 'incr', path: '/n', value: 1 }] },
      },
      { operationType: BulkOperationType.Delete, id: '1', partitionKey: 'p1' },
    ],
    { continueOnError: true },
  );
  expect(results.map(({ statusCode }) => statusCode)).toEqual([409, 200, 404, 200, 204]);
});

test('more than a hundred operations go through bulk in several requests', async () => {
  const container = await account.container();
  const results = await container.items.executeBulkOperations(
    Array.from({ length: 250 }, (_, n) => ({
      operationType: 'Create' as const,
      partitionKey: `q${n % 7}`,
      resourceBody: { id: `${n}`, pk: `q${n % 7}` },
    })),
  );
  expect(results.filter(({ response }) => response?.statusCode === 201)).toHaveLength(250);
});

test('an upsert obeys If-Match', async () => {
  const container = await filled(1);
  const accessCondition = { type: 'IfMatch', condition: '"stale"' };
  expect(await refusal(container.items.upsert({ id: '0', pk: 'p0' }, { accessCondition }))).toBe(412);
});

test('nothing has a throughput of its own, and an account tells its databases', async () => {
  expect((await twelve.readOffer()).resource).toBeUndefined();
  const { resources } = await account.client.databases.readAll().fetchAll();
  expect(resources.map(({ id }) => id)).toContain(account.database.id);
  expect((await account.database.read()).resource?.id).toBe(account.database.id);
});

test('a container without a partition key of its own gets one', async () => {
  const { container } = await account.database.containers.create({ id: 'plain' });
  await container.items.create({ id: 'a' });
  expect((await container.item('a').read()).statusCode).toBe(200);
});

test('a container made again under its name is empty', async () => {
  const first = await account.container();
  await first.items.create({ id: 'a', pk: 'x' });
  await first.delete();
  const { container } = await account.database.containers.create({ id: first.id, partitionKey: '/pk' });
  expect(await ask(container, 'SELECT * FROM c')).toEqual([]);
});
