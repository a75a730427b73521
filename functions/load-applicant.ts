/** What eligibility is decided on: the organization, the location, the program, and revenue where a rule looks at it. */
import type { Deps } from '../shared/deps.ts';
import type { Applicant } from '../shared/enrollments/reasons.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { type Organization, organizationRevenue } from '../shared/organizations/organization.ts';
import { needsOrganizationRevenue } from '../shared/programs/eligibility.ts';

interface Asked extends Pick<Applicant, 'program' | 'location'> {
  /** A day of the program's time zone. */
  on: string;
}

/** All locations are read only where a rule of that day looks at the revenue of the organization as a whole. */
export async function applicantFor(
  { partners }: Pick<Deps, 'partners'>,
  organization: Organization,
  { program, location, on }: Asked,
): Promise<Applicant> {
  const everyLocation = needsOrganizationRevenue(program, on);
  const locations = everyLocation ? await listLocations(partners, organization.organizationId) : [location];
  return { organization, location, revenueOfOrganization: organizationRevenue(locations), program };
}
