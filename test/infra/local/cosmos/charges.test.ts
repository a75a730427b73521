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
