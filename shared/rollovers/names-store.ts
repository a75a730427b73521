/** The names of organizations and locations, for lists that have only their ids. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { listDocuments } from '../azure/pages.ts';
import { type Reach, within } from './reach.ts';

const OrganizationNamed = z.object({ organizationId: z.string(), legalName: z.string() });
const LocationNamed = z.object({ mpnId: z.string(), name: z.string() });

interface Named {
  organization: string;
  location: string;
}

/** Each row with the names as they are now; where there is none, the id. */
export async function named<R extends { organizationId: string; mpnId: string }>(
  partners: Container,
  reach: Reach,
  rows: R[],
): Promise<(R & Named)[]> {
  if (rows.length === 0) return [];
  const names = (query: string, ids: string[]) => ({
    query: { query, parameters: [{ name: '@ids', value: [...new Set(ids)] }] },
    ...within(reach),
  });
  const [organizations, locations] = await Promise.all([
    listDocuments(partners, {
      ...names(
        "SELECT c.organizationId, c.legalName FROM c WHERE c.kind = 'organization' AND ARRAY_CONTAINS(@ids, c.organizationId)",
        rows.map(({ organizationId }) => organizationId),
      ),
      schema: OrganizationNamed,
    }),
    listDocuments(partners, {
      ...names(
        "SELECT c.mpnId, c.name FROM c WHERE c.kind = 'location' AND ARRAY_CONTAINS(@ids, c.mpnId)",
        rows.map(({ mpnId }) => mpnId),
      ),
      schema: LocationNamed,
    }),
  ]);
  const legalName = new Map(organizations.map((one) => [one.organizationId, one.legalName]));
  const name = new Map(locations.map((one) => [one.mpnId, one.name]));
  return rows.map((row) => {
    const { organizationId, mpnId } = row;
    const [organization, location] = [legalName.get(organizationId), name.get(mpnId)];
    return { ...row, organization: organization ?? organizationId, location: location ?? mpnId };
  });
}
