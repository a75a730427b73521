/** The audit over HTTP: what is told of roles, newest first, to those who administer. */
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { agreement, everywhere, found, type Person, reseller } from './company.ts';
import { invited, refusal, usePrograms } from './enrolling.ts';

const scene = usePrograms();
const administrator = 'incentivesAdministrator';

test('each change of a role is told once, with what it was and what it is', async () => {
  const company = await found(scene.cloud, { appointed: 'nobody' });
  const [office] = company.locations;
  const gloria = company.as('gloria');
  const role = company.rolePath('ivan', administrator);
  const narrow = { scopes: [{ locations: [office], programs: [reseller] }] };
  await must(gloria.put(role, narrow));
  await must(gloria.put(role, narrow));
  await must(gloria.put(role, everywhere, { 'if-match': '*' }));
  await must(gloria.delete(role, { 'if-match': '*' }));
  await must(gloria.delete(role));
  const { body } = await must(gloria.get(`${company.path}/audit?top=4`));
  const told = {
    by: `${company.tenantId}:${company.objectId('gloria')}`,
    target: `${company.tenantId}:${company.objectId('ivan')}`,
    role: administrator,
  };
  expect(body.value).toMatchObject([
    { ...told, what: 'revoke', before: everywhere.scopes, after: null },
    { ...told, what: 'grant', before: narrow.scopes, after: everywhere.scopes },
    { ...told, what: 'grant', before: null, after: narrow.scopes },
    { what: 'directory' },
  ]);
});

test('a refused change is not told, a knowing one says that it was', async () => {
  const { company } = await invited(scene.cloud);
  const alan = company.as('alan');
  const role = company.rolePath('ines', administrator);
  await alan.delete(role, { 'if-match': '*' });
  await must(alan.delete(`${role}?acknowledge=stranded`, { 'if-match': '*' }));
  const { body } = await must(alan.get(`${company.path}/audit?top=1`));
  expect(body.value).toMatchObject([{ what: 'revoke', acknowledged: true }]);
});

test('it is read page by page, newest first, each entry once', async () => {
  const company = await found(scene.cloud);
  const role = company.rolePath('ivan', administrator);
  await must(company.as('alan').put(role, everywhere));
  await must(company.as('alan').delete(role, { 'if-match': '*' }));
  const read: string[] = [];
  let next: string | undefined = `${company.path}/audit?top=2`;
  while (next) {
    const { body }: Awaited<ReturnType<typeof must>> = await must(scene.cloud.as('olivia').get(next));
    read.push(...body.value.map(({ what, target }: Record<string, string>) => `${what} ${target}`));
    next = body.nextLink;
  }
  const member = (person: Person) => `${company.tenantId}:${company.objectId(person)}`;
  expect(read).toEqual([
    `revoke ${member('ivan')}`,
    `grant ${member('ivan')}`,
    `grant ${member('uma')}`,
    `grant ${member('ines')}`,
    `grant ${member('alan')}`,
    `directory ${company.tenantId}`,
    ...company.locations.map((mpnId) => `location ${mpnId}`).reverse(),
    `agreement ${agreement}`,
    `migration ${company.organizationId}`,
    `organization ${company.organizationId}`,
  ]);
});

test('who enrolls, and who is from elsewhere, does not read it', async () => {
  const company = await found(scene.cloud);
  const other = await found(scene.cloud, { appointed: 'none' });
  const path = `${company.path}/audit`;
  expect(await company.as('ines').get(path)).toMatchObject(refusal(403, 'access/role-missing'));
  expect(await other.as('gloria').get(path)).toMatchObject(refusal(404, 'organization/unknown'));
});
