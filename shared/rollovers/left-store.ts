/** What a boundary has not decided yet: the enrollments that still carry its term, or an earlier one. Names of terms sort as text within a century. */
import type { Container } from '@azure/cosmos';
import type { Stored } from '../azure/documents.ts';
import { firstDocuments, listDocuments } from '../azure/pages.ts';
import type { Boundary } from './boundary.ts';
import { Place } from './outcome.ts';
import { between, parametersOf, type Range, type Reach, within } from './reach.ts';

const ofBoundary =
  "SELECT c.organizationId, c.mpnId, c.programId FROM c WHERE c.kind = 'enrollment' AND c.programId = @program AND c.openTerm <= @term";

/** Of one organization. */
export async function listLeft(
  partners: Container,
  { boundary, organizationId }: { boundary: Boundary; organizationId: string },
) {
  const query = { query: ofBoundary, parameters: parametersOf(boundary) };
  return unstored(await listDocuments(partners, { query, schema: Place, partition: organizationId }));
}

/** Of a range of organizations. */
export async function listLeftBetween(
  partners: Container,
  { boundary, range, ...reach }: Reach & { boundary: Boundary; range: Range },
) {
  const { condition, parameters } = between(range);
  const query = {
    query: `${ofBoundary} AND ${condition}`,
    parameters: [...parametersOf(boundary), ...parameters],
  };
  return unstored(await listDocuments(partners, { query, schema: Place, ...within(reach) }));
}

/** The first of all organizations, at most so many, in the order of their ids. */
export async function firstLeft(partners: Container, boundary: Boundary, most: number) {
  const query = `${ofBoundary} ORDER BY c.organizationId`;
  const listing = { query: { query, parameters: parametersOf(boundary) }, schema: Place };
  return unstored(await firstDocuments(partners, listing, most));
}

const unstored = (found: Stored<Place>[]): Place[] => found.map(({ etag: _, ...place }) => place);
