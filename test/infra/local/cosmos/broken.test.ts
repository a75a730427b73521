/** Random broken requests never stop the stand-in; DEEP=1 sends ten thousand. */
import { CosmosClient } from '@azure/cosmos';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startCosmos } from '../../../../infra/local/cosmos/server.ts';
import { broken, send } from './broken.ts';

const standIn = await startCosmos();
const client = new CosmosClient({ endpoint: standIn.endpoint, key: standIn.key });
const { database } = await client.databases.createIfNotExists({ id: 'broken' });
await database.containers.createIfNotExists({ id: 'c', partitionKey: '/pk' });

afterAll(async () => {
  client.dispose();
  await standIn.close();
});

const known = [200, 201, 204, 207, 304, 400, 401, 403, 404, 405, 409, 412, 413, 417, 431, 501, undefined];
const runs = process.env.DEEP === '1' ? 10_000 : 400;

test('each gets a status of the service, or its socket closed, and the next one is served', async () => {
  const property = fc.asyncProperty(broken, async (request) => {
    expect(known).toContain(await send(standIn, request));
  });
  await fc.assert(property, { numRuns: runs });
  expect((await client.getDatabaseAccount()).statusCode ?? 200).toBe(200);
});
