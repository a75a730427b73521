/** A partner organization of a test's own, made through the API, so that the tests of a file do not see each other. */
import { randomUUID } from 'node:crypto';
import { type Client, must } from '../../infra/local/client.ts';
import type { DirectoryUser } from '../../infra/local/directory.ts';
import type { LocationFacts } from '../../shared/organizations/location-facts.ts';
import type { TestCloud } from './harness.ts';

export const reseller = 'csp-indirect-reseller';
export const openProgram = 'commerce-incentives';
export const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
export const agreement = 'microsoftPartnerAgreement';

/** What a location reports; eligible for the indirect reseller program alone, unless said otherwise. */
export type Figures = Partial<Omit<LocationFacts, 'asOf'>>;
/** A row of figures, in which whatever is not said is nothing. */
export const row = (mpnId: string, figures: Figures = {}) => ({
  mpnId,
  trailing12MonthRevenueUsd: 0,
  designations: [],
  scores: {},
  nominations: [],
  activity: {},
  ...figures,
});
export const eligible: Figures = { trailing12MonthRevenueUsd: 50_000, scores: { security: 40 } };
export const ineligible: Figures = { trailing12MonthRevenueUsd: 19_200, scores: { security: 40 } };

type Role = 'accountAdministrator' | 'incentivesAdministrator' | 'incentivesUser';

/** Everybody of every company, by what they are: their first names. Nothing is granted to the last four. */
const people = {
  gloria: { directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'] },
  alan: {},
  ines: {},
  uma: {},
  ivan: {},
  mona: {},
  gustav: { userType: 'Guest' },
  diana: { accountEnabled: false },
} satisfies Record<string, Partial<DirectoryUser>>;
export type Person = keyof typeof people;

export interface Company {
  organizationId: string;
  tenantId: string;
  /** `/organizations/{organizationId}` */
  path: string;
  globalMpnId: string;
  locations: [string, string];
  as(person: Person): Client;
  mail(person: Person | 'contact'): string;
  memberPath(person: Person): string;
  objectId(person: Person): string;
  rolePath(person: Person, role: Role): string;
  enrollment(mpnId: string, programId?: string): string;
  /** Grants a role that the person does not have yet. */
  appoint(person: Person, role: Role, body?: object): Promise<void>;
  /** Each location's figures, and the letters they cause. */
  report(figures: Record<string, Figures>, asOf?: string): Promise<void>;
}

export interface Founding {
  migration?: 'inProgress' | 'completed';
  /** Default: alan, ines and uma have their roles, everywhere. `none`: nobody is known at all. */
  appointed?: 'everybody' | 'nobody' | 'none';
}

let founded = 0;

/** Two locations, migrated, with its agreement, its directory read and its people appointed; nothing reported yet. */
export async function found(cloud: TestCloud, founding: Founding = {}): Promise<Company> {
  const { migration = 'completed', appointed = 'everybody' } = founding;
  const company = companyOf(cloud);
  const operator = cloud.as('olivia');
  cloud.directory.addTenant(tenantOf(company));
  const { path, globalMpnId } = company;
  const profile = { legalName: `Company ${globalMpnId}`, country: 'SE', globalMpnId };
  await must(operator.put(path, { ...profile, contactMail: company.mail('contact') }));
  await must(operator.put(`${path}/migration`, { status: migration }, { 'if-match': '*' }));
  await must(operator.put(`${path}/agreements/${agreement}`, { activeFrom: '2020-09-01' }));
  for (const mpnId of company.locations)
    await must(operator.put(`${path}/locations/${mpnId}`, { name: `Office ${mpnId}`, country: 'SE' }));
  await must(operator.put(`${path}/directories/${company.tenantId}`, {}));
  if (appointed === 'none') return company;
  await sync(cloud, company);
  if (appointed === 'nobody') return company;
  await company.appoint('alan', 'accountAdministrator', {});
  await company.appoint('ines', 'incentivesAdministrator');
  await company.appoint('uma', 'incentivesUser');
  return company;
}

/** Reads the directory of the company as it is now. */
export async function sync(cloud: TestCloud, { as, path, tenantId }: Company): Promise<void> {
  await must(as('gloria').put(`${path}/directories/${tenantId}/syncs/${randomUUID()}`));
  await cloud.host.drain();
}

function companyOf(cloud: TestCloud): Company {
  founded += 1;
  const organizationId = `company-${founded}`;
  const tenantId = randomUUID();
  const path = `/organizations/${organizationId}`;
  const number = 5_000_000 + founded * 1000;
  const company: Company = {
    organizationId,
    tenantId,
    path,
    globalMpnId: String(number),
    locations: [String(number + 1), String(number + 2)],
    as: (person) => cloud.as(nickname(person, organizationId)),
    mail: (person) => `${person}@${organizationId}.example`,
    objectId: (person) => objectId(tenantId, person),
    memberPath: (person) => `${path}/members/${tenantId}:${objectId(tenantId, person)}`,
    rolePath: (person, role) => `${company.memberPath(person)}/roles/${role}`,
    enrollment: (mpnId, programId = reseller) => `${path}/locations/${mpnId}/enrollments/${programId}`,
    appoint: async (person, role, body = everywhere) => {
      await must(company.as('gloria').put(company.rolePath(person, role), body));
    },
    report: async (figures, asOf = '2027-02-18') => {
      const locations = Object.entries(figures).map(([mpnId, reported]) => row(mpnId, reported));
      await must(cloud.as('olivia').put(`${path}/facts`, { asOf, locations }));
      await cloud.settle();
    },
  };
  return company;
}

const nickname = (person: string, organizationId: string) => `${person}.${organizationId}`;

/** Each person's id is the tenant's with another end. */
function objectId(tenantId: string, person: Person): string {
  const place = String(Object.keys(people).indexOf(person) + 1);
  return `${tenantId.slice(0, -place.length)}${place}`;
}

function tenantOf({ organizationId, tenantId, mail }: Company) {
  const users = Object.entries(people).map(([name, fields]) => {
    const person = name as Person;
    return {
      id: objectId(tenantId, person),
      nickname: nickname(person, organizationId),
      displayName: person,
      mail: mail(person),
      userPrincipalName: mail(person),
      preferredLanguage: 'en-GB',
      accountEnabled: true,
      userType: 'Member' as const,
      directoryRoles: [],
      ...fields,
    } satisfies DirectoryUser as DirectoryUser;
  });
  const domain = `${organizationId}.example`;
  return { tenantId, displayName: organizationId, domain, users, groups: [] };
}
