/** What the overview and the home page read in Cosmos DB, stretch by stretch: never a whole organization. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { firstDocuments, listDocuments } from '../azure/pages.ts';
import { MpnId } from '../organizations/organization.ts';
import { endOf, type Places, type RowKey } from './places.ts';
import { type Asked, enrollmentQuery } from './selection.ts';

/** How far a page reads on while what it finds is not shown. It is short then, and its `nextLink` goes on from there. */
const mostStretches = 4;
const furtherSize = 500;

export interface Span {
  after: RowKey | undefined;
  /** How many of a kind are read at most. */
  most: number;
}

/** The lines of one stretch, and where it ends; without an end, there is no more. */
export interface Read<L> {
  lines: L[];
  end: RowKey | undefined;
}

/** As many lines as a page holds, and the place after which the next page begins; undefined at the end. */
export async function gather<L extends RowKey>(
  read: (span: Span) => Promise<Read<L>>,
  { size, after }: { size: number; after: RowKey | undefined },
): Promise<{ lines: L[]; next: RowKey | undefined }> {
  const lines: L[] = [];
  let from = after;
  for (let stretches = 1; ; stretches += 1) {
    const { lines: found, end } = await read({ after: from, most: stretches === 1 ? size + 1 : furtherSize });
    lines.push(...found);
    if (lines.length > size) return { lines: lines.slice(0, size), next: lines[size - 1] };
    if (end === undefined || stretches === mostStretches) return { lines, next: end };
    from = end;
  }
}

/** The first enrollments asked for, with the key of the last where there may be more. */
export async function listSelected<T extends RowKey>(
  partners: Container,
  asked: Asked & { most: number },
  schema: z.ZodMiniType<T>,
): Promise<{ found: T[]; end: RowKey | undefined }> {
  if (asked.clauses.length === 0) return { found: [], end: undefined };
  const { most, organizationId: partition } = asked;
  const found = await firstDocuments(partners, { query: enrollmentQuery(asked), partition, schema }, most);
  return { found, end: found.length < most ? undefined : found.at(-1) };
}

const Named = z.object({ mpnId: MpnId, name: z.string() });

export interface LocationsAsked {
  organizationId: string;
  places: Places;
  /** From this one on. */
  from: string | undefined;
  /** Up to this one. */
  upTo: string | undefined;
  most: number;
}

/** Names of locations by their MPN IDs, in that order, with the end of the last where there may be more. */
export async function listLocationNames(
  partners: Container,
  { organizationId, places, from, upTo, most }: LocationsAsked,
): Promise<{ names: Map<string, string>; end: RowKey | undefined }> {
  const conditions: [string, string | string[] | undefined][] = [
    ['c.organizationId = @organization', organizationId],
    ['ARRAY_CONTAINS(@places, c.mpnId)', places === 'all' ? undefined : [...places]],
    ['c.mpnId >= @from', from],
    ['c.mpnId <= @upTo', upTo],
  ];
  const asked = conditions.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  const where = ["c.kind = 'location'", ...asked.map(({ text }) => text)].join(' AND ');
  const parameters = asked.map(({ text, value }) => ({ name: /@\w+/.exec(text)?.[0] ?? '', value }));
  const order = 'c.organizationId, c.kind, c.mpnId';
  const query = { query: `SELECT c.mpnId, c.name FROM c WHERE ${where} ORDER BY ${order}`, parameters };
  const found = await firstDocuments(partners, { query, partition: organizationId, schema: Named }, most);
  const last = found.length < most ? undefined : found.at(-1);
  return { names: new Map(found.map(({ mpnId, name }) => [mpnId, name])), end: last && endOf(last.mpnId) };
}

const Counted = z.object({ locations: z.int() });

/** How many locations of the organization are not among these. */
export async function countLocationsBeyond(
  partners: Container,
  organizationId: string,
  places: Places,
): Promise<number> {
  if (places === 'all') return 0;
  const counts = await listDocuments(partners, {
    query: {
      query:
        "SELECT COUNT(1) AS locations FROM c WHERE c.kind = 'location' AND NOT ARRAY_CONTAINS(@places, c.mpnId)",
      parameters: [{ name: '@places', value: [...places] }],
    },
    partition: organizationId,
    schema: Counted,
  });
  return counts.reduce((sum, { locations }) => sum + locations, 0);
}
