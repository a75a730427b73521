/** Locations in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { findDocument, type Stored } from '../azure/documents.ts';
import { listDocuments } from '../azure/pages.ts';
import { refuse } from '../refusal.ts';
import { LocationFacts } from './location-facts.ts';
import { type Earning, Location } from './organization.ts';

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

const { asOf, trailing12MonthRevenueUsd } = LocationFacts.shape;
const Revenue = z.object({ asOf, trailing12MonthRevenueUsd });

/** What each location with figures earns, and nothing else of it. */
export async function listRevenues(partners: Container, organizationId: string): Promise<Earning[]> {
  const facts = await listDocuments(partners, {
    query:
      "SELECT c.kind, c.schemaVersion, c.facts.asOf, c.facts.trailing12MonthRevenueUsd FROM c WHERE c.kind = 'location' AND IS_DEFINED(c.facts)",
    partition: organizationId,
    schema: Revenue,
  });
  return facts.map((one) => ({ facts: one }));
}
