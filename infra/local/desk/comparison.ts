/** What is otherwise in a report than was said before: at the end of a term, or by the preview before. */
import type { BoundaryReport, PreviewReport } from '../../../shared/rollovers/report.ts';
import type { Client } from '../client.ts';
import { type Owned, rolloversPath } from './asking.ts';
import { changesAhead } from './changes-ahead.ts';
import { note } from './document.ts';
import { everyPage } from './listing.ts';
import { changesTable, type Names, type Outcomes } from './outcomes.ts';

export type Report = PreviewReport | BoundaryReport;

interface Compared {
  /** Of the report. */
  path: string;
  owned: Owned;
  listed: Outcomes;
  names: Names;
  /** No longer list is shown, and previews with more than these are not compared. */
  most: number;
}

/** A boundary with its last preview, as the API compares them; a preview with the one before it of the same day. */
export async function changes(api: Client, report: Report, compared: Compared): Promise<string> {
  return report.kind === 'boundary'
    ? changesOfBoundary(api, report, compared)
    : changesOfPreview(api, report, compared);
}

/** What is still to be decided is no change yet. */
async function changesOfBoundary(api: Client, report: BoundaryReport, compared: Compared): Promise<string> {
  if (report.preview === null) return '';
  const { path, names, most } = compared;
  const { value, isCut } = await everyPage(api, `${path}/changes`, most);
  const isOver = report.state === 'finished';
  const nothing = isOver ? everythingAlike : '<p>Nothing so far.</p>';
  const shown = value.length > 0 ? changesTable(value, names) : nothing;
  const more = isCut ? note(`These are the first ${most}.`) : '';
  return section('the last preview', `${shown}${more}`);
}

async function changesOfPreview(api: Client, report: PreviewReport, compared: Compared): Promise<string> {
  const { owned, listed, names, most } = compared;
  const before = report.state === 'finished' ? await finishedBefore(api, report, owned) : undefined;
  if (before === undefined) return '';
  const [earlier, programs] = await Promise.all([
    everyPage(api, `${before}/outcomes`, most),
    everyPage(api, '/programs'),
  ]);
  if (earlier.isCut || listed.isCut) return section(sincePreview, tooMany(most));
  const later = { outcomes: listed.value, askedAt: report.askedAt, programs: programs.value };
  const tables = changesAhead(earlier.value, later).map(({ term, changes: its }) =>
    changesTable(its, names, `At the end of ${term}`),
  );
  return section(sincePreview, tables.join('') || everythingAlike);
}

const sincePreview = 'the preview of that day before it';
const tooMany = (most: number) =>
  note(`Previews of more than ${most} enrollments are not compared here: their CSVs have all of them.`);

/** The address of the last preview of the same day that was asked for earlier and has finished. */
async function finishedBefore(api: Client, { runId, on }: PreviewReport, owned: Owned) {
  const asked: { runId: string; on: string }[] = (await api.get(rolloversPath(owned))).body.previews;
  const place = asked.findIndex((one) => one.runId === runId);
  const earlier = place < 0 ? [] : asked.slice(place + 1).filter((one) => one.on === on);
  for (const one of earlier) {
    const path = `${rolloversPath(owned)}/${one.runId}`;
    const { body } = await api.get(path);
    if (body.state === 'finished') return path;
  }
  return undefined;
}

const section = (since: string, body: string) => `<h2>Changed since ${since}</h2>${body}`;

const everythingAlike = '<p>Nothing: every enrollment came out the same.</p>';
