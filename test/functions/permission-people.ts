/** Somebody for each column of the permission table; those the sample data lacks are added to the directories and synced. */

import { must } from '../../infra/local/client.ts';
import type { DirectoryUser } from '../../infra/local/directory.ts';
import { as, memberPath, syncDirectory } from '../../infra/local/seed.ts';
import { claimsOf } from './forgeries.ts';
import type { TestCloud } from './harness.ts';
import { contoso } from './permission-requests.ts';
import type { Column } from './permission-table.ts';

const munichOnly = { scopes: [{ locations: ['4100102'], programs: 'all' }] };
const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
/** Of Contoso: what each is given before the tests begin. */
const added = {
  sibyl: { role: 'incentivesAdministrator', scopes: munichOnly },
  ursula: { role: 'incentivesUser', scopes: munichOnly },
  dora: { role: 'incentivesAdministrator', scopes: everywhere },
};

function person(nickname: string, id: string): DirectoryUser {
  return {
    id,
    nickname,
    displayName: nickname,
    mail: null,
    userPrincipalName: `${nickname}@contoso.example`,
    preferredLanguage: null,
    accountEnabled: true,
    userType: 'Member',
    directoryRoles: [],
  };
}

/** A token for each column. */
export async function callers(cloud: TestCloud): Promise<Record<Column, string>> {
  await addPeople(cloud);
  const { identity } = cloud;
  const tokens = {
    operator: await identity.tokenFor('olivia'),
    globalAdministrator: await identity.tokenFor('adele'),
    accountAdministrator: await identity.tokenFor('alex'),
    incentivesAdministrator: await identity.tokenFor('ines'),
    incentivesAdministratorElsewhere: await identity.tokenFor('sibyl'),
    incentivesUser: await identity.tokenFor('uma'),
    incentivesUserElsewhere: await identity.tokenFor('ursula'),
    member: await identity.tokenFor('otto'),
    guest: await identity.tokenFor('gustav'),
    // Issued before the account was disabled.
    disabled: await identity.sign(await claimsOf(identity, 'dora')),
    otherOrganization: await identity.tokenFor('amir'),
    unboundTenant: await identity.tokenFor('stranger'),
    vendorEmployee: await identity.tokenFor('oscar'),
    nobody: '',
  };
  await disable(cloud, 'dora');
  return tokens;
}

async function addPeople(cloud: TestCloud): Promise<void> {
  const { tenantId } = contoso.tenant;
  const adele = as(cloud, 'adele');
  Object.keys(added).forEach((nickname, index) => {
    cloud.directory.addUser(tenantId, person(nickname, `c0470500-0000-4000-8000-00000000090${index}`));
  });
  cloud.directory.addTenant({
    tenantId: '57a46e00-0000-4000-8000-000000000000',
    displayName: 'Strangers',
    domain: 'strangers.example',
    users: [person('stranger', '57a46e00-0000-4000-8000-000000000001')],
    groups: [],
  });
  await syncDirectory(adele, contoso);
  const tenant = cloud.directory.tenant(tenantId) ?? contoso.tenant;
  for (const [nickname, { role, scopes }] of Object.entries(added))
    await must(adele.put(`${memberPath({ ...contoso, tenant }, nickname)}/roles/${role}`, scopes));
}

async function disable(cloud: TestCloud, nickname: string): Promise<void> {
  const { tenantId } = contoso.tenant;
  const id = cloud.directory.findUser(nickname)?.user.id ?? '';
  cloud.directory.updateUser(tenantId, id, { accountEnabled: false });
  await syncDirectory(as(cloud, 'adele'), contoso);
  await cloud.settle();
}
