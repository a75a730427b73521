/** Requests no client would send, made from random parts: each must get a status, or its socket closed. */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';

export interface Target {
  readonly endpoint: string;
  readonly key: string;
}

export interface Broken {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Signed as it should be, so that it gets past the door. */
  readonly signed: boolean;
  /** Stops half-way through. */
  readonly half: boolean;
  /** In place of everything else. */
  readonly bytes: Uint8Array | undefined;
}

const flags = ['isquery', 'is-upsert', 'query-enablecrosspartition'].map((name) => `x-ms-documentdb-${name}`);
const cosmosFlags = ['is-query-plan-request', 'is-batch-request', 'batch-atomic'].map(
  (name) => `x-ms-cosmos-${name}`,
);

/** Weighed so that most requests get past Node's own parser. */
const usual: fc.Arbitrary<[string, string]> = fc.oneof(
  fc.tuple(fc.constantFrom(...flags, ...cosmosFlags), fc.constantFrom('true', 'True', 'no', '')),
  fc.tuple(
    fc.constant('x-ms-documentdb-partitionkey'),
    fc.constantFrom('["x"]', '[', '[{}]', '{}', '[[1]]', '["x","y"]', ''),
  ),
  fc.tuple(fc.constant('x-ms-max-item-count'), fc.constantFrom('-1', '0', '1e9', 'NaN', '5')),
  fc.tuple(
    fc.constantFrom('x-ms-continuation', 'if-match', 'if-none-match', 'content-type', 'a-im', 'x-ms-date'),
    fc.oneof(fc.base64String({ maxLength: 40 }), fc.constantFrom('*', '"x"', 'e30', '\u0001')),
  ),
);

const header: fc.Arbitrary<[string, string]> = fc.oneof(
  { weight: 30, arbitrary: usual },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom('content-length', 'transfer-encoding', 'expect'),
      fc.constantFrom('-1', '99999', 'chunked', '100-continue'),
    ),
  },
);

const sql = fc
  .array(
    fc.constantFrom(
      'SELECT',
      '*',
      'FROM',
      'c',
      'WHERE',
      'c.n',
      '=',
      '1',
      '(',
      ')',
      'AND',
      'NOT',
      'IN',
      'GROUP BY',
      'COUNT',
      'ORDER BY',
      'VALUE',
      '"',
      '@p',
      'EXISTS',
      '[',
      '}',
      '??',
      'LIKE',
      "'[z-a]'",
    ),
    { maxLength: 12 },
  )
  .map((words) => JSON.stringify({ query: words.join(' ') }));

const body = fc.oneof(
  fc.json(),
  fc.string({ maxLength: 200 }),
  sql,
  fc.constantFrom(
    '',
    '{"id":"a","pk":"x"}',
    '[]',
    '[{"operationType":"Create"}]',
    '{"operations":[{"op":"add"}]}',
    '[1]',
    '['.repeat(20_000),
  ),
  fc.constant('x'.repeat(2_200_000)).filter((_, n = Math.random()) => n < 0.02),
);

const name = fc.oneof(
  fc.constantFrom('broken', 'c', 'docs', 'a', 'none', '%', '%E0%A4%A', '%00', '..', 'sprocs'),
  fc.webFragments(),
);
const path = fc.oneof(
  fc.constantFrom(
    '/',
    '/dbs',
    '/dbs/broken/colls',
    '/dbs/broken/colls/c',
    '/dbs/broken/colls/c/docs',
    '/dbs/broken/colls/c/docs/a',
    '/offers',
    '*',
  ),
  fc.array(name, { maxLength: 7 }).map((names) => `/${names.join('/')}`),
);

export const broken: fc.Arbitrary<Broken> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'POST', 'POST', 'HEAD', 'BREW'),
  path,
  headers: fc.array(header, { maxLength: 5 }),
  body,
  signed: fc.constantFrom(true, true, true, true, false),
  half: fc.constantFrom(false, false, false, false, false, true),
  bytes: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  ),
});

function signature({ method, path: address }: Broken, key: string): string {
  const parts = address.split('/').filter(Boolean);
  const isList = parts.length % 2 === 1;
  const link = (isList ? parts.slice(0, -1) : parts).join('/');
  const date = new Date().toUTCString();
  const type = (isList ? parts.at(-1) : parts.at(-2)) ?? '';
  const text = `${method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
  const hash = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  return `x-ms-date: ${date}\r\nauthorization: ${encodeURIComponent(`type=master&ver=1.0&sig=${hash}`)}\r\n`;
}

function bytesOf(request: Broken, key: string): Buffer {
  if (request.bytes) return Buffer.concat([request.bytes, Buffer.from('\r\n\r\n')]);
  const { method, path: address, headers, body: text, signed, half } = request;
  const own = headers.map(([head, value]) => `${head}: ${value.replaceAll(/[\r\n]/g, '')}\r\n`).join('');
  const length = headers.some(([head]) => /length|encoding/.test(head))
    ? ''
    : `content-length: ${Buffer.byteLength(text)}\r\n`;
  const head = `${method} ${address} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${signed ? signature(request, key) : ''}${own}${length}\r\n`;
  const whole = Buffer.from(head + text);
  return half ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
}

/** The status answered, or undefined where the socket was closed without one. */
export function send({ endpoint, key }: Target, request: Broken): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 ([2-5]\d\d) /m.exec(text)?.[1]) || undefined));
    socket.end(bytesOf(request, key));
  });
}
