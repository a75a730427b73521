/** What eligibility is decided on: the organization, the location, the program, and revenue where a rule looks at it. */
import type { Deps } from '../shared/deps.ts';
import type { Applicant } from '../shared/enrollments/reasons.ts';
import { listRevenues } from '../shared/organizations/location-store.ts';
import { type Organization, organizationRevenue } from '../shared/organizations/organization.ts';
import { needsOrganizationRevenue } from '../shared/programs/eligibility.ts';

interface Asked extends Pick<Applicant, 'program' | 'location'> {
  /** A day of the program's time zone. */
  on: string;
}

/** Of other locations the revenue is read, only where a rule of that day looks at that of the organization as a whole. */
export async function applicantFor(
  { partners }: Pick<Deps, 'partners'>,
  organization: Organization,
  { program, location, on }: Asked,
): Promise<Applicant> {
  const ofAll = needsOrganizationRevenue(program, on);
  const earning = ofAll ? await listRevenues(partners, organization.organizationId) : [location];
  return { organization, location, revenueOfOrganization: organizationRevenue(earning), program };
}
