/** What the audit tells of directories: who set them up, and how many people gained and lost roles by their groups. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { type Company, eligible, everywhere, found, type Person, sync } from './company.ts';
import { administrators, configure, group } from './directory-settings.ts';
import { usePrograms } from './enrolling.ts';

const scene = usePrograms();

async function mappedTo(people: Person[]) {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const groupId = group(scene.cloud, company, people);
  const users = { groupId, role: 'incentivesUser', ...everywhere };
  await must(configure(scene.cloud, company, { mappings: [administrators(groupId), users] }));
  return { company, groupId };
}

const newest = async ({ as, path }: Company, top: number) =>
  (await must(as('gloria').get(`${path}/audit?top=${top}`))).body.value;

const told = ({ tenantId }: Company, gained: number, lost: number) => ({
  what: 'sync',
  by: 'system',
  at: expect.any(String),
  syncId: expect.any(String),
  target: tenantId,
  roles: { incentivesAdministrator: { gained, lost }, incentivesUser: { gained, lost } },
});

test('given groups that give roles, when a sync finds others in them, then it tells how many, and only then', async () => {
  const { company, groupId } = await mappedTo(['ivan', 'mona', 'uma']);
  const by = `${company.tenantId}:${company.objectId('gloria')}`;
  expect(await newest(company, 2)).toEqual([
    told(company, 3, 0),
    expect.objectContaining({ what: 'directory', by, before: { scope: 'all', mappings: [] } }),
  ]);
  const { directory } = scene.cloud;
  directory.setGroupMembers(company.tenantId, groupId, [company.objectId('mona'), company.objectId('alan')]);
  await sync(scene.cloud, company);
  expect(await newest(company, 2)).toEqual([told(company, 1, 2), told(company, 3, 0)]);
  await sync(scene.cloud, company);
  expect(await newest(company, 2)).toEqual([told(company, 1, 2), told(company, 3, 0)]);
});

test('given a sync, when the answer to what it wrote is lost, then it tells once', async () => {
  const { company, groupId } = await mappedTo(['ivan']);
  scene.cloud.directory.setGroupMembers(company.tenantId, groupId, []);
  scene.cloud.cosmos.faults.add({ operation: 'batch', drop: true, after: true });
  await sync(scene.cloud, company);
  expect(await newest(company, 2)).toEqual([told(company, 0, 1), told(company, 1, 0)]);
});

test('given settings that strand a location, when they are put knowingly, then the audit says so', async () => {
  const { company } = await mappedTo(['ivan']);
  await company.report({ [company.locations[0]]: eligible });
  await must(configure(scene.cloud, company, { acknowledge: 'stranded' }));
  expect(await newest(company, 2)).toMatchObject([
    told(company, 0, 1),
    { what: 'directory', acknowledged: true, after: { scope: 'all', mappings: [] } },
  ]);
});
