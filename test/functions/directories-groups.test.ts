/** Roles and scope by groups through the API: what they give takes effect, and ends. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, everywhere, found, type Person, sync } from './company.ts';
import { administrators, configure, directoryPath, group } from './directory-settings.ts';
import { useCloud } from './harness.ts';

const held = useCloud('vendor');

const member = async (of: Company, person: Person) =>
  (await must(of.as('gloria').get(of.memberPath(person)))).body;
const canRead = async (of: Company, person: Person) =>
  (await of.as(person).get(`${of.path}/incentives`)).status;

describe('given a group mapped to Incentives administrator', () => {
  test('when somebody is in it, then they can do what the role allows, until they are not', async () => {
    const own = await found(held.cloud, { appointed: 'nobody' });
    const groupId = group(held.cloud, own, ['ivan']);
    expect(await canRead(own, 'ivan')).toBe(403);

    await must(configure(held.cloud, own, { mappings: [administrators(groupId)] }));
    const mapped = [await canRead(own, 'ivan'), await canRead(own, 'mona')];
    held.cloud.directory.setGroupMembers(own.tenantId, groupId, [own.objectId('mona')]);
    await sync(held.cloud, own);

    expect(mapped).toEqual([200, 403]);
    expect([await canRead(own, 'ivan'), await canRead(own, 'mona')]).toEqual([403, 200]);
    expect(await member(own, 'mona')).toMatchObject({
      roles: {},
      groupRoles: { incentivesAdministrator: { ...everywhere, groups: [groupId] } },
    });
  });

  test('when the mapping goes, then so does the role, and what a hand gave stays', async () => {
    const own = await found(held.cloud);
    await must(
      configure(held.cloud, own, { mappings: [administrators(group(held.cloud, own, ['ines', 'mona']))] }),
    );
    await must(configure(held.cloud, own, {}));

    expect([await canRead(own, 'ines'), await canRead(own, 'mona')]).toEqual([200, 403]);
    expect(await member(own, 'ines')).toMatchObject({ roles: { incentivesAdministrator: everywhere } });
  });

  test('when a hand takes its own grant back, then the role by the group stays', async () => {
    const own = await found(held.cloud);
    await must(configure(held.cloud, own, { mappings: [administrators(group(held.cloud, own, ['ines']))] }));
    const path = own.rolePath('ines', 'incentivesAdministrator');
    await must(own.as('gloria').delete(path, { 'if-match': '*' }));
    await sync(held.cloud, own);

    expect(await member(own, 'ines')).toMatchObject({
      roles: {},
      groupRoles: { incentivesAdministrator: everywhere },
    });
    expect(await canRead(own, 'ines')).toBe(200);
  });

  test('when it is not there, then the sync succeeds and says so', async () => {
    const own = await found(held.cloud);
    const groupId = randomUUID();
    await must(configure(held.cloud, own, { mappings: [administrators(groupId)] }));

    const { body } = await own.as('gloria').get(directoryPath(own));

    expect(body.lastSync).toMatchObject({
      state: 'succeeded',
      warnings: [{ code: 'groupUnknown', groupId }],
    });
  });

  test('when the mapping is the last of a live location, then it is taken away only knowingly', async () => {
    const own = await found(held.cloud, { appointed: 'nobody' });
    await must(configure(held.cloud, own, { mappings: [administrators(group(held.cloud, own, ['ivan']))] }));
    const [mpnId] = own.locations;
    await own.report({ [mpnId]: { trailing12MonthRevenueUsd: 50_000, scores: { security: 40 } } });

    const refused = await configure(held.cloud, own, {});
    const acknowledged = await configure(held.cloud, own, { acknowledge: 'stranded' });

    expect(refused.body.error).toMatchObject({
      code: 'role/last-administrator',
      details: { locations: [{ location: mpnId }] },
    });
    expect(acknowledged.status).toBe(200);
    expect(await canRead(own, 'ivan')).toBe(403);
  });
});

describe('given a scope of groups', () => {
  test('when it is set, then everybody else loses effect, and has it again when it is widened', async () => {
    const own = await found(held.cloud);
    await must(configure(held.cloud, own, { scope: { groups: [group(held.cloud, own, ['ines'])] } }));
    const narrow = [await canRead(own, 'ines'), await canRead(own, 'uma')];

    await must(configure(held.cloud, own, {}));

    expect(narrow).toEqual([200, 404]);
    expect(await canRead(own, 'uma')).toBe(200);
  });
});

describe('given a consent that is withdrawn', () => {
  test('when it is given again, then the mapped roles are as the directory says by then', async () => {
    const own = await found(held.cloud, { appointed: 'nobody' });
    const groupId = group(held.cloud, own, ['ivan']);
    await must(configure(held.cloud, own, { mappings: [administrators(groupId)] }));
    held.cloud.graph.faults.add({ status: 403, times: 50 });
    held.cloud.directory.setGroupMembers(own.tenantId, groupId, [own.objectId('mona')]);
    await sync(held.cloud, own);
    const { body } = await own.as('gloria').get(directoryPath(own));
    held.cloud.graph.faults.clear();

    expect(body).toMatchObject({ state: 'consentMissing', lastSync: { fault: { code: 'consentMissing' } } });
    expect(body.consentUrl).toContain(own.tenantId);
    expect(await canRead(own, 'ivan')).toBe(200);
    await sync(held.cloud, own);
    expect([await canRead(own, 'ivan'), await canRead(own, 'mona')]).toEqual([403, 200]);
  });
});
