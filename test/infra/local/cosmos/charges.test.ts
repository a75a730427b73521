/** Charges follow the published figures, so that a test can hold a path to its budget. */
import { type Container, CosmosClient } from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { openAccount } from './account.ts';

const account = await openAccount();
afterAll(account.close);

const item = (id: string, kilobytes: number) => ({ id, pk: 'x', text: 'x'.repeat(kilobytes * 1024 - 500) });

async function costs(container: Container, kilobytes: number) {
  const { requestCharge: write } = await container.items.create(item(`${kilobytes}`, kilobytes));
  const { requestCharge: read } = await container.item(`${kilobytes}`, 'x').read();
  return { read, write };
}

test('1 KB is read for 2 RU and written for 5 to 6, 100 KB for about 20 and 50', async () => {
  const container = await account.container();
  const small = await costs(container, 1);
  const large = await costs(container, 100);
  expect(small.read).toBe(2);
  expect(small.write).toBeGreaterThan(5);
  expect(small.write).toBeLessThan(6);
  expect(large.read).toBeGreaterThan(18);
  expect(large.read).toBeLessThan(24);
  expect(large.write).toBeGreaterThan(45);
  expect(large.write).toBeLessThan(65);
});

test('a client that asks for less than strong consistency reads at half the price', async () => {
  const container = await account.container();
  await container.items.create(item('a', 1));
  const endpoint = account.standIn?.endpoint ?? process.env.COSMOS_ENDPOINT ?? '';
  const key = account.standIn?.key ?? process.env.COSMOS_KEY ?? '';
  const client = new CosmosClient({ endpoint, key, consistencyLevel: 'Session' });
  const relaxed = client.database(account.database.id).container(container.id);
  expect((await relaxed.item('a', 'x').read()).requestCharge).toBe(1);
  client.dispose();
});

test('what is not indexed is cheaper to write', async () => {
  const wide = {
    id: 'a',
    pk: 'x',
    ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`f${n}`, n])),
  };
  const indexingPolicy = { includedPaths: [{ path: '/f1/?' }], excludedPaths: [{ path: '/*' }] };
  const all = await (await account.container()).items.create(wide);
  const one = await (await account.container({ indexingPolicy })).items.create(wide);
  expect(all.requestCharge).toBeGreaterThan(one.requestCharge);
});

test('a query costs by what it looks at', async () => {
  const container = await account.container();
  for (let n = 0; n < 200; n += 1) {
    await container.items.create({ id: `${n}`, pk: `p${n % 20}`, n, even: n % 2 === 0 });
  }
  const cost = async (query: string, partitionKey?: string) =>
    (await container.items.query(query, partitionKey ? { partitionKey } : {}).fetchAll()).requestCharge;
  const indexed = await cost('SELECT * FROM c WHERE c.n = 7');
  const partition = await cost('SELECT * FROM c', 'p1');
  const scan = await cost('SELECT * FROM c WHERE CONTAINS(c.id, "none")');
  expect(indexed).toBeLessThan(6);
  expect(partition).toBeLessThan(6);
  expect(scan).toBeGreaterThan(2 * indexed);
});

test('in the order of an index, a page costs by what it shows, however much there is', async () => {
  const compositeIndexes = [['/pk', '/kind', '/n'].map((path) => ({ path, order: 'ascending' as const }))];
  const paths = ['/pk/?', '/kind/?', '/n/?', '/tags/[]/name/?'].map((path) => ({ path }));
  const indexingPolicy = { includedPaths: paths, excludedPaths: [{ path: '/*' }], compositeIndexes };
  const container = await account.container({ indexingPolicy });
  const items = Array.from({ length: 900 }, (_, n) => ({
    ...{ id: `${n}`, pk: 'x', kind: n % 3 === 0 ? 'rare' : 'common', n: 899 - n, plain: n % 2 },
    tags: [{ name: n === 5 ? 'one' : 'other' }],
  }));
  for (let from = 0; from < items.length; from += 100) {
    const batch = items.slice(from, from + 100);
    await container.items.batch(
      batch.map((resourceBody) => ({ operationType: 'Create' as const, resourceBody })),
      'x',
    );
  }
  const pageOf = async (where: string) => {
    const query = `SELECT VALUE c.n FROM c WHERE c.pk = 'x' AND c.kind = 'common' AND ${where} ORDER BY c.pk, c.kind, c.n`;
    const iterator = container.items.query<number>(query, { partitionKey: 'x', maxItemCount: 10 });
    const { resources, requestCharge } = await iterator.fetchNext();
    return { resources, requestCharge };
  };
  const sorted = items
    .filter(({ kind }) => kind === 'common')
    .map(({ n }) => n)
    .reverse();
  const first = await pageOf('c.n >= 0');
  const later = await pageOf('c.n > 500');
  const single = await pageOf("EXISTS (SELECT VALUE t FROM t IN c.tags WHERE t.name = 'one')");
  const scanned = await pageOf('c.plain = 7');
  expect(first.resources).toEqual(sorted.slice(0, 10));
  expect(later.resources).toEqual(sorted.filter((n) => n > 500).slice(0, 10));
  expect(single.resources).toEqual([894]);
  expect(scanned.resources).toEqual([]);
  for (const { requestCharge } of [first, later, single]) expect(requestCharge).toBeLessThan(8);
  expect(scanned.requestCharge).toBeGreaterThan(30);
});
