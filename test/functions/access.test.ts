/** Access explained over HTTP: what a person is told of their roles, and of who can grant what they lack. */
import { expect, test } from 'vitest';
import { everywhere, found, reseller } from './company.ts';
import { refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();

test('everybody learns who they are and where each role comes from', async () => {
  const company = await found(scene.cloud);
  const { organizationId, tenantId } = company;
  const ofInes = await company.as('ines').get(`${company.path}/access`);
  expect(ofInes).toMatchObject({
    status: 200,
    body: {
      organizationId,
      tenantId,
      memberId: `${tenantId}:${company.objectId('ines')}`,
      roles: [
        { role: 'incentivesAdministrator', source: 'hand', ...everywhere },
        { role: 'member', source: 'tenant' },
      ],
    },
  });
  expect(ofInes.body).not.toHaveProperty('asked');
  const rolesOf = async (client: ReturnType<typeof company.as>) =>
    (await client.get(`${company.path}/access`)).body.roles.map(
      ({ role, source }: Record<string, string>) => `${role} by ${source}`,
    );
  expect(await rolesOf(company.as('gloria'))).toContain('globalAdministrator by directoryRole');
  expect(await rolesOf(company.as('mona'))).toEqual(['member by tenant']);
  expect(await rolesOf(scene.cloud.as('olivia'))).toEqual(['operator by token']);
});

test('a refusal leads to who can grant what is missing, and names nobody itself', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  const mona = company.as('mona');
  const refused = await mona.put(company.enrollment(office));
  expect(refused).toMatchObject(refusal(403, 'access/role-missing'));
  const { explainedBy } = refused.body.error.details;
  expect(explainedBy).toBe(
    `/api/v1${company.path}/access?operation=enroll&location=${office}&program=${reseller}`,
  );
  for (const person of ['alan', 'gloria'] as const)
    expect(JSON.stringify(refused.body)).not.toContain(company.mail(person));

  const { body } = await mona.get(explainedBy.replace('/api/v1', ''));
  expect(body.asked).toMatchObject({
    operation: 'enroll',
    location: office,
    program: reseller,
    allowed: false,
    as: null,
    anyOf: ['incentivesAdministrator'],
  });
  expect(body.asked.administrators).toHaveLength(2);
  for (const person of ['alan', 'gloria'] as const)
    expect(body.asked.administrators).toContainEqual({ displayName: person, mail: company.mail(person) });
});

test('who may is told by which role, and is told no names', async () => {
  const company = await found(scene.cloud);
  const ask = async (person: 'ines' | 'alan', operation: string) =>
    (await company.as(person).get(`${company.path}/access?operation=${operation}`)).body.asked;
  const none = { administrators: [], wayOut: null };
  expect(await ask('ines', 'enroll')).toMatchObject({
    allowed: true,
    as: 'incentivesAdministrator',
    ...none,
  });
  expect(await ask('alan', 'grantIncentivesRole')).toMatchObject({ as: 'accountAdministrator', ...none });
  expect(await ask('alan', 'enroll')).toMatchObject({ allowed: false });
  expect(await ask('alan', 'writePrograms')).toMatchObject({ allowed: false, administrators: [] });
});

test('the operator appoints the first Account administrator, and is told so while there is none', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const path = `${company.path}/access?operation=grantAccountAdministrator`;
  const operator = scene.cloud.as('olivia');
  expect((await operator.get(path)).body.asked).toMatchObject({ allowed: true, as: 'operator' });
  await company.appoint('alan', 'accountAdministrator', {});
  expect((await operator.get(path)).body.asked).toMatchObject({ allowed: false });
});

test('what is not there is no place to ask about', async () => {
  const company = await found(scene.cloud);
  const other = await found(scene.cloud, { appointed: 'none' });
  const ines = company.as('ines');
  const ask = (query: string) => ines.get(`${company.path}/access?${query}`);
  expect(await ask(`operation=enroll&location=${other.locations[0]}`)).toMatchObject(
    refusal(404, 'location/unknown'),
  );
  expect(await ask('operation=enroll&program=no-such-program')).toMatchObject(
    refusal(404, 'program/unknown'),
  );
  expect(await ask('operation=fly')).toMatchObject(refusal(400, 'request/invalid'));
  expect(await ask(`location=${company.locations[0]}`)).toMatchObject(refusal(400, 'request/invalid'));
  expect(await ines.get(`${other.path}/access`)).toMatchObject(refusal(404, 'organization/unknown'));
  expect(await scene.cloud.as('olivia').get('/organizations/nowhere/access')).toMatchObject(
    refusal(404, 'organization/unknown'),
  );
});
