/** What the scopes of a grant may name, read from Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { listLocations } from '../organizations/location-store.ts';
import type { Organization } from '../organizations/organization.ts';
import { listPrograms } from '../programs/program-store.ts';
import type { GrantContext } from './scopes.ts';

/** The organization's own locations and every program. */
export async function loadGrantContext(
  { partners, programs }: { partners: Container; programs: Container },
  organization: Organization,
): Promise<GrantContext> {
  const [locations, offered] = await Promise.all([
    listLocations(partners, organization.organizationId),
    listPrograms(programs),
  ]);
  return {
    organization,
    locations: locations.map((one) => one.mpnId),
    programs: offered.map((one) => one.id),
  };
}
