/** Members and their roles over HTTP. Each test makes a company of its own. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { everywhere, found, openProgram, reseller, sync } from './company.ts';
import { enroll, etagOf, refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const administrator = 'incentivesAdministrator';
const mpnIdsOf = ({ body }: { body: { value: { mpnId: string }[] } }) => body.value.map(({ mpnId }) => mpnId);

test('a role is granted, changed under the ETag that was read, and revoked, each repeatable', async () => {
  const company = await found(scene.cloud);
  const [office] = company.locations;
  const alan = company.as('alan');
  const path = company.rolePath('ivan', administrator);
  const narrow = { scopes: [{ locations: [office], programs: [reseller] }] };

  expect(await alan.get(path)).toMatchObject(refusal(404, 'role/not-granted'));
  const granted = await alan.put(path, narrow);
  const assignedBy = company.memberPath('alan').split('/').at(-1);
  expect(granted).toMatchObject({ status: 201, body: { role: administrator, ...narrow, assignedBy } });
  expect(await alan.put(path, narrow)).toMatchObject({ status: 200, body: granted.body });

  expect(await alan.put(path, everywhere)).toMatchObject(refusal(428, 'request/precondition-required'));
  const etag = granted.headers.get('etag') ?? '';
  const changed = await alan.put(path, everywhere, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: everywhere });
  const late = await alan.put(path, narrow, { 'if-match': etag });
  expect(late).toMatchObject(refusal(412, 'request/precondition-failed'));

  expect(await alan.delete(path)).toMatchObject(refusal(428, 'request/precondition-required'));
  const stale = await alan.delete(path, { 'if-match': etag });
  expect(stale).toMatchObject(refusal(412, 'request/precondition-failed'));
  const revoked = await alan.delete(path, { 'if-match': changed.body.etag });
  const again = await alan.delete(path, { 'if-match': changed.body.etag });
  expect([revoked.status, again.status]).toEqual([204, 204]);
  const revived = await alan.put(path, narrow, { 'if-match': etag });
  expect(revived).toMatchObject(refusal(412, 'request/precondition-failed'));
  expect(await alan.get(path)).toMatchObject(refusal(404, 'role/not-granted'));
});

test('what takes effect is what was granted last', async () => {
  const company = await found(scene.cloud);
  const [office, branch] = company.locations;
  const alan = company.as('alan');
  const path = company.rolePath('ines', administrator);
  const there = { scopes: [{ locations: [branch], programs: 'all' }] };
  await must(alan.put(path, there, { 'if-match': await etagOf(alan, path) }));
  const refused = await enroll(company.as('ines'), company.enrollment(office, openProgram));
  expect(refused).toMatchObject(refusal(403, 'access/role-missing'));
  expect(mpnIdsOf(await company.as('ines').get(`${company.path}/incentives`))).toEqual([branch]);
  await must(alan.delete(path, { 'if-match': '*' }));
  const gone = await enroll(company.as('ines'), company.enrollment(branch, openProgram));
  expect(gone).toMatchObject(refusal(403, 'access/role-missing'));
});

test('scopes name known locations and programs of the organization, for the Incentives roles only', async () => {
  const company = await found(scene.cloud);
  const { globalMpnId, locations } = company;
  const other = await found(scene.cloud, { appointed: 'none' });
  const alan = company.as('alan');
  const put = (role: 'accountAdministrator' | 'incentivesUser', body: object) =>
    alan.put(company.rolePath('mona', role), body);
  const at = (mpnId: string, program = reseller) => ({
    scopes: [{ locations: [mpnId], programs: [program] }],
  });

  const global = await put('incentivesUser', at(globalMpnId));
  expect(global).toMatchObject(refusal(400, 'location/global-mpn-id'));
  const message = `${globalMpnId} is your global ID; your locations are ${locations.join(', ')}.`;
  expect(global.body.error).toMatchObject({ message, details: { locations } });
  const strange = await put('incentivesUser', at(other.locations[0]));
  expect(strange).toMatchObject(refusal(400, 'role/location-unknown'));
  expect(strange.body.error.details).toEqual({ locations });
  const unknown = await put('incentivesUser', at(locations[0], 'no-such-program'));
  expect(unknown).toMatchObject(refusal(400, 'role/program-unknown'));
  expect(await put('incentivesUser', {})).toMatchObject(refusal(400, 'role/scopes-required'));
  expect(await put('incentivesUser', { scopes: [] })).toMatchObject(refusal(400, 'request/invalid'));
  const wide = await put('accountAdministrator', everywhere);
  expect(wide).toMatchObject(refusal(400, 'role/scopes-not-allowed'));
  expect((await alan.get(company.memberPath('mona'))).body.roles).toEqual({});
});

test('nobody is given a role whom the directory disabled or does not know', async () => {
  const company = await found(scene.cloud);
  const alan = company.as('alan');
  const disabled = await alan.put(company.rolePath('diana', administrator), everywhere);
  expect(disabled).toMatchObject(refusal(409, 'role/member-inactive'));
  const stranger = company.rolePath('mona', administrator).replace(/.{12}(?=\/roles)/, '0'.repeat(12));
  expect(await alan.put(stranger, everywhere)).toMatchObject(refusal(404, 'member/unknown'));
  expect(await alan.delete(stranger)).toMatchObject(refusal(404, 'member/unknown'));
});

test('the operator appoints an Account administrator only while there is none, and no Incentives administrator ever', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const operator = scene.cloud.as('olivia');
  const incentives = await operator.put(company.rolePath('ines', administrator), everywhere);
  expect(incentives).toMatchObject(refusal(403, 'access/role-missing'));
  expect((await operator.put(company.rolePath('alan', 'accountAdministrator'), {})).status).toBe(201);
  expect((await operator.put(company.rolePath('alan', 'accountAdministrator'), {})).status).toBe(200);
  const second = await operator.put(company.rolePath('mona', 'accountAdministrator'), {});
  expect(second).toMatchObject(refusal(403, 'access/role-missing'));
  expect((await company.as('alan').put(company.rolePath('mona', 'accountAdministrator'), {})).status).toBe(
    201,
  );
  const { tenantId } = company;
  scene.cloud.directory.updateUser(tenantId, company.objectId('alan'), { accountEnabled: false });
  scene.cloud.directory.updateUser(tenantId, company.objectId('mona'), { accountEnabled: false });
  await sync(scene.cloud, company);
  expect((await operator.put(company.rolePath('ivan', 'accountAdministrator'), {})).status).toBe(201);
});

test('the members are listed page by page, each once, with their roles', async () => {
  const company = await found(scene.cloud);
  const pages: string[][] = [];
  let next: string | undefined = `${company.path}/members?top=3`;
  while (next) {
    const { body }: Awaited<ReturnType<typeof must>> = await must(company.as('alan').get(next));
    pages.push(body.value.map((member: { displayName: string }) => member.displayName));
    next = body.nextLink;
  }
  expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
  expect(pages.flat().sort()).toEqual(['alan', 'diana', 'gloria', 'gustav', 'ines', 'ivan', 'mona', 'uma']);
  const { body } = await company.as('alan').get(company.memberPath('ines'));
  expect(body).toMatchObject({ displayName: 'ines', enabled: true, roles: { [administrator]: everywhere } });
  expect(await company.as('ines').get(`${company.path}/members`)).toMatchObject(
    refusal(403, 'access/role-missing'),
  );
});

test('a guest is nobody, unless granted', async () => {
  const company = await found(scene.cloud);
  const gustav = company.as('gustav');
  expect(await gustav.get(company.path)).toMatchObject(refusal(404, 'organization/unknown'));
  await company.appoint('gustav', 'incentivesUser');
  expect((await gustav.get(company.path)).status).toBe(200);
  expect(mpnIdsOf(await gustav.get(`${company.path}/incentives`))).toEqual(company.locations);
});
