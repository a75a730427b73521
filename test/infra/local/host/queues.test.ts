import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Azurite, startAzurite } from '../../../../infra/local/host/azurite.ts';
import { countOf, encode, startQueues } from './queue-fixture.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

test('a message arrives parsed, with its metadata, and is gone', async () => {
  const { queue, host, taken } = await startQueues(azurite.connectionString);
  const { messageId } = await queue.sendMessage(encode({ id: 7, Name: 'x' }));
  await queue.sendMessage(encode('plain text'));
  await queue.sendMessage(encode('[1,2]'));

  await host.drain();

  const entries = await taken();
  expect(entries.map(({ entry }) => entry)).toEqual(
    expect.arrayContaining([{ id: 7, Name: 'x' }, 'plain text', [1, 2]]),
  );
  expect(entries.find(({ metadata }) => metadata.id === messageId)?.metadata).toMatchObject({
    dequeueCount: 1,
    id: messageId,
    queueTrigger: { id: 7, name: 'x' },
    insertionTime: expect.stringMatching(/^\d{4}-/),
    expirationTime: expect.stringMatching(/^\d{4}-/),
    nextVisibleTime: expect.stringMatching(/^\d{4}-/),
    popReceipt: expect.any(String),
  });
  expect(await countOf(queue)).toBe(0);
});

test('a message whose function throws is tried again', async () => {
  const { queue, poison, host, taken } = await startQueues(azurite.connectionString);
  await queue.sendMessage(encode({ failures: 2 }));

  await host.drain();

  expect((await taken()).map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2, 3]);
  expect(await poison.exists()).toBe(false);
});

test('after five attempts it goes to poison as it came', async () => {
  const { queue, poison, host, taken, lines } = await startQueues(azurite.connectionString);
  await queue.sendMessage(encode({ failures: 9 }));

  await host.drain();

  expect(await taken()).toHaveLength(5);
  const { receivedMessageItems } = await poison.receiveMessages();
  expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual([encode({ failures: 9 })]);
  expect(await countOf(queue)).toBe(0);
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(5);
  expect(lines.filter(({ level }) => level === 'warning')).toHaveLength(1);
});

test('host.json says how often and when it is tried again', async () => {
  const { queue, poison, host, taken } = await startQueues(azurite.connectionString, {
    queues: {
      maxDequeueCount: 2,
      visibilityTimeout: '00:00:01',
    },
  });
  await queue.sendMessage(encode({ failures: 9 }));

  await host.drain();

  const [first, second, third] = await taken();
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(900);
  expect(third).toBeUndefined();
  expect(await countOf(poison)).toBe(1);
});

test.each(['{"plain":"JSON"}', 'abc', 'abc=d===', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64')])(
  'the message %s, no base64 of a text, goes to poison untried',
  async (text) => {
    const { queue, poison, host, taken } = await startQueues(azurite.connectionString);
    await queue.sendMessage(text);

    await host.drain();

    expect(await taken()).toEqual([]);
    const { receivedMessageItems } = await poison.receiveMessages();
    expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual([text]);
  },
);
