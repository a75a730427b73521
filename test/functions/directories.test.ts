/** A company's directory through the API: who sets it up, and how. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, found } from './company.ts';
import { administrators, configure, directoryPath } from './directory-settings.ts';
import { useCloud } from './harness.ts';

const held = useCloud('vendor');
let company: Company;
beforeAll(async () => {
  company = await found(held.cloud);
});

describe('given a directory that is set to defaults', () => {
  test('when it is read, then it says so', async () => {
    const { body } = await company.as('gloria').get(directoryPath(company));

    expect(body).toMatchObject({ state: 'connected', scope: 'all', mappings: [] });
  });

  test('when the same is put again, then nothing happens, with or without If-Match', async () => {
    const gloria = company.as('gloria');
    const before = await gloria.get(directoryPath(company));

    const again = await gloria.put(directoryPath(company), {});
    const stale = await gloria.put(
      directoryPath(company),
      { scope: 'all', mappings: [] },
      { 'if-match': '"old"' },
    );

    expect([again.status, stale.status]).toEqual([200, 200]);
    expect(stale.body).toEqual(before.body);
  });

  test('when it is changed without having been read, then it is refused', async () => {
    const change = { mappings: [administrators(randomUUID())] };
    const blind = await company.as('gloria').put(directoryPath(company), change);
    const stale = await company.as('gloria').put(directoryPath(company), change, { 'if-match': '"old"' });

    expect([blind.body.error.code, stale.body.error.code]).toEqual([
      'request/precondition-required',
      'request/precondition-failed',
    ]);
  });

  test('when somebody else than the operator or a Global administrator sets it, then it is refused', async () => {
    const refused = await company
      .as('alan')
      .put(directoryPath(company), { scope: { groups: [randomUUID()] } });

    expect(refused.body.error).toMatchObject({
      code: 'access/role-missing',
      details: { operation: 'configureDirectory', anyOf: ['operator', 'globalAdministrator'] },
    });
  });

  test('when a Global administrator sets another tenant, bound or not, then it is refused', async () => {
    const { path } = company;
    const other = await company.as('gloria').put(`${path}/directories/${randomUUID()}`, {});

    expect(other.body.error.code).toBe('access/role-missing');
  });
});

describe('given settings that cannot be', () => {
  const scoped = (locations: string[], programs: string[] | 'all' = 'all') => ({
    mappings: [{ groupId: randomUUID(), role: 'incentivesUser', scopes: [{ locations, programs }] }],
  });
  const twice = administrators(randomUUID());

  test.each<[string, (of: Company) => object, string]>([
    ['the global ID', ({ globalMpnId }) => scoped([globalMpnId]), 'location/global-mpn-id'],
    ['a location of nobody', () => scoped(['999']), 'role/location-unknown'],
    ['an unknown program', ({ locations }) => scoped(locations, ['nothing']), 'role/program-unknown'],
    ['too many names', () => scoped(Array.from({ length: 201 }, (_, n) => `${n}`)), 'request/invalid'],
    ['no scopes', () => ({ mappings: [{ ...twice, scopes: undefined }] }), 'role/scopes-required'],
    [
      'scopes of an Account administrator',
      () => ({ mappings: [{ ...twice, role: 'accountAdministrator' }] }),
      'role/scopes-not-allowed',
    ],
    [
      'a role that groups cannot give',
      () => ({ mappings: [{ ...twice, role: 'operator' }] }),
      'request/invalid',
    ],
    ['a group twice', () => ({ mappings: [twice, twice] }), 'request/invalid'],
    ['a scope without groups', () => ({ scope: { groups: [] } }), 'request/invalid'],
    [
      'very many names',
      ({ locations }) => ({
        mappings: Array.from({ length: 50 }, () => ({
          ...administrators(randomUUID()),
          scopes: Array.from({ length: 50 }, () => ({ locations, programs: 'all' })),
        })),
      }),
      'directory/settings-too-large',
    ],
  ])('when they name %s, then they are refused', async (_, settings, code) => {
    const before = await company.as('gloria').get(directoryPath(company));

    const refused = await configure(held.cloud, company, settings(company));

    expect(refused.body.error.code).toBe(code);
    expect((await company.as('gloria').get(directoryPath(company))).body).toEqual(before.body);
  });
});

describe('given a sync under another name', () => {
  test('when one joins it, then both names answer it, also afterwards', async () => {
    const own = await found(held.cloud);
    const gloria = own.as('gloria');
    const syncs = `${directoryPath(own)}/syncs`;
    held.cloud.graph.faults.add({ latencyMs: 500 });
    const first = await must(gloria.put(`${syncs}/first`));
    const second = await must(gloria.put(`${syncs}/second`));
    await held.cloud.host.drain();

    const answered = await Promise.all(['first', 'second'].map((name) => gloria.get(`${syncs}/${name}`)));

    expect([first.body.syncId, second.body.syncId]).toEqual(['first', 'first']);
    expect(answered.map(({ body }) => [body.syncId, body.state])).toEqual([
      ['first', 'succeeded'],
      ['first', 'succeeded'],
    ]);
  });
});
