/** What no SDK sends: broken requests get a status, and the stand-in lives on. */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { startCosmos } from '../../../../infra/local/cosmos/server.ts';

const standIn = await startCosmos();
afterAll(standIn.close);

interface Sent {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly date?: Date;
}

function signed(method: string, type: string, link: string, date: Date): Record<string, string> {
  const text = `${method}\n${type}\n${link}\n${date.toUTCString()}\n\n`
    .toLowerCase()
    .replace(link.toLowerCase(), link);
  const signature = createHmac('sha256', Buffer.from(standIn.key, 'base64')).update(text).digest('base64');
  const authorization = encodeURIComponent(`type=master&ver=1.0&sig=${signature}`);
  return { authorization, 'x-ms-date': date.toUTCString() };
}

async function send(method: string, path: string, { body, headers, date = new Date() }: Sent = {}) {
  const parts = path.split('/').filter((part) => part !== '');
  const isList = parts.length % 2 === 1;
  const link = (isList ? parts.slice(0, -1) : parts).join('/');
  const signature = signed(method, (isList ? parts.at(-1) : parts.at(-2)) ?? '', link, date);
  const url = new URL(path, standIn.endpoint);
  const response = await fetch(url, {
    method,
    headers: { ...signature, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const docs = '/dbs/wire/colls/c/docs';
const key = { 'x-ms-documentdb-partitionkey': '["x"]' };
await send('POST', '/dbs', { body: '{"id":"wire"}' });
await send('POST', '/dbs/wire/colls', { body: '{"id":"c","partitionKey":{"paths":["/pk"]}}' });

const broken: [string, () => Promise<{ status: number }>, number][] = [
  ['no JSON', () => send('POST', docs, { headers: key, body: '{"id":' }), 400],
  ['an array as item', () => send('POST', docs, { headers: key, body: '[]' }), 400],
  ['no body', () => send('POST', docs, { headers: key }), 400],
  ['no partition key', () => send('POST', docs, { body: '{"id":"a","pk":"x"}' }), 400],
  [
    'a broken partition key',
    () => send('GET', `${docs}/a`, { headers: { 'x-ms-documentdb-partitionkey': '[' } }),
    400,
  ],
  [
    'an object as partition key',
    () => send('GET', `${docs}/a`, { headers: { 'x-ms-documentdb-partitionkey': '[{"a":1}]' } }),
    400,
  ],
  ['a page size of none', () => send('GET', docs, { headers: { 'x-ms-max-item-count': '0' } }), 400],
  ['an unknown container', () => send('GET', '/dbs/wire/colls/none/docs/a', { headers: key }), 404],
  ['an unknown address', () => send('GET', '/nothing/here'), 404],
  ['a method without meaning', () => send('PUT', docs, { body: '{}' }), 405],
  ['a signature of yesterday', () => send('GET', '/dbs', { date: new Date(Date.now() - 86_400_000) }), 403],
  ['no signature', () => fetch(new URL('/dbs', standIn.endpoint)), 401],
  ['a broken signature', () => send('GET', '/dbs', { headers: { authorization: '%' } }), 401],
  ['a broken address', () => send('GET', '/dbs/%E0%A4%A'), 400],
  ['an id with a slash', () => send('POST', docs, { headers: key, body: '{"id":"a/b","pk":"x"}' }), 400],
  [
    'an id with a backslash',
    () => send('POST', docs, { headers: key, body: '{"id":"a\\\\b","pk":"x"}' }),
    400,
  ],
  ['an id with a hash', () => send('POST', docs, { headers: key, body: '{"id":"a#b","pk":"x"}' }), 400],
  [
    'a batch of 101',
    () =>
      send('POST', docs, {
        headers: { ...key, 'x-ms-cosmos-is-batch-request': 'True', 'x-ms-cosmos-batch-atomic': 'True' },
        body: JSON.stringify(Array.from({ length: 101 }, (_, n) => ({ operationType: 'Read', id: `${n}` }))),
      }),
    400,
  ],
  [
    'a signature with the key of another container',
    () =>
      send('GET', '/dbs/wire', { headers: { authorization: `type=master&ver=1.0&sig=${'A'.repeat(44)}` } }),
    401,
  ],
  ['the change feed', () => send('GET', docs, { headers: { 'a-im': 'Incremental Feed' } }), 501],
];

test.each(broken)('%s is answered with a status', async (_name, request, status) => {
  expect((await request()).status).toBe(status);
});

test('a body of 3 MB is answered with 413', async () => {
  expect((await send('POST', docs, { headers: key, body: 'x'.repeat(3 * 1024 * 1024) })).status).toBe(413);
});

test('queries nested or listed beyond reason are answered', async () => {
  const headers = { ...key, 'x-ms-documentdb-isquery': 'True' };
  const ask = (where: string) =>
    send('POST', docs, { headers, body: JSON.stringify({ query: `SELECT * FROM c WHERE ${where}` }) });
  expect((await ask(`${'('.repeat(5000)}1${')'.repeat(5000)}`)).status).toBe(400);
  expect((await ask(Array.from({ length: 2000 }, (_, n) => `c.n = ${n}`).join(' OR '))).status).toBe(200);
});

test('half a request, or none at all, leaves the stand-in running', async () => {
  const port = Number(new URL(standIn.endpoint).port);
  for (const text of ['POST /dbs HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"id"', 'nonsense\r\n\r\n']) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
  }
  expect((await send('GET', '/')).status).toBe(200);
});

test('the read feed lists items and continues', async () => {
  for (const id of ['1', '2', '3']) {
    await send('POST', docs, { headers: key, body: JSON.stringify({ id, pk: 'x' }) });
  }
  const first = await send('GET', docs, { headers: { 'x-ms-max-item-count': '2' } });
  expect(JSON.parse(first.text)._count).toBe(2);
  const token = first.headers.get('x-ms-continuation') ?? '';
  const second = await send('GET', docs, {
    headers: { 'x-ms-max-item-count': '2', 'x-ms-continuation': token },
  });
  expect(JSON.parse(second.text).Documents).toMatchObject([{ id: '3' }]);
});
