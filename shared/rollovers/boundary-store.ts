/** What came of a boundary, from the enrollments themselves: across partitions for the operator, within its own for an organization. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { documentPage, listDocuments } from '../azure/pages.ts';
import type { Boundary } from './boundary.ts';
import { named } from './names-store.ts';
import { type Choice, Outcome } from './outcome.ts';
import { between, parametersOf, type Range, type Reach, within } from './reach.ts';

const { organization: _, location: __, ...unnamed } = Outcome.shape;
const Row = z.object(unnamed);
type Row = z.infer<typeof Row>;

const fields =
  'c.organizationId, c.mpnId, c.programId, r.fromTerm, r.toTerm, r.outcome, r.reasons FROM c JOIN r IN c.rollovers';
/** A lapse that was taken back is told as that alone. */
export const lastWord =
  "NOT (r.outcome = 'lapsed' AND EXISTS (SELECT VALUE o FROM o IN c.rollovers WHERE o.fromTerm = r.fromTerm AND o.outcome = 'reopened'))";
const ofBoundary = "c.kind = 'enrollment' AND c.programId = @program AND r.fromTerm = @term";

export async function boundaryOutcomes(
  partners: Container,
  { boundary, ...reach }: Reach & { boundary: Boundary },
  { outcome, ...place }: Choice,
): Promise<{ outcomes: Outcome[]; continuation: string | undefined }> {
  const chosen = outcome ? ' AND r.outcome = @outcome' : '';
  const query = {
    query: `SELECT ${fields} WHERE ${ofBoundary} AND ${lastWord}${chosen}`,
    parameters: [...parametersOf(boundary), ...(outcome ? [{ name: '@outcome', value: outcome }] : [])],
  };
  const listing = { query, schema: Row, ...within(reach) };
  const { value, continuation } = await documentPage(partners, listing, place);
  const rows = value.map(({ etag: _, ...row }) => row);
  return { outcomes: await named(partners, reach, rows), continuation };
}

/** Every outcome in a range of organizations, without their names; of what was re-opened, how it came out too. */
export async function listOutcomesBetween(
  partners: Container,
  { boundary, range, ...reach }: Reach & { boundary: Boundary; range: Range },
): Promise<Row[]> {
  const { condition, parameters } = between(range);
  const query = {
    query: `SELECT ${fields} WHERE ${ofBoundary} AND ${condition}`,
    parameters: [...parametersOf(boundary), ...parameters],
  };
  return listDocuments(partners, { query, schema: Row, ...within(reach) });
}
