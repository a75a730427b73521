/** Whatever is wrong with a request, the refusal says what, in one shape, without repeating what was sent; and nothing changes. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../infra/local/client.ts';
import { wrongAddresses } from './errors-addresses.ts';
import { wrongBodies } from './errors-bodies.ts';
import { marker, type Wrong } from './errors-wrong.ts';
import { claimsOf, forgeries } from './forgeries.ts';
import { useCloud } from './harness.ts';
import { hostile, people, statusOf } from './hostile.ts';

const held = useCloud('invited');
let before: unknown;

/** With every ETag. */
async function everything() {
  const { cloud } = held;
  const paths = [
    '/programs',
    '/organizations',
    '/organizations/contoso/locations',
    '/organizations/contoso/members',
  ];
  const client = createClient(cloud.api, () => cloud.identity.tokenFor('adele'));
  const operator = createClient(cloud.api, () => cloud.identity.tokenFor('olivia'));
  const asked = [...paths.map((path) => operator.get(path)), client.get('/organizations/contoso/incentives')];
  return (await Promise.all(asked)).map(({ body }) => body);
}

beforeAll(async () => {
  before = await everything();
});

async function send({ as, method = 'PUT', path, body, headers }: Wrong) {
  const { api, identity } = held.cloud;
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { authorization: `Bearer ${await identity.tokenFor(as)}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe.each([
  ['a body', wrongBodies],
  ['an address', wrongAddresses],
])('given %s that is wrong', (_, cases) => {
  test.each(Object.entries(cases))('when it is %s, then the refusal says so', async (_name, wrong) => {
    const { status, headers, text } = await send(wrong);

    const { error, ...rest } = JSON.parse(text);
    const [expectedStatus, code, target = error.target] = wrong.expected;
    expect([status, error.code, error.target]).toEqual([expectedStatus, code, target]);
    expect(rest).toEqual({});
    expect(error.message).toMatch(/\S/);
    expect(headers.get('x-ms-error-code')).toBe(error.code);
    expect(headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(text).not.toContain(marker);
    expect(text).not.toContain(encodeURIComponent(marker));
    expect(await everything()).toEqual(before);
  });
});

describe('given a body sent in chunks, which the platform drops', () => {
  test('when it is needed, then the refusal tells how to send it', async () => {
    const { api, identity } = held.cloud;
    const response = await fetch(`${api}/programs/commerce-incentives`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await identity.tokenFor('olivia')}` },
      body: new Blob(['{}']).stream(),
      duplex: 'half',
    } as RequestInit);

    const { error } = (await response.json()) as { error: { code: string; message: string } };

    expect([response.status, error.code]).toEqual([400, 'request/body-missing']);
    expect(error.message).toContain('Content-Length');
  });
});

describe('given several faults in one body', () => {
  test('when it is refused, then each is named by its place', async () => {
    const body = {
      name: '',
      state: marker,
      openToAll: 'yes',
      versions: [{ effectiveFrom: 'x', rule: { kind: 'score' } }],
      extra: marker,
    };
    const { text } = await send({ as: 'olivia', path: '/programs/new', body, expected: [400, ''] });

    const places = JSON.parse(text).error.details.map(({ target }: { target: string }) => target);
    for (const place of [
      'name',
      'guideUrl',
      'state',
      'openToAll',
      'versions.0.effectiveFrom',
      'extra',
      'offBoarding',
    ])
      expect(places).toContain(`body.${place}`);
    expect(places.some((place: string) => place.startsWith('body.versions.0.rule'))).toBe(true);
    expect(text).not.toContain(marker);
  });
});

describe('given a role that is missing', () => {
  test.each<[string, Wrong['as'], string, string, boolean]>([
    [
      'anyone can be given it',
      'amir',
      '/organizations/adventure-works/members',
      'This needs the role Account administrator. A Global or Account administrator of your organization can grant it.',
      true,
    ],
    [
      'the operator alone has it',
      'adele',
      '/organizations',
      'This needs the role Operator. Only the operator does this.',
      false,
    ],
  ])('when %s, then the refusal says so in words', async (_, as, path, message, grantable) => {
    const { text } = await send({ as, method: 'GET', path, expected: [403, ''] });
    const { error } = JSON.parse(text);
    expect(error).toMatchObject({ code: 'access/role-missing', message });
    expect('grantedBy' in error.details).toBe(grantable);
  });
});

describe('given a token that is refused', () => {
  test.each<[keyof typeof forgeries, string]>([
    ['garbage', 'it is malformed'],
    ['an expired token', 'it has expired'],
    ['a token not yet valid', 'it is not valid yet'],
    ['a token that never expires', 'it lacks a claim, or one is not as it should be'],
    ['a token for another audience', 'it is for another audience'],
    ['a token of another issuer', 'it comes from another issuer'],
    ['a token with an unknown key id', 'its signature does not verify'],
    ['a tampered payload', 'its signature does not verify'],
  ])('when it is %s, then the refusal says why in words', async (name, why) => {
    const { api, identity } = held.cloud;
    const authorization = (await forgeries[name]?.(await claimsOf(identity, 'adele'), identity)) ?? '';
    const response = await fetch(`${api}/me`, { headers: { authorization } });
    expect(await response.json()).toEqual({
      error: { code: 'auth/token-invalid', message: `The bearer token is not valid: ${why}.` },
    });
  });
});

describe('given a refusal about somebody', () => {
  test('when it is answered, then it names nobody', async () => {
    const wrong = Object.values({ ...wrongBodies, ...wrongAddresses });
    const texts = await Promise.all(wrong.map(async (one) => (await send(one)).text));
    const people = held.cloud.directory.tenants.flatMap(({ users }) => users);

    const named = people.filter(({ displayName, mail }) =>
      texts.some((text) => text.includes(displayName) || (mail !== null && text.includes(mail))),
    );

    expect(named).toEqual([]);
  });
});

describe('given 500 hostile requests', () => {
  test('when they are sent, then none is answered 5xx', { timeout: 60_000 }, async () => {
    const { api, identity } = held.cloud;
    const samples = fc.sample(hostile, { numRuns: 500, seed: 20_270_302 });
    const tokens = await Promise.all(people.map((one) => identity.tokenFor(one)));
    const failed: unknown[] = [];
    const queue = samples.values();
    const work = async () => {
      for (const sample of queue) {
        const status = await statusOf(sample, { api, token: tokens[people.indexOf(sample.nickname)] ?? '' });
        if (status >= 500 || status < 200) failed.push({ ...sample, status });
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));

    expect(failed).toEqual([]);
  });
});
