import type { PartitionKey } from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { ask, openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);
const items = await account.container();

const ifMatch = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });
const ifNoneMatch = (condition: string) => ({ accessCondition: { type: 'IfNoneMatch', condition } });

test('an item is created once, with the system properties', async () => {
  const { statusCode, resource } = await items.items.create({ id: 'once', pk: 'x', n: 1 });
  expect(statusCode).toBe(201);
  expect(resource).toMatchObject({ id: 'once', n: 1, _attachments: 'attachments/' });
  expect(resource?._etag).toMatch(/^".+"$/);
  expect(Math.abs((resource?._ts ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  expect(resource?._self).toContain(resource?._rid);
  expect(await refusal(items.items.create({ id: 'once', pk: 'x' }))).toBe(409);
  expect((await items.items.create({ id: 'once', pk: 'y' })).statusCode).toBe(201);
});

test('reading what is not there answers 404 without throwing', async () => {
  const { statusCode, resource } = await items.item('nowhere', 'x').read();
  expect([statusCode, resource]).toEqual([404, undefined]);
});

test('upsert creates, then replaces', async () => {
  const first = await items.items.upsert({ id: 'up', pk: 'x', n: 1 });
  const second = await items.items.upsert({ id: 'up', pk: 'x', m: 2 });
  expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
  expect((await items.item('up', 'x').read()).resource).not.toHaveProperty('n');
});

test('replace and delete answer 404 for what is not there', async () => {
  expect(await refusal(items.item('none', 'x').replace({ id: 'none', pk: 'x' }))).toBe(404);
  expect(await refusal(items.item('none', 'x').delete())).toBe(404);
});

test('delete answers 204 and the item is gone', async () => {
  await items.items.create({ id: 'gone', pk: 'x' });
  expect((await items.item('gone', 'x').delete()).statusCode).toBe(204);
  expect((await items.item('gone', 'x').read()).statusCode).toBe(404);
});

test('a partition key that the body contradicts is refused', async () => {
  await items.items.create({ id: 'moving', pk: 'x' });
  expect(await refusal(items.item('moving', 'x').replace({ id: 'moving', pk: 'y' }))).toBe(400);
});

test('undefined, null, false, 0, "" and "0" are six partitions', async () => {
  const container = await account.container();
  const keys = [undefined, null, false, 0, '', '0'];
  for (const [n, pk] of keys.entries()) {
    await container.items.create(pk === undefined ? { id: 'same', n } : { id: 'same', pk, n });
  }
  const read = async (pk: PartitionKey | undefined) => (await container.item('same', pk).read()).resource?.n;
  expect(await Promise.all(keys.map(read))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(await ask(container, 'SELECT VALUE c.n FROM c', { partitionKey: false })).toEqual([2]);
  expect(await ask(container, 'SELECT VALUE c.n FROM c', { partitionKey: 0 })).toEqual([3]);
});

test('a replace with a stale ETag is refused, with the current one or * it is done', async () => {
  const { resource } = await items.items.create({ id: 'etag', pk: 'x' });
  const body = { id: 'etag', pk: 'x', n: 1 };
  const { etag } = await items.item('etag', 'x').replace(body, ifMatch(resource?._etag ?? ''));
  expect(etag).not.toBe(resource?._etag);
  expect(await refusal(items.item('etag', 'x').replace(body, ifMatch(resource?._etag ?? '')))).toBe(412);
  expect(await refusal(items.item('etag', 'x').delete(ifMatch('"other"')))).toBe(412);
  expect((await items.item('etag', 'x').replace(body, ifMatch('*'))).statusCode).toBe(200);
});

test('a read of what is known answers 304', async () => {
  const { resource } = await items.items.create({ id: 'known', pk: 'x' });
  expect((await items.item('known', 'x').read(ifNoneMatch(resource?._etag ?? ''))).statusCode).toBe(304);
  expect((await items.item('known', 'x').read(ifNoneMatch('"other"'))).statusCode).toBe(200);
});

test('of 100 parallel replaces with one ETag exactly one wins', async () => {
  const { resource } = await items.items.create({ id: 'race', pk: 'x', n: 0 });
  const attempts = Array.from({ length: 100 }, (_, n) =>
    items.item('race', 'x').replace({ id: 'race', pk: 'x', n }, ifMatch(resource?._etag ?? '')),
  );
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('ids keep percent signs, spaces and letters beyond ASCII', async () => {
  for (const id of ['100%', 'a b', 'a%20b', "o'neill", 'å&=+;,@$:', '本']) {
    await items.items.create({ id, pk: 'odd' });
    expect((await items.item(id, 'odd').read()).resource?.id).toBe(id);
  }
});

test('ids with ? or more than 255 characters are refused, as are items without any', async () => {
  for (const id of ['what?', 'x'.repeat(256)]) {
    expect(await refusal(items.items.create({ id, pk: 'x' }))).toBe(400);
  }
  const options = { disableAutomaticIdGeneration: true };
  expect(await refusal(items.items.create({ pk: 'x' }, options))).toBe(400);
});

test('an item over 2 MB is refused with 413', async () => {
  const text = 'x'.repeat(2 * 1024 * 1024);
  expect(await refusal(items.items.create({ id: 'big', pk: 'x', text }))).toBe(413);
});

test('answers carry a session token and a charge', async () => {
  const created = await items.items.create({ id: 'charged', pk: 'x' });
  const read = await items.item('charged', 'x').read();
  expect(created.headers['x-ms-session-token']).toMatch(/^\d+:-?\d+#\d+/);
  expect(created.requestCharge).toBeGreaterThan(4);
  expect(created.requestCharge).toBeLessThan(12);
  expect(read.requestCharge).toBe(2);
});

test('items end after the time to live of the container or their own', async () => {
  const container = await account.container({ defaultTtl: 1 });
  await container.items.create({ id: 'short', pk: 'x' });
  await container.items.create({ id: 'long', pk: 'x', ttl: 100 });
  await container.items.create({ id: 'ever', pk: 'x', ttl: -1 });
  await expect
    .poll(() => ask(container, 'SELECT VALUE c.id FROM c'), { timeout: 4000 })
    .toEqual(['long', 'ever']);
  expect((await container.item('short', 'x').read()).statusCode).toBe(404);
  expect((await container.items.create({ id: 'short', pk: 'x' })).statusCode).toBe(201);
});

test('a time to live means nothing where the container has none, but must be one', async () => {
  expect((await items.items.create({ id: 'ttl', pk: 'x', ttl: 1 })).statusCode).toBe(201);
  expect(await refusal(items.items.create({ id: 'ttl0', pk: 'x', ttl: 0 }))).toBe(400);
});
