import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../../../infra/local/host/azurite.ts';
import { startFixture } from './fixture-app.ts';
import { countOf, encode, startQueues } from './queue-fixture.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

test('draining follows messages from queue to queue', async () => {
  const { queue, other, host, taken } = await startQueues(azurite.connectionString, { count: 2 });
  await queue.sendMessage(encode({ ms: 100, forwardTo: other?.name }));

  await host.drain();

  expect((await taken()).map(({ entry }) => entry)).toEqual([
    { ms: 100, forwardTo: other?.name },
    { forwarded: true },
  ]);
});

test('draining does not wait for a message that its sender delayed', async () => {
  const { queue, get, taken } = await startQueues(azurite.connectionString);
  await queue.sendMessage(encode('later'), { visibilityTimeout: 60 });

  const drained = await get('/admin/queues/drain', { method: 'POST' });

  expect(drained.status).toBe(200);
  expect(await taken()).toEqual([]);
  expect(await countOf(queue)).toBe(1);
});

test('a moved clock resolves when the messages its timers sent are handled', async () => {
  const { host, taken } = await startQueues(azurite.connectionString);

  await host.moveClock(new Date('2030-01-01T13:00:00Z'));

  expect((await taken()).map(({ entry }) => entry)).toEqual([{ from: 'hourly' }]);
});

test('messages are handled side by side, within a batch and a half', async () => {
  const { queue, host, taken } = await startQueues(azurite.connectionString, {
    queues: { batchSize: 4, newBatchThreshold: 0 },
  });
  await Promise.all(Array.from({ length: 8 }, () => queue.sendMessage(encode({ ms: 300 }))));

  await host.drain();

  const times = (await taken()).map(({ at }) => at).sort();
  expect(times).toHaveLength(8);
  expect((times[3] ?? 0) - (times[0] ?? 0)).toBeLessThan(280);
  expect((times[7] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(280);
});

test('an idle queue is looked at often enough', async () => {
  const { queue, taken } = await startQueues(azurite.connectionString);
  await new Promise((resolve) => setTimeout(resolve, 1200));

  const sentAt = Date.now();
  await queue.sendMessage(encode('hello'));
  await expect.poll(taken, { interval: 20 }).toHaveLength(1);

  expect(((await taken())[0]?.at ?? 0) - sentAt).toBeLessThan(1000);
});

test('closing waits for a message in hand, which is then gone', async () => {
  const { queue, host, taken } = await startQueues(azurite.connectionString);
  await queue.sendMessage(encode({ ms: 200 }));
  await expect.poll(taken, { interval: 20 }).toHaveLength(1);

  await host.close();

  expect(await countOf(queue)).toBe(0);
});

test('a queue function whose setting is missing stops the start', async () => {
  await expect(startFixture('queues', { settings: { QUEUES: 'some-queue' } })).rejects.toThrow(
    /"take-some-queue".*setting "STORAGE"/,
  );
});

test('a storage that does not answer stops the start', async () => {
  const nowhere = azurite.connectionString.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');

  await expect(
    startFixture('queues', { settings: { QUEUES: 'some-queue', STORAGE: nowhere } }),
  ).rejects.toThrow(/"take-some-queue".*cannot be opened/);
});

test('closing refuses those who wait for a queue to run empty', async () => {
  const queues = { visibilityTimeout: '00:00:30' };
  const { queue, host, taken } = await startQueues(azurite.connectionString, { queues });
  await queue.sendMessage(encode({ failures: 9 }));
  await expect.poll(taken, { interval: 20 }).toHaveLength(1);
  const drained = expect(host.drain()).rejects.toThrow('closing');

  await host.close();

  await drained;
  await expect(host.drain()).rejects.toThrow('closing');
});
