/** What is otherwise in a report than was said before: at the end of a term, or by the preview before. */
import { type Change, changesBetween } from '../../../shared/rollovers/changes.ts';
import type { Outcome } from '../../../shared/rollovers/outcome.ts';
import type { BoundaryReport, PreviewReport } from '../../../shared/rollovers/report.ts';
import type { Client } from '../client.ts';
import { everyPage, type Listed } from './listing.ts';
import { changesTable, type Names } from './outcomes.ts';

export type Report = PreviewReport | BoundaryReport;

interface Compared {
  /** Of the report. */
  path: string;
  organizationId: string;
  listed: Listed;
  names: Names;
  /** With more than these, nothing is compared. */
  most: number;
}

/** A boundary with its last preview, as the API compares them; a preview with the one before it of the same day. */
export async function changes(api: Client, report: Report, compared: Compared): Promise<string> {
  if (report.state !== 'finished' || compared.listed.isCut) return '';
  const since = report.kind === 'boundary' ? 'the last preview' : 'the preview of that day before it';
  const found =
    report.kind === 'boundary'
      ? await changesOfBoundary(api, report, compared)
      : await changesOfPreview(api, report, compared);
  if (!found) return '';
  const shown =
    found.length > 0
      ? changesTable(found, compared.listed.value, compared.names)
      : '<p>Nothing: every enrollment came out the same.</p>';
  return `<h2>Changed since ${since}</h2>${shown}`;
}

async function changesOfBoundary(
  api: Client,
  { preview }: BoundaryReport,
  { path, most }: Compared,
): Promise<Change[] | undefined> {
  if (preview === null) return undefined;
  return (await everyPage(api, `${path}/changes`, most)).value;
}

/** Only the operator's previews are listed. */
async function changesOfPreview(
  api: Client,
  { runId, on }: PreviewReport,
  { organizationId, listed, most }: Compared,
): Promise<Change[] | undefined> {
  if (organizationId !== '') return undefined;
  const asked: { runId: string; on: string }[] = (await api.get('/rollovers')).body.previews;
  const place = asked.findIndex((one) => one.runId === runId);
  const before = asked.find((one, at) => place >= 0 && at > place && one.on === on);
  if (!before) return undefined;
  const { value, isCut, refused } = await everyPage(api, `/rollovers/${before.runId}/outcomes`, most);
  return isCut || refused ? undefined : comparedByTerm(value, listed.value);
}

/** A preview may look beyond several ends of terms. */
function comparedByTerm(before: Outcome[], now: Outcome[]): Change[] {
  const terms = [...new Set([...before, ...now].map(({ fromTerm }) => fromTerm))].sort();
  const inTerm = (outcomes: Outcome[], term: string) => outcomes.filter(({ fromTerm }) => fromTerm === term);
  return terms.flatMap((term) => changesBetween(inTerm(before, term), inTerm(now, term)));
}
