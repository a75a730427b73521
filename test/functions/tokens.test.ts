/** A token that is not exactly what it should be is refused, and changes nothing. */
import { describe, expect, test } from 'vitest';
import { createClient } from '../../infra/local/client.ts';
import { sampleOperatorTenant } from '../../infra/local/sample/organizations.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { memberPath } from '../../infra/local/seed.ts';
import { claimsOf, forgeries } from './forgeries.ts';
import { impostors } from './forgeries-impostors.ts';
import { useCloud } from './harness.ts';
import { contoso } from './permission-requests.ts';

const otto = memberPath(contoso, 'otto');
/** A change that each of the two would be allowed. */
const changes = {
  partner: {
    path: `${otto}/roles/incentivesUser`,
    body: { scopes: [{ locations: 'all', programs: 'all' }] },
  },
  operator: { path: '/programs/forged', body: sampleProgram['commerce-incentives'] },
};
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const held = useCloud('partners');

/** What is there of that which the calls of this file would change. */
async function state() {
  const { api, identity } = held.cloud;
  const member = await createClient(api, () => identity.tokenFor('adele')).get(otto);
  const programs = await createClient(api, () => identity.tokenFor('olivia')).get('/programs');
  return { member: member.body, programs: programs.body.value };
}

async function attempt({ path, body }: { path: string; body: unknown }, authorization: string) {
  const response = await fetch(`${held.cloud.api}${path}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    code: response.headers.get('x-ms-error-code'),
    text,
    headers: response.headers,
  };
}

describe('given a Global administrator who may grant a role', () => {
  test.each(Object.entries(forgeries))(
    'when the call carries %s, then it is refused 401',
    async (_, forge) => {
      const good = await claimsOf(held.cloud.identity, 'adele');
      const before = await state();
      const authorization = await forge(good, held.cloud.identity);

      const answered = await attempt(changes.partner, authorization);

      const isBearer = /^Bearer \S+$/.test(authorization);
      expect(answered).toMatchObject({
        status: 401,
        code: isBearer ? 'auth/token-invalid' : 'auth/token-missing',
      });
      expect(answered.headers.get('www-authenticate')).toBe('Bearer');
      expect(authorization.split(' ').some((word) => word.length > 20 && answered.text.includes(word))).toBe(
        false,
      );
      expect(await state()).toEqual(before);
    },
  );

  test('when many unknown key ids are sent, then the keys are fetched once at most', async () => {
    const { identity } = held.cloud;
    const good = await claimsOf(identity, 'adele');
    const before = identity.counters.keySetRequests;

    const statuses = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const token = await identity.sign(good, { kid: `unknown-${n}` });
        return (await attempt(changes.partner, `Bearer ${token}`)).status;
      }),
    );

    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(identity.counters.keySetRequests - before).toBeLessThanOrEqual(1);
  });
});

describe('given a valid token of somebody who may not', () => {
  test.each(Object.entries(impostors))(
    'when it is %s, then the call is refused',
    async (_, { of, claims, where, expected }) => {
      const { identity } = held.cloud;
      const token = await identity.sign({ ...(await claimsOf(identity, of)), ...claims });
      const before = await state();

      const { status, code } = await attempt(changes[where], `Bearer ${token}`);

      expect([status, code]).toEqual(expected);
      expect(await state()).toEqual(before);
    },
  );
});

describe('given the tokens that are accepted besides a person’s own', () => {
  test('when automation of the operator carries the role, then it does what operators do', async () => {
    const token = await held.cloud.identity.appTokenFor(sampleOperatorTenant.tenantId, {
      roles: ['Operator'],
    });
    const automation = held.cloud.withToken(token);

    const written = await automation.put('/programs/by-automation', sampleProgram['commerce-incentives']);
    const me = await automation.get('/me');

    expect(written.status).toBe(201);
    expect(me.body).toMatchObject({ kind: 'automation', operator: true, organizations: [] });
  });

  test('when a person has the directory role by their token alone, then they are Global administrator', async () => {
    const { identity } = held.cloud;
    const otto = await claimsOf(identity, 'otto');
    const token = await identity.sign({ ...otto, wids: [globalAdministrator] });

    const { status } = await held.cloud.withToken(token).get('/organizations/contoso/members');

    expect(status).toBe(200);
  });

  test('when the operator changes the signing key and publishes both, then tokens of the old one still serve', async () => {
    const { identity, withToken } = held.cloud;
    const before = await identity.tokenFor('olivia');
    identity.rotateKeys();

    const { status } = await withToken(before).get('/programs');

    expect(status).toBe(200);
  });
});
