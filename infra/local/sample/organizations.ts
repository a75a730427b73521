/** The sample organizations: four partners, each in a situation of its own, with their locations, people and roles. */
import type * as z from 'zod/mini';
import { addDays } from '../../../shared/calendar/calendar.ts';
import type { LocationFacts } from '../../../shared/organizations/location-facts.ts';
import type {
  Agreement,
  Migration,
  OrganizationProfile,
} from '../../../shared/organizations/organization.ts';
import type { AgreementType } from '../../../shared/programs/words.ts';
import type { DirectoryTenant } from '../directory.ts';
import { sampleLocations } from './locations.ts';
import { sampleTenants } from './tenants.ts';

export { sampleOperatorTenant } from './tenants.ts';

interface SampleRole {
  nickname: string;
  role: 'accountAdministrator' | 'incentivesAdministrator' | 'incentivesUser';
  scopes: { locations: 'all' | string[]; programs: 'all' | string[] }[];
}

interface SampleLocation {
  mpnId: string;
  profile: { name: string; country: string };
  facts: LocationFacts;
}

export interface SampleOrganization {
  organizationId: string;
  profile: z.infer<typeof OrganizationProfile>;
  migration: Migration;
  agreements: Partial<Record<AgreementType, Agreement>>;
  tenant: DirectoryTenant;
  locations: SampleLocation[];
  /** Global administrators are not here: they are so by their directory role. */
  roles: SampleRole[];
}

type OrganizationId = keyof typeof sampleTenants;
type Situation = Pick<SampleOrganization, 'profile' | 'migration' | 'agreements' | 'roles'>;

const everywhere: SampleRole['scopes'] = [{ locations: 'all', programs: 'all' }];
const migrated: Migration = { status: 'completed', completedAt: '2024-03-04T09:00:00.000Z' };
const partnerAgreement = { microsoftPartnerAgreement: { activeFrom: '2020-09-01' } };

/** Fully set up, and together above one million US dollars. */
const contoso: Situation = {
  profile: {
    legalName: 'Contoso GmbH',
    country: 'DE',
    globalMpnId: '4100000',
    contactMail: 'incentives@contoso.example',
  },
  migration: migrated,
  agreements: { ...partnerAgreement, mpnAgreement: { activeFrom: '2017-07-01', activeTo: '2024-06-30' } },
  roles: [
    { nickname: 'alex', role: 'accountAdministrator', scopes: everywhere },
    { nickname: 'ines', role: 'incentivesAdministrator', scopes: everywhere },
    { nickname: 'uma', role: 'incentivesUser', scopes: everywhere },
  ],
};

/** Eligible, but nobody has been appointed who may enroll. */
const fabrikam: Situation = {
  profile: {
    legalName: 'Fabrikam AB',
    country: 'SE',
    globalMpnId: '4200000',
    contactMail: 'incentives@fabrikam.example',
  },
  migration: migrated,
  agreements: partnerAgreement,
  roles: [{ nickname: 'felix', role: 'accountAdministrator', scopes: everywhere }],
};

/** Still migrating, which takes every role granted before: nothing can be enrolled yet. */
const northwind: Situation = {
  profile: {
    legalName: 'Northwind Traders Ltd',
    country: 'GB',
    globalMpnId: '4300000',
    contactMail: 'incentives@northwind.example',
  },
  migration: { status: 'inProgress' },
  agreements: partnerAgreement,
  roles: [],
};

/** Set up, with one location about to lose its eligibility. */
const adventureWorks: Situation = {
  profile: {
    legalName: 'Adventure Works Inc.',
    country: 'US',
    globalMpnId: '4400000',
    contactMail: 'incentives@adventure-works.example',
  },
  migration: migrated,
  agreements: partnerAgreement,
  roles: [
    { nickname: 'aaron', role: 'accountAdministrator', scopes: everywhere },
    { nickname: 'amir', role: 'incentivesAdministrator', scopes: everywhere },
  ],
};

/** All four, with figures dated twelve days before `today` (YYYY-MM-DD). */
export function sampleOrganizations(today: string): SampleOrganization[] {
  const asOf = addDays(today, -12);
  return [
    organization('contoso', contoso, asOf),
    organization('fabrikam', fabrikam, asOf),
    organization('northwind', northwind, asOf),
    organization('adventure-works', adventureWorks, asOf),
  ];
}

function organization(
  organizationId: OrganizationId,
  situation: Situation,
  asOf: string,
): SampleOrganization {
  const locations = sampleLocations[organizationId].map(({ mpnId, name, facts }) => ({
    mpnId,
    profile: { name, country: situation.profile.country },
    facts: { ...facts, asOf },
  }));
  return { organizationId, ...situation, tenant: sampleTenants[organizationId], locations };
}
