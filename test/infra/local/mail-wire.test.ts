/** What the mail service refuses on the wire, and the inbox as tests and people read it. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type LocalMail, type MailOptions, startMail } from '../../../infra/local/mail.ts';
import { letter, startMailbox } from './mailbox.ts';

let mail: LocalMail;
afterEach(() => mail.close());

async function start(options: Partial<MailOptions> = {}) {
  const mailbox = await startMailbox(options);
  mail = mailbox.mail;
  return mailbox;
}

test('a wrong key is denied', async () => {
  const { clientWith } = await start();
  const client = clientWith(Buffer.from('another key').toString('base64'));
  await expect(client.beginSend(letter())).rejects.toMatchObject({ statusCode: 401, code: 'Denied' });
});

/** A send request signed by hand; what is signed and what is sent may differ. */
function post(body: string, own: { date?: Date; signedBody?: string; path?: string; id?: string } = {}) {
  const { date = new Date(), signedBody = body, path = '/emails:send?api-version=2025-09-01' } = own;
  const hash = createHash('sha256').update(signedBody).digest('base64');
  const text = `POST\n${path}\n${date.toUTCString()};${new URL(mail.endpoint).host};${hash}`;
  const signature = createHmac('sha256', Buffer.from(mail.accessKey, 'base64')).update(text).digest('base64');
  const headers = {
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    'x-ms-date': date.toUTCString(),
    'x-ms-content-sha256': hash,
    'operation-id': own.id ?? randomUUID(),
  };
  return fetch(mail.endpoint + path, { method: 'POST', body, headers });
}

test('a body that was changed, a date that is off, or no signature at all is denied', async () => {
  await start();
  const body = JSON.stringify(letter());
  expect((await post(body)).status).toBe(202);
  expect((await post(body, { signedBody: '{}' })).status).toBe(401);
  expect((await post(body, { date: new Date(Date.now() - 600_000) })).status).toBe(401);
  expect((await fetch(`${mail.endpoint}/emails:send`, { method: 'POST', body })).status).toBe(401);
  expect(mail.inbox()).toHaveLength(1);
});

test('unknown senders, missing recipients and broken requests are refused in the shape of Azure', async () => {
  const { client } = await start();
  const unknown = letter({ senderAddress: 'somebody@mail.example' });
  const refused = { statusCode: 400, code: 'InvalidSenderUserName' };
  await expect(client.beginSend(unknown)).rejects.toMatchObject(refused);
  const wrong = [
    { to: [] },
    { to: [{ address: 'nobody' }] },
    { to: Array(51).fill({ address: 'a@b.example' }) },
  ];
  for (const recipients of wrong) {
    await expect(client.beginSend(letter({ recipients }))).rejects.toMatchObject({ statusCode: 400 });
  }
  const answers = [post('{'), post('{}', { id: 'no uuid' }), post('{}', { path: '/emails:send' })];
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([400, 400, 400]);
  expect((await fetch(`${mail.endpoint}/elsewhere`, { method: 'DELETE' })).status).toBe(404);
  expect(mail.inbox()).toEqual([]);
});

test('the inbox is read as JSON, newest first, by recipient or one by one', async () => {
  const { client } = await start();
  await client.beginSend(letter());
  await client.beginSend(letter({ recipients: { to: [{ address: 'bertil@contoso.example' }] } }));
  const read = async (path: string) => (await fetch(mail.endpoint + path)).json();
  const [newest, oldest] = mail.inbox();
  expect(await read('/inbox')).toEqual([newest, oldest]);
  expect(await read('/inbox?to=ADELE@contoso.example')).toEqual([oldest]);
  expect(await read(`/inbox/${newest?.messageId}`)).toEqual(newest);
  expect((await fetch(`${mail.endpoint}/inbox/none`)).status).toBe(404);
});

test('people see the list and the mail itself, and nothing in a mail gets out of its frame', async () => {
  const { client } = await start();
  const nasty = `"><script>alert('x')</script>`;
  await client.beginSend(letter({ content: { subject: nasty, plainText: nasty, html: nasty } }));
  const read = async (path: string) => (await fetch(mail.endpoint + path)).text();
  const [list, message] = [await read('/'), await read(`/messages/${mail.inbox()[0]?.messageId}`)];
  for (const page of [list, message]) expect(page).not.toContain('<script');
  expect(list).toContain('&quot;&gt;&lt;script&gt;');
  expect(message).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect((await fetch(`${mail.endpoint}/messages/none`)).status).toBe(404);
});

test('a taken port is refused with the original error', async () => {
  await start();
  const port = Number(new URL(mail.endpoint).port);
  await expect(startMail({ senders: {}, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
