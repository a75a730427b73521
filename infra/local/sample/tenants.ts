/** The sample directories: who works for each sample organization and for the vendor, with fixed ids. */
import type { DirectoryTenant, DirectoryUser } from '../directory.ts';

/** Template id of the directory role "Global administrator", the same in every tenant. */
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

type Person = Pick<DirectoryUser, 'nickname' | 'displayName'> & Partial<DirectoryUser>;
interface Company {
  displayName: string;
  domain: string;
  /** The first eight digits of every id in this tenant. */
  ids: string;
  language: string;
}

/** Ids count from the tenant's own, 0, in the order given: append new people at the end. */
function tenantOf({ displayName, domain, ids, language }: Company, people: Person[]): DirectoryTenant {
  const id = (n: number) => `${ids}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const users = people.map(
    (person, index): DirectoryUser => ({
      id: id(index + 1),
      mail: `${person.nickname}@${domain}`,
      userPrincipalName: `${person.nickname}@${domain}`,
      preferredLanguage: language,
      accountEnabled: true,
      userType: 'Member',
      directoryRoles: [],
      ...person,
    }),
  );
  return { tenantId: id(0), displayName, domain, users, groups: [] };
}

const contoso = tenantOf(
  { displayName: 'Contoso', domain: 'contoso.example', ids: 'c0470500', language: 'de-DE' },
  [
    { nickname: 'adele', displayName: 'Adele Vogt', directoryRoles: [globalAdministrator] },
    { nickname: 'alex', displayName: 'Alex Wilber', preferredLanguage: 'en-GB' },
    { nickname: 'ines', displayName: 'Ines Richter' },
    { nickname: 'uma', displayName: 'Uma Krause' },
    { nickname: 'otto', displayName: 'Otto Brandt' },
    {
      nickname: 'gustav',
      displayName: 'Gustav Lind',
      userType: 'Guest',
      mail: 'gustav@fourthcoffee.example',
      userPrincipalName: 'gustav_fourthcoffee.example#EXT#@contoso.example',
    },
    { nickname: 'diana', displayName: 'Diana Sommer', accountEnabled: false },
  ],
);

const fabrikam = tenantOf(
  { displayName: 'Fabrikam', domain: 'fabrikam.example', ids: 'fab41ca0', language: 'sv-SE' },
  [
    { nickname: 'frida', displayName: 'Frida Ekström', directoryRoles: [globalAdministrator] },
    { nickname: 'felix', displayName: 'Felix Åberg' },
    { nickname: 'fanny', displayName: 'Fanny Öst', mail: null },
  ],
);

const northwind = tenantOf(
  { displayName: 'Northwind Traders', domain: 'northwind.example', ids: '40471149', language: 'en-GB' },
  [
    { nickname: 'nora', displayName: 'Nora Finch', directoryRoles: [globalAdministrator] },
    { nickname: 'noah', displayName: 'Noah Price' },
  ],
);

const adventureWorks = tenantOf(
  { displayName: 'Adventure Works', domain: 'adventure-works.example', ids: 'ad7e4700', language: 'en-US' },
  [
    { nickname: 'anna', displayName: 'Anna Reyes', directoryRoles: [globalAdministrator] },
    { nickname: 'aaron', displayName: 'Aaron Blake' },
    { nickname: 'amir', displayName: 'Amir Haddad' },
    { nickname: 'april', displayName: 'April Stone' },
  ],
);

/** The directory of each sample organization; Contoso has groups, one within the other, to grant roles by. */
export const sampleTenants = {
  contoso: {
    ...contoso,
    groups: [
      group('c0470500-0000-4000-8000-000000000101', 'Channel sales', memberIds(contoso, ['uma', 'otto'])),
      group('c0470500-0000-4000-8000-000000000102', 'Partner business', [
        ...memberIds(contoso, ['ines']),
        'c0470500-0000-4000-8000-000000000101',
      ]),
    ],
  },
  fabrikam,
  northwind,
  'adventure-works': adventureWorks,
} satisfies Record<string, DirectoryTenant>;

export const sampleOperatorTenant = tenantOf(
  { displayName: 'Vendor', domain: 'vendor.example', ids: '0e4d0400', language: 'en-US' },
  [
    { nickname: 'olivia', displayName: 'Olivia Park', appRoles: ['Operator'] },
    { nickname: 'oscar', displayName: 'Oscar Nunez' },
  ],
);

function group(id: string, displayName: string, members: string[]) {
  return { id, displayName, members };
}

function memberIds({ users }: DirectoryTenant, nicknames: string[]): string[] {
  return users.filter(({ nickname }) => nicknames.includes(nickname)).map(({ id }) => id);
}
