/** How boundaries came out over all organizations, counted by the database. */
import type { Container, SqlQuerySpec } from '@azure/cosmos';
import * as z from 'zod/mini';
import type { Stored } from '../azure/documents.ts';
import { orderedDocuments } from '../azure/pages.ts';
import { Reason } from '../enrollments/history.ts';
import { lastWord } from './boundary-store.ts';
import { sumOf, Total } from './totals.ts';

const { reasons: _, ...counted } = Total.shape;
const Counted = z.object(counted);
const Reasoned = z.object({ ...counted, code: Reason.shape.code });
const Open = z.object({ programId: z.string(), openTerm: z.string(), enrollments: z.int() });

/** Which boundaries are counted: those of these programs at the end of these terms. */
export interface Counting {
  programIds: string[];
  terms: string[];
}

const groups = 'c.programId, r.fromTerm, r.toTerm, r.outcome';
const ofBoundaries = `c.kind = 'enrollment' AND ARRAY_CONTAINS(@programs, c.programId) AND ARRAY_CONTAINS(@terms, r.fromTerm) AND ${lastWord}`;

const parametersOf = ({ programIds, terms }: Counting) => [
  { name: '@programs', value: programIds },
  { name: '@terms', value: terms },
];

/** By program, term and outcome, over all organizations. */
export async function countOutcomes(partners: Container, counting: Counting): Promise<Total[]> {
  const query = `SELECT ${groups}, COUNT(1) AS enrollments FROM c JOIN r IN c.rollovers WHERE ${ofBoundaries} GROUP BY ${groups}`;
  const found = await grouped(partners, Counted, { query, parameters: parametersOf(counting) });
  return sumOf(found.map(({ etag: _, ...one }) => ({ ...one, reasons: {} })));
}

/** How many of them had which reason. */
export async function countReasons(partners: Container, counting: Counting): Promise<Total[]> {
  const query = `SELECT ${groups}, x.code, COUNT(1) AS enrollments FROM c JOIN r IN c.rollovers JOIN x IN r.reasons WHERE ${ofBoundaries} GROUP BY ${groups}, x.code`;
  const found = await grouped(partners, Reasoned, { query, parameters: parametersOf(counting) });
  return sumOf(
    found.map(({ etag: _, code, enrollments, ...one }) => ({
      ...one,
      enrollments: 0,
      reasons: { [code]: enrollments },
    })),
  );
}

/** How many enrollments carry which of these terms, or one before them: few but shortly after a boundary. */
export function countOpen(
  partners: Container,
  { terms }: Pick<Counting, 'terms'>,
): Promise<Stored<z.infer<typeof Open>>[]> {
  const upTo = terms.reduce((latest, term) => (term > latest ? term : latest), '');
  return grouped(partners, Open, {
    query:
      "SELECT c.programId, c.openTerm, COUNT(1) AS enrollments FROM c WHERE c.kind = 'enrollment' AND c.openTerm <= @upTo GROUP BY c.programId, c.openTerm",
    parameters: [{ name: '@upTo', value: upTo }],
  });
}

/** One iterator to its end: what is grouped across partitions cannot be continued by token. */
async function grouped<T>(
  partners: Container,
  schema: z.ZodMiniType<T>,
  query: SqlQuerySpec,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  for await (const page of orderedDocuments(partners, { query, schema }, 500)) found.push(...page);
  return found;
}
