/** Hostile requests of all kinds, made of valid ones. */
import { request as send } from 'node:http';
import fc from 'fast-check';
import { requests } from './permission-requests.ts';

const asked = Object.values(requests);
export const people = ['olivia', 'adele', 'ines'] as const;

const odd = fc.constantFrom<unknown>(
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    '../..',
    '%00',
    '💥',
    'x'.repeat(5000),
  ],
  ...[
    null,
    true,
    -1,
    0,
    1e300,
    1.5,
    [],
    {},
    [[]],
    { $ne: null },
    '2027-02-30',
    'all',
    '9999-12-31',
    '0000-01-01',
  ],
);
const anything = fc.oneof(odd, fc.jsonValue({ maxDepth: 4 }));
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), odd.map(String));

/** A valid body with one member, somewhere, replaced or added. */
function disturbed(body: unknown): fc.Arbitrary<unknown> {
  if (typeof body !== 'object' || body === null) return anything;
  const members = Object.keys(body);
  const replaced = (name: string) =>
    disturbed((body as Record<string, unknown>)[name]).map((value) =>
      Array.isArray(body)
        ? body.map((one, index) => (String(index) === name ? value : one))
        : { ...body, [name]: value },
    );
  const added = fc.tuple(text, anything).map(([name, value]) => ({ ...body, [name]: value }));
  return fc.oneof(anything, added, ...members.map(replaced));
}

/** A valid path with one segment replaced, or a query that is not asked for. */
function strayed(path: string): fc.Arbitrary<string> {
  const parts = path.split('/');
  const segment = fc.oneof(
    text.map(encode),
    fc.constantFrom('%zz', '%2f', '%00', '.', '..', '%ff', ';', 'a%', 'a'.repeat(300)),
  );
  const replaced = fc
    .tuple(fc.integer({ min: 1, max: parts.length - 1 }), segment)
    .map(([index, other]) => parts.map((part, at) => (at === index ? other : part)).join('/'));
  return fc.oneof(
    replaced,
    fc.webQueryParameters().map((query) => `${path}?${query}`),
  );
}

const encode = (value: string) => encodeURIComponent(value.toWellFormed());

/** One thing is wrong at a time, so that what follows is reached. */
export const hostile = fc.constantFrom(...asked).chain(({ method, path, body }) => {
  const valid = {
    method: fc.constant(method),
    path: fc.constant(path),
    body: fc.constant(body),
    nickname: fc.constantFrom(...people),
    ifMatch: fc.constantFrom(null, '*'),
  };
  const header = fc.constantFrom('', '"x"', ',,', 'W/', '*'.repeat(4000));
  return fc.oneof(
    fc.record({ ...valid, path: strayed(path) }),
    fc.record({ ...valid, body: method === 'PUT' ? disturbed(body ?? {}) : valid.body }),
    fc.record({ ...valid, ifMatch: header }),
  );
});
export type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

/** By a client that sends paths as they are. */
export async function statusOf(
  { method, path, body, nickname, ifMatch }: Hostile,
  by: { api: string; token: string },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const payload = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${by.token}`,
    'content-length': Buffer.byteLength(payload),
    ...(ifMatch === null ? {} : { 'if-match': ifMatch }),
  };
  const url = new URL(by.api);
  const outgoing = send(
    { host: url.hostname, port: url.port, path: `${url.pathname}${path}`, method, headers },
    (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)),
  );
  outgoing.on('error', (error) => reject(new Error(`${nickname} ${method} ${path}`, { cause: error })));
  outgoing.end(payload);
  return promise;
}
