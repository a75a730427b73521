import { CosmosClient } from '@azure/cosmos';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type FaultPlan, startCosmos } from '../../../../infra/local/cosmos/server.ts';
import { refusal } from './account.ts';

const standIn = await startCosmos();
const faults: FaultPlan = standIn.faults;
const client = new CosmosClient({ endpoint: standIn.endpoint, key: standIn.key });
const { database } = await client.databases.createIfNotExists({ id: 'faults' });
const { container } = await database.containers.createIfNotExists({ id: 'c', partitionKey: '/pk' });
await container.items.create({ id: 'a', pk: 'x', n: 0 });

afterEach(() => faults.clear());
afterAll(async () => {
  client.dispose();
  await standIn.close();
});

test('a 429 with Retry-After is retried by the SDK', async () => {
  faults.add({ operation: 'read', status: 429, retryAfterMs: 5, times: 2 });
  const { statusCode, headers } = await container.item('a', 'x').read();
  expect(statusCode).toBe(200);
  expect(headers['x-ms-throttle-retry-count']).toBe(2);
});

test('a 449 reaches the caller', async () => {
  faults.add({ operation: 'upsert', status: 449 });
  expect(await refusal(container.items.upsert({ id: 'b', pk: 'x' }))).toBe(449);
});

test('a fault hits its operation only, and only as often as asked', async () => {
  faults.add({ operation: 'batch', status: 500, times: 1 });
  expect((await container.item('a', 'x').read()).statusCode).toBe(200);
  const batch = () => container.items.batch([{ operationType: 'Read', id: 'a' }], 'x');
  expect(await refusal(batch())).toContain('500');
  expect((await batch()).code).toBe(200);
});

test('a dropped connection before the work leaves nothing behind', async () => {
  faults.add({ operation: 'create', drop: true });
  expect(await refusal(container.items.create({ id: 'before', pk: 'x' }))).not.toBe('not refused');
  expect((await container.item('before', 'x').read()).statusCode).toBe(404);
});

test.each([{ drop: true }, { status: 503 }])('a lost answer (%o) leaves the work done', async (fault) => {
  await container.item('a', 'x').patch([{ op: 'set', path: '/n', value: 0 }]);
  faults.add({ operation: 'patch', after: true, ...fault });
  await refusal(container.item('a', 'x').patch([{ op: 'set', path: '/n', value: 7 }]));
  expect((await container.item('a', 'x').read()).resource?.n).toBe(7);
});

test('latency delays and changes nothing', async () => {
  faults.add({ latencyMs: 60 });
  const before = performance.now();
  expect((await container.item('a', 'x').read()).statusCode).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(50);
});

test('a taken port is refused with the original error', async () => {
  const port = Number(new URL(standIn.endpoint).port);
  expect(await refusal(startCosmos({ port }))).toBe('EADDRINUSE');
});
