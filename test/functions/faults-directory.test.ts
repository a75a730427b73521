/** The company directory in trouble: the sync says what is wrong and what to do, and nobody's roles change. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import type { GraphFault } from '../../infra/local/graph/faults.ts';
import { useCloud } from './harness.ts';
import { contoso } from './permission-requests.ts';

const held = useCloud('partners');
afterEach(() => held.cloud.graph.faults.clear());

const directory = `/organizations/contoso/directories/${contoso.tenant.tenantId}`;

/** Asks for a sync and waits for its end. */
async function sync(nickname: string, path = directory) {
  const client = held.cloud.as(nickname);
  const { body } = await must(client.put(`${path}/syncs/${randomUUID()}`));
  await held.cloud.host.drain();
  return (await must(client.get(`${path}/syncs/${body.syncId}`))).body;
}

const members = async () => (await held.cloud.as('adele').get('/organizations/contoso/members')).body;

describe('given a directory that was read before', () => {
  test.each<[string, GraphFault, string]>([
    ['refuses: the consent was withdrawn', { status: 403, times: 50 }, 'consentMissing'],
    ['takes the token for none of its own', { status: 401, times: 50 }, 'consentMissing'],
    ['cannot be reached', { drop: true, times: 50 }, 'unavailable'],
    ['fails', { status: 500, times: 50 }, 'unavailable'],
    ['breaks down half way', { path: '/users', drop: true, times: 50 }, 'unavailable'],
  ])(
    'when it %s, then the sync fails with a way out, and the members stay as they are',
    async (_, fault, code) => {
      const before = await members();
      held.cloud.graph.faults.add(fault);

      const failed = await sync('adele');

      expect(failed).toMatchObject({ state: 'failed', fault: { code } });
      expect(failed.fault.message).toMatch(/next sync/);
      expect(await members()).toEqual(before);
      held.cloud.graph.faults.clear();
      expect(await sync('adele')).toMatchObject({ state: 'succeeded' });
      expect(await members()).toEqual(before);
    },
  );

  test('when the consent is missing, then the directory says so, and where to give it', async () => {
    held.cloud.graph.faults.add({ status: 403, times: 50 });
    await sync('adele');

    const { body } = await held.cloud.as('adele').get(directory);

    expect(body).toMatchObject({ state: 'consentMissing', lastSync: { state: 'failed' } });
    expect(body.consentUrl).toContain(`/${contoso.tenant.tenantId}/adminconsent`);
  });

  test('when it forgot where reading should go on, then everybody is read again', async () => {
    const before = await members();
    held.cloud.graph.expireLinks();

    expect(await sync('adele')).toMatchObject({ state: 'succeeded' });
    expect(await members()).toEqual(before);
  });
});

describe('given a tenant that never consented', () => {
  const tenantId = '7a11597e-0000-4000-8000-000000000000';
  const path = `/organizations/northwind/directories/${tenantId}`;

  test('when it is read, then nothing comes of it until somebody consents', async () => {
    const { cloud } = held;
    cloud.directory.addTenant({
      tenantId,
      displayName: 'Tailspin',
      domain: 'tailspin.example',
      users: [],
      groups: [],
    });
    cloud.identity.setConsent(tenantId, false);
    await must(cloud.as('olivia').put(path, {}));

    const refused = await sync('olivia', path);
    cloud.identity.setConsent(tenantId, true);
    const consented = await sync('olivia', path);

    expect(refused).toMatchObject({ state: 'failed', fault: { code: 'consentMissing' } });
    expect(consented).toMatchObject({ state: 'succeeded' });
  });
});

describe('given a directory that has gone for good', () => {
  test('when it is read, then the sync fails, and everything else works', async () => {
    const before = await members();
    await held.cloud.graph.close();

    expect(await sync('adele')).toMatchObject({ state: 'failed', fault: { code: 'unavailable' } });
    expect(await members()).toEqual(before);
  });
});
