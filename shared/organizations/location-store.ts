/** Locations in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, type Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import { refuse } from '../refusal.ts';
import { Location } from './organization.ts';

/** @throws Refusal `location/unknown`. */
export async function getLocation(partners: Container, organizationId: string, mpnId: string) {
  const location = await findLocation(partners, organizationId, mpnId);
  return location ?? refuse('location/unknown', `${mpnId} is not a location of this organization.`);
}

export function findLocation(
  partners: Container,
  organizationId: string,
  mpnId: string,
): Promise<Stored<Location> | undefined> {
  return findDocument(partners, { id: `location:${mpnId}`, partition: organizationId }, Location);
}

export function listLocations(partners: Container, organizationId: string): Promise<Stored<Location>[]> {
  return listDocuments(partners, {
    query: "SELECT * FROM c WHERE c.kind = 'location' ORDER BY c.mpnId",
    partition: organizationId,
    schema: Location,
  });
}
