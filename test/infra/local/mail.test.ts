/** Sending and looking up through the real SDK. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { LocalMail, MailOptions } from '../../../infra/local/mail.ts';
import { letter, lookUp, sender, startMailbox } from './mailbox.ts';

let mail: LocalMail;
afterEach(() => mail.close());

async function start(options: Partial<MailOptions> = {}) {
  const mailbox = await startMailbox(options);
  mail = mailbox.mail;
  return mailbox.client;
}

test('a letter sent arrives with the display name of its sender and the id of its operation', async () => {
  const client = await start({ now: () => new Date('2030-07-01T00:05:00Z') });
  const operationId = randomUUID();
  const poller = await client.beginSend(letter(), { operationId });
  expect(await poller.pollUntilDone()).toMatchObject({ id: operationId, status: 'Succeeded' });
  expect(mail.inbox()).toEqual([
    {
      operationId,
      messageId: operationId,
      acceptedAt: '2030-07-01T00:05:00.000Z',
      from: { address: sender, displayName: 'Incentive enrollment' },
      to: [{ address: 'adele@contoso.example', displayName: 'Adele' }],
      subject: 'Invitation',
      plainText: 'Welcome',
      html: '<p>Welcome</p>',
    },
  ]);
});

test('the same operation id sends once; where the service is not repeatable, twice', async () => {
  const operationId = randomUUID();
  for (const [repeatable, count] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const client = await start({ repeatable });
    await client.beginSend(letter(), { operationId });
    await client.beginSend(letter(), { operationId });
    expect(mail.inbox()).toHaveLength(count);
    expect(new Set(mail.inbox().map(({ messageId }) => messageId)).size).toBe(count);
    if (repeatable) await mail.close();
  }
});

test('an operation is looked up later without sending: done, running, failed, or never heard of', async () => {
  const client = await start({ runningLookups: 2 });
  const operationId = randomUUID();
  await client.beginSend(letter(), { operationId });
  expect((await lookUp(client, operationId)).isDone()).toBe(false);
  const done = await lookUp(client, operationId);
  expect([done.isDone(), done.getResult()?.status]).toEqual([true, 'Succeeded']);
  await expect(lookUp(client, randomUUID())).rejects.toMatchObject({ statusCode: 404, code: 'NotFound' });
  expect(mail.inbox()).toHaveLength(1);
  expect(mail.counters).toEqual({ sendRequests: 1, lookUpRequests: 4 });
});

test('an operation that fails tells its error and leaves no mail', async () => {
  const client = await start();
  const operationId = randomUUID();
  mail.faults.add({
    failure: { code: 'EmailDroppedAllRecipientsSuppressed', message: 'All are suppressed.' },
  });
  await expect(client.beginSend(letter(), { operationId })).rejects.toThrow(
    'EmailDroppedAllRecipientsSuppressed',
  );
  await expect(lookUp(client, operationId)).rejects.toThrow('EmailDroppedAllRecipientsSuppressed');
  expect(mail.inbox()).toEqual([]);
});

test('an answer that gets lost is repeated by the SDK with the same operation id, and one mail arrives', async () => {
  const client = await start();
  mail.faults.add({ after: true });
  mail.faults.add({ drop: true });
  mail.faults.add({ status: 429, retryAfterSeconds: 1 });
  const operationId = randomUUID();
  await client.beginSend(letter(), { operationId });
  expect(mail.counters.sendRequests).toBe(4);
  expect(mail.inbox().map((each) => each.operationId)).toEqual([operationId]);
});

test('a service that stays broken is reported with its status', async () => {
  const client = await start();
  mail.faults.add({ status: 503, times: 9 });
  await expect(client.beginSend(letter(), {})).rejects.toMatchObject({ statusCode: 503 });
  mail.faults.clear();
  await expect(client.beginSend(letter(), {})).resolves.toBeDefined();
});

test('after a send was accepted, a look-up that fails rejects: only the response tells that it was', async () => {
  const client = await start();
  mail.faults.add({ on: 'lookUp', status: 403 });
  const statuses: number[] = [];
  const sending = client.beginSend(letter(), { onResponse: ({ status }) => statuses.push(status) });
  await expect(sending).rejects.toMatchObject({ statusCode: 403 });
  expect(statuses).toEqual([202, 403]);
  expect(mail.inbox()).toHaveLength(1);
});

test('without an operation id of its own a lost answer means a second mail', async () => {
  const client = await start();
  mail.faults.add({ after: true });
  await client.beginSend(letter());
  expect(mail.inbox()).toHaveLength(2);
});
