/** Races for the last administrator, a few rounds; test/deep runs a hundred. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { everywhere, found, openProgram } from './company.ts';
import { refusal, usePrograms } from './enrolling.ts';
import { revocations } from './revocations.ts';

const scene = usePrograms();
const administrator = 'incentivesAdministrator';

test('fifty revoke the two last administrators: one always remains, or it was acknowledged', async () => {
  for (const { left, statuses, acknowledged } of await revocations(scene.cloud, 5)) {
    expect([...statuses].filter((status) => ![204, 409, 503].includes(status))).toEqual([]);
    expect(left.length === 1 || acknowledged).toBe(true);
  }
}, 120_000);

test('a role that was revoked, and the revocation answered, does not serve the next call', async () => {
  const company = await found(scene.cloud);
  const role = company.rolePath('ines', administrator);
  const path = company.enrollment(company.locations[0], openProgram);
  for (let round = 0; round < 5; round += 1) {
    await must(company.as('alan').delete(role, { 'if-match': '*' }));
    expect(await company.as('ines').put(path)).toMatchObject(refusal(403, 'access/role-missing'));
    await must(company.as('alan').put(role, everywhere));
  }
  expect((await company.as('ines').put(path)).status).toBe(201);
});

test('two who appoint revoke each other at once: one of them stays', async () => {
  const company = await found(scene.cloud);
  const { tenantId } = company;
  await company.appoint('mona', 'accountAdministrator', {});
  scene.cloud.directory.updateUser(tenantId, company.objectId('gloria'), { accountEnabled: false });
  await must(company.as('alan').put(`${company.path}/directories/${tenantId}/syncs/without-gloria`));
  await scene.cloud.settle();
  const role = (person: 'alan' | 'mona') => company.rolePath(person, 'accountAdministrator');
  const answers = await Promise.all([
    company.as('alan').delete(role('mona'), { 'if-match': '*' }),
    company.as('mona').delete(role('alan'), { 'if-match': '*' }),
  ]);
  const [done, refused] = answers.map(({ status }) => status).sort();
  expect(done).toBe(204);
  expect([403, 409]).toContain(refused);
});

test('what one organization claimed and never used may be taken over, what it uses never', async () => {
  const operator = scene.cloud.as('olivia');
  const company = await found(scene.cloud, { appointed: 'none' });
  const other = await found(scene.cloud, { appointed: 'none' });
  const place = { name: 'Branch', country: 'SE' };
  const path = (one: typeof company, mpnId: string) => `${one.path}/locations/${mpnId}`;
  scene.cloud.cosmos.faults.add({ operation: 'batch', status: 503, times: 20 });
  expect((await operator.put(path(company, '7770001'), place)).status).toBe(503);
  scene.cloud.cosmos.faults.clear();
  const taken = refusal(409, 'organization/mpn-id-taken');
  expect(await operator.put(path(other, '7770001'), place)).toMatchObject(taken);
  await scene.cloud.host.moveClock(new Date(scene.cloud.now().getTime() + 10 * 60_000));
  expect((await operator.put(path(other, '7770001'), place)).status).toBe(201);
  expect(await operator.put(path(company, '7770001'), place)).toMatchObject(taken);
  expect(await operator.put(path(other, company.locations[0]), place)).toMatchObject(taken);
  expect(await operator.put(`${other.path}/directories/${company.tenantId}`, {})).toMatchObject(
    refusal(409, 'directory/tenant-taken'),
  );
});
