/** Two small tenants with sign-in and Graph in front of them, for the tests of the stand-ins. */
import { createCertificate, trust } from '../../../infra/local/certificate.ts';
import { createDirectory, type DirectoryUser } from '../../../infra/local/directory.ts';
import { startIdentity } from '../../../infra/local/identity.ts';

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
export const contoso = '11111111-1111-4111-8111-111111111111';
export const fabrikam = '22222222-2222-4222-8222-222222222222';
export const client = { clientId: '33333333-3333-4333-8333-333333333333', clientSecret: 'a secret' };

export function person(nickname: string, own: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id: `aaaaaaaa-0000-4000-8000-${Buffer.from(nickname).toString('hex').padStart(12, '0').slice(-12)}`,
    nickname,
    displayName: nickname[0]?.toUpperCase() + nickname.slice(1),
    mail: `${nickname}@contoso.example`,
    userPrincipalName: `${nickname}@contoso.example`,
    preferredLanguage: 'en-US',
    accountEnabled: true,
    userType: 'Member',
    directoryRoles: [],
    ...own,
  };
}

export async function startCloud() {
  const tls = await createCertificate();
  trust(tls.ca);
  const adele = person('adele', { directoryRoles: [globalAdministrator], appRoles: ['Operator'] });
  const users = [adele, person('bertil', { preferredLanguage: 'sv-SE' }), person('cecilia', { mail: null })];
  const members = [adele.id, '99999999-0000-4000-8000-000000000002'];
  const groups = [
    { id: '99999999-0000-4000-8000-000000000001', displayName: 'Incentives', members },
    {
      id: '99999999-0000-4000-8000-000000000002',
      displayName: "Bertil's",
      members: [person('bertil').id, '99999999-0000-4000-8000-000000000001'],
    },
  ];
  const directory = createDirectory([
    { tenantId: contoso, displayName: 'Contoso', domain: 'contoso.example', users, groups },
    {
      tenantId: fabrikam,
      displayName: 'Fabrikam',
      domain: 'fabrikam.example',
      users: [person('gustav', { userType: 'Guest' })],
      groups: [],
    },
  ]);
  const identity = await startIdentity({ directory, tls, audience: client.clientId, clients: [client] });
  return { tls, directory, identity };
}
