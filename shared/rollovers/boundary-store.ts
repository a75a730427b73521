/** What came of a boundary, from the enrollments themselves: across partitions for the operator, within its own for an organization. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { documentPage, listDocuments } from '../azure/pages.ts';
import type { Boundary } from './boundary.ts';
import { Outcome } from './outcome.ts';

/** Whose enrollments: those of one organization, or of all. */
export interface Reach {
  organizationId: string | undefined;
}

const { organization: _, location: __, ...unnamed } = Outcome.shape;
const Row = z.object(unnamed);
type Row = z.infer<typeof Row>;

const fields =
  'c.organizationId, c.mpnId, c.programId, r.fromTerm, r.toTerm, r.outcome, r.reasons FROM c JOIN r IN c.rollovers';
/** A lapse that was taken back is told as that alone. */
export const lastWord =
  "NOT (r.outcome = 'lapsed' AND EXISTS (SELECT VALUE o FROM o IN c.rollovers WHERE o.fromTerm = r.fromTerm AND o.outcome = 'reopened'))";
const ofBoundary = "c.kind = 'enrollment' AND c.programId = @program AND r.fromTerm = @term";

const parametersOf = ({ programId, fromTerm }: Boundary) => [
  { name: '@program', value: programId },
  { name: '@term', value: fromTerm },
];

const within = ({ organizationId }: Reach) => (organizationId ? { partition: organizationId } : {});

export async function boundaryOutcomes(
  partners: Container,
  { boundary, ...reach }: Reach & { boundary: Boundary },
  place: { size: number; continuation: string | undefined },
): Promise<{ outcomes: Outcome[]; continuation: string | undefined }> {
  const query = {
    query: `SELECT ${fields} WHERE ${ofBoundary} AND ${lastWord}`,
    parameters: parametersOf(boundary),
  };
  const listing = { query, schema: Row, ...within(reach) };
  const { value, continuation } = await documentPage(partners, listing, place);
  return { outcomes: await named(partners, reach, value), continuation };
}

const OrganizationNamed = z.object({ organizationId: z.string(), legalName: z.string() });
const LocationNamed = z.object({ mpnId: z.string(), name: z.string() });

async function named(partners: Container, reach: Reach, rows: Row[]): Promise<Outcome[]> {
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
  return rows.map(({ organizationId, mpnId, programId, fromTerm, toTerm, outcome, reasons }) => ({
    ...{ organizationId, organization: legalName.get(organizationId) ?? organizationId },
    ...{ mpnId, location: name.get(mpnId) ?? mpnId },
    ...{ programId, fromTerm, toTerm, outcome, reasons },
  }));
}

/** Every outcome in a range of organizations, without their names; of what was re-opened, how it came out too. */
export async function listOutcomesBetween(
  partners: Container,
  {
    boundary,
    after,
    upTo,
    ...reach
  }: Reach & { boundary: Boundary; after: string; upTo: string | undefined },
): Promise<Row[]> {
  const range = ['c.organizationId > @after', ...(upTo === undefined ? [] : ['c.organizationId <= @upTo'])];
  const parameters = [
    ...parametersOf(boundary),
    { name: '@after', value: after },
    ...(upTo === undefined ? [] : [{ name: '@upTo', value: upTo }]),
  ];
  const query = { query: `SELECT ${fields} WHERE ${[ofBoundary, ...range].join(' AND ')}`, parameters };
  return listDocuments(partners, { query, schema: Row, ...within(reach) });
}

const Left = z.object({ mpnId: z.string(), programId: z.string() });

/** The enrollments of one organization that still carry the term, or an earlier one. Names of terms sort as text within a century. */
export function listLeft(partners: Container, { boundary, ...reach }: Reach & { boundary: Boundary }) {
  const query = {
    query:
      "SELECT c.mpnId, c.programId FROM c WHERE c.kind = 'enrollment' AND c.programId = @program AND c.openTerm <= @term",
    parameters: parametersOf(boundary),
  };
  return listDocuments(partners, { query, schema: Left, ...within(reach) });
}
