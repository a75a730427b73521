/** The database in trouble: calls get through, or say that they did not and when to come back. */
import { afterEach, describe, expect, test } from 'vitest';
import { createClient, must } from '../../infra/local/client.ts';
import type { Fault } from '../../infra/local/cosmos/server.ts';
import { memberPath } from '../../infra/local/seed.ts';
import { useCloud } from './harness.ts';
import { contoso, requests } from './permission-requests.ts';

const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
const role = `${memberPath(contoso, 'otto')}/roles/incentivesUser`;
const open = '/organizations/contoso/locations/4100101/enrollments/commerce-incentives';

const held = useCloud('partners');
afterEach(() => held.cloud.cosmos.faults.clear());

describe('given a database in trouble', () => {
  const asker = (nickname: string) =>
    createClient(held.cloud.api, () => held.cloud.identity.tokenFor(nickname));

  /** Some reads and changes, as partners and the operator make them; each may be repeated. */
  const calls = () => [
    asker('adele').get('/me'),
    asker('adele').get('/organizations/contoso/members'),
    asker('ines').get('/organizations/contoso/incentives'),
    asker('olivia').get('/organizations'),
    asker('olivia').put('/organizations/contoso/locations/4100109', { name: 'Contoso Köln', country: 'DE' }),
    asker('olivia').put('/organizations/contoso/agreements/distributorAgreement', {
      activeFrom: '2027-01-01',
    }),
    asker('adele').put(role, everywhere),
    asker('ines').put(open),
  ];

  test.each<[string, Fault]>([
    ['429', { status: 429, times: 40 }],
    ['449', { status: 449, times: 40 }],
    ['503', { status: 503, times: 40 }],
    ['408', { status: 408, times: 40 }],
    ['nothing, the connection breaks', { drop: true, times: 8 }],
    ['nothing, but does what it was asked', { drop: true, after: true, times: 8 }],
  ])('when it answers %s to many requests, then each call succeeds or is answered 503', async (_, fault) => {
    held.cloud.cosmos.faults.add(fault);

    const answers = await Promise.all(calls());

    const wrong = answers.filter(
      ({ status, headers }) => status >= 300 && !(status === 503 && headers.has('retry-after')),
    );
    expect(wrong.map(({ status, body }) => [status, body])).toEqual([]);
    held.cloud.cosmos.faults.clear();
    const again = await Promise.all(calls());
    expect(again.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
  });

  test.each<[string, Fault]>([
    ['429', { status: 429, times: 2 }],
    ['449', { status: 449, times: 2 }],
    ['nothing, the connection breaks', { drop: true, times: 1 }],
    ['nothing, but does what it was asked', { drop: true, after: true, times: 1 }],
  ])(
    'when a write is answered %s for a moment, then the call succeeds and is carried out once',
    async (_, fault) => {
      const adele = held.cloud.as('adele');
      const path = `${memberPath(contoso, 'alex')}/roles/incentivesAdministrator`;
      held.cloud.cosmos.faults.add({ operation: 'batch', ...fault });

      const granted = await adele.put(path, everywhere);

      const stored = await must(adele.get(path));
      expect(granted.status).toBeOneOf([200, 201]);
      expect(stored.body).toMatchObject({ scopes: everywhere.scopes, etag: granted.body.etag });
      const revoked = await adele.delete(path, { 'if-match': granted.body.etag });
      expect(revoked.status).toBe(204);
    },
  );

  test('when the answer to an enrollment is lost, then it is enrolled, and its history says so once', async () => {
    const path = open.replace('4100101', '4100103');
    const ines = held.cloud.as('ines');
    held.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });

    const enrolled = await ines.put(path);

    expect(enrolled.status).toBeOneOf([200, 201]);
    expect(enrolled.body.status).toBe('Enrolled');
    const history = await must(ines.get(`${path}/history`));
    expect(history.body.value).toHaveLength(1);
  });

  test('when the answer to a revocation is lost, then the role is gone', async () => {
    const adele = held.cloud.as('adele');
    const path = `${memberPath(contoso, 'otto')}/roles/accountAdministrator`;
    const { body } = await must(adele.put(path, {}));
    held.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });

    const revoked = await adele.delete(path, { 'if-match': body.etag });

    expect([revoked.status, (await adele.get(path)).status]).toEqual([204, 404]);
  });

  test('when the answer to a new organization is lost, then it is there as it was sent', async () => {
    const profile = { ...contoso.profile, globalMpnId: '4900000', legalName: 'Tailspin Toys Ltd' };
    held.cloud.cosmos.faults.add({ operation: 'create', drop: true, after: true });
    held.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });

    const written = await held.cloud.as('olivia').put('/organizations/tailspin', profile);

    expect(written.status).toBeOneOf([200, 201]);
    expect(written.body).toMatchObject(profile);
  });
});

describe('given a database that cannot be reached', () => {
  test('when any route is called, then it is answered 503 with its code and when to come back; health too', async () => {
    await held.cloud.cosmos.close();
    const client = createClient(held.cloud.api, () => held.cloud.identity.tokenFor('adele'));
    const needing = Object.values(requests).filter(({ path }) => path !== '/openapi.json');

    const answers = await Promise.all(
      needing.map(async ({ method, path, body }) => {
        if (method === 'GET') return client.get(path);
        return method === 'PUT' ? client.put(path, body) : client.delete(path);
      }),
    );

    const seen = answers.map(({ status, body, headers }) => [
      status,
      body?.error?.code,
      headers.get('retry-after'),
    ]);
    expect(seen).toEqual(needing.map(() => [503, 'service/database-unavailable', '1']));
  });

  test('when the description of the API is asked for, then it needs no database', async () => {
    expect((await fetch(`${held.cloud.api}/openapi.json`)).status).toBe(200);
  });
});
