import { randomUUID } from 'node:crypto';
import { CosmosClient, PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { emulatorKey, startCosmos } from '../../../../infra/local/cosmos/server.ts';
import { ask, onStandIn, openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);

test('the account says that it is strongly consistent and writes in one place', async () => {
  const { resource } = await account.client.getDatabaseAccount();
  expect(resource?.consistencyPolicy).toBe('Strong');
  expect(resource?.writableLocations).toHaveLength(1);
});

test('an account says the level that it was started with', async () => {
  const standIn = await startCosmos({ consistency: 'Session' });
  onTestFinished(() => standIn.close());
  const client = new CosmosClient({ endpoint: standIn.endpoint, key: standIn.key });
  expect((await client.getDatabaseAccount()).resource?.consistencyPolicy).toBe('Session');
  client.dispose();
});

test('a database and a container are created once and found the second time', async () => {
  const id = randomUUID();
  const first = await account.database.containers.createIfNotExists({ id, partitionKey: '/pk' });
  const second = await account.database.containers.createIfNotExists({ id, partitionKey: '/pk' });
  expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
  expect(second.resource?.partitionKey?.paths).toEqual(['/pk']);
  expect(await refusal(account.database.containers.create({ id, partitionKey: '/pk' }))).toBe(409);
});

test('a container lists among its siblings and is gone after deletion', async () => {
  const container = await account.container();
  const listed = async () =>
    (await account.database.containers.readAll().fetchAll()).resources.map(({ id }) => id);
  expect(await listed()).toContain(container.id);
  await container.delete();
  expect(await listed()).not.toContain(container.id);
  expect(await refusal(container.read())).toBe(404);
});

test('replacing a container keeps its items and stores the new policy', async () => {
  const container = await account.container();
  await container.items.create({ id: 'a', pk: 'x' });
  const { resource } = await container.read();
  if (!resource) throw new Error('the container was just created');
  const indexingPolicy = { includedPaths: [{ path: '/kind/?' }], excludedPaths: [{ path: '/*' }] };
  await container.replace({ ...resource, indexingPolicy, defaultTtl: -1 });
  const { resource: after } = await container.read();
  expect(after?.defaultTtl).toBe(-1);
  expect(after?.indexingPolicy?.includedPaths).toMatchObject([{ path: '/kind/?' }]);
  expect(await ask(container, 'SELECT VALUE c.id FROM c')).toEqual(['a']);
});

test('the partition key of a container cannot be replaced', async () => {
  const container = await account.container();
  const changed = { id: container.id, partitionKey: { paths: ['/other'] } };
  expect(await refusal(container.replace(changed))).toBe(400);
});

test('a nested property serves as partition key', async () => {
  const container = await account.container({ partitionKey: '/address/zip' });
  await container.items.create({ id: 'a', address: { zip: '8001' } });
  expect((await container.item('a', '8001').read()).statusCode).toBe(200);
});

test('each container has one partition key range', async () => {
  const container = await account.container();
  const { resources } = await container.readPartitionKeyRanges().fetchAll();
  expect(resources).toMatchObject([{ minInclusive: '', maxExclusive: 'FF' }]);
});

test('a request signed with another key is refused with 401', async () => {
  const endpoint = account.standIn?.endpoint ?? process.env.COSMOS_ENDPOINT ?? '';
  const key = Buffer.from(emulatorKey, 'base64').reverse().toString('base64');
  const stranger = new CosmosClient({ endpoint, key });
  expect(await refusal(stranger.database(account.database.id).read())).toBe(401);
  stranger.dispose();
});

test.runIf(onStandIn)('what the stand-in does not have is refused by name', async () => {
  const container = await account.container();
  const paths = ['/a', '/b'];
  const partitionKey = { paths, kind: PartitionKeyKind.MultiHash, version: PartitionKeyDefinitionVersion.V2 };
  const refused = [
    container.scripts.storedProcedure('any').execute('x', []),
    container.scripts.triggers.readAll().fetchAll(),
    container.scripts.userDefinedFunctions.readAll().fetchAll(),
    container.conflicts.readAll().fetchAll(),
    container.deleteAllItemsForPartitionKey('x'),
    container.items.create({ id: 'a', pk: 'x' }, { preTriggerInclude: ['any'] }),
    container.items.readChangeFeed('x', { startFromBeginning: true }).fetchNext(),
    account.container({ uniqueKeyPolicy: { uniqueKeys: [{ paths }] } }),
    account.container({ partitionKey }),
  ];
  expect(await Promise.all(refused.map(refusal))).toEqual(refused.map(() => 501));
});
