/** One page of the overview from Cosmos DB: what is stored and what is open, merged in the order of location and program. */
import type { Container } from '@azure/cosmos';
import { Glimpse, glimpseFields } from './glimpse.ts';
import { gather, listLocationNames, listSelected, type Read, type Span } from './list-store.ts';
import { type Line, linesOf, type Overview, openPlaces, overviewClauses } from './overview.ts';
import { type OverviewRow, overviewRow } from './overview-row.ts';
import { compareRows, type RowKey } from './places.ts';

/** By MPN ID; the names that were read on the way are not read again. */
type Names = Map<string, string>;

export async function readOverview(
  partners: Container,
  overview: Overview,
  place: { size: number; after: RowKey | undefined },
): Promise<{ rows: OverviewRow[]; next: RowKey | undefined }> {
  const names: Names = new Map();
  const { lines, next } = await gather((span) => readStretch(partners, { overview, names }, span), place);
  await nameAll(partners, { overview, names }, lines);
  const rows = lines.map((line) => overviewRow(overview, line, names.get(line.mpnId) ?? line.mpnId));
  return { rows, next };
}

interface Reading {
  overview: Overview;
  names: Names;
}

/** Where both streams may go on, the stretch ends with the one that was read less far. */
async function readStretch(
  partners: Container,
  { overview, names }: Reading,
  { after, most }: Span,
): Promise<Read<Line>> {
  const { organizationId } = overview.organization;
  const { location } = overview.filter;
  const clauses = overviewClauses(overview);
  const asked = { organizationId, fields: glimpseFields, clauses, location, after, most };
  const stored = await listSelected(partners, asked, Glimpse);
  const from = location ?? after?.mpnId;
  const upTo = location ?? stored.end?.mpnId;
  const open = await openLocations(partners, overview, { from, upTo, most });
  for (const [mpnId, name] of open.names) names.set(mpnId, name);
  const [end] = [stored.end, open.end].filter((key) => key !== undefined).sort(compareRows);
  const locations = [...open.names.keys()];
  return { lines: linesOf(overview, { states: stored.found, locations, after, end }), end };
}

async function openLocations(
  partners: Container,
  overview: Overview,
  range: { from: string | undefined; upTo: string | undefined; most: number },
): Promise<{ names: Names; end: RowKey | undefined }> {
  const places = openPlaces(overview);
  if (places.length === 0) return { names: new Map(), end: undefined };
  const { organizationId } = overview.organization;
  return listLocationNames(partners, { organizationId, places, ...range });
}

async function nameAll(partners: Container, { overview, names }: Reading, lines: Line[]): Promise<void> {
  const { organizationId } = overview.organization;
  const found = await namesOf(
    partners,
    organizationId,
    lines.filter(({ mpnId }) => !names.has(mpnId)),
  );
  for (const [mpnId, name] of found) names.set(mpnId, name);
}

/** The names of the locations of these rows. */
export async function namesOf(partners: Container, organizationId: string, rows: RowKey[]): Promise<Names> {
  const places = [...new Set(rows.map(({ mpnId }) => mpnId))];
  if (places.length === 0) return new Map();
  const [from, upTo] = [places[0], places.at(-1)];
  const asked = { organizationId, places, from, upTo, most: places.length + 1 };
  return (await listLocationNames(partners, asked)).names;
}
