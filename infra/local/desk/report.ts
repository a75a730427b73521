/** The report of a preview or of the end of a term: how far it is, the totals, each enrollment by name, and what is otherwise than before. */
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { BoundaryReport, PreviewReport } from '../../../shared/rollovers/report.ts';
import type { Client } from '../client.ts';
import { askingForm, type Owned, rolloversPath, warningForm } from './asking.ts';
import { changes, type Report } from './comparison.ts';
import { type Looking, note, type Page, pageOf, refusedPage } from './document.ts';
import { dayInWords, linked, momentInWords, nameAndValue } from './markup.ts';
import {
  listOutcomes,
  locationOf,
  type Names,
  type Outcomes,
  outcomesTable,
  programNames,
  stateWords,
  totalsTable,
} from './outcomes.ts';

type Visited = Looking & Owned & { runId: string };

/** More than fits a page is in the table for a spreadsheet. */
const mostShown = 500;

export async function reportPage(api: Client, visited: Visited): Promise<Page> {
  const path = `${rolloversPath(visited)}/${visited.runId}`;
  const [answer, programs] = await Promise.all([api.get(path), programNames(api)]);
  if (answer.status !== 200) return refusedPage(answer, visited.person);
  const report: Report = answer.body;
  const names = { programs, nickname: visited.person.nickname };
  const listed = await listOutcomes(api, `${path}/outcomes`, mostShown);
  const sections = [
    progress(report, names),
    nextStep(report, visited),
    totals(report, names),
    outcomes(listed, names),
    await changes(api, report, {
      path,
      owned: visited,
      listed,
      names,
      most: mostShown,
    }),
    `<p>${linked(`${path}/outcomes.csv?as=${names.nickname}`, 'Every enrollment as a table (CSV)')}</p>`,
    `<p>${linked(`${rolloversPath(visited)}?as=${names.nickname}`, 'Rollovers')}</p>`,
  ];
  const refreshSeconds = report.state === 'running' ? 3 : undefined;
  return pageOf(visited, titleOf(report, programs), { body: sections.join(''), refreshSeconds });
}

function titleOf(report: Report, programs: Map<string, string>): string {
  if (report.kind === 'preview') return `Preview until ${dayInWords(report.on)}`;
  const { programId, fromTerm } = report;
  return `${programs.get(programId) ?? programId}: the end of ${fromTerm}`;
}

function progress(report: Report, names: Names): string {
  const state = ['State', e(stateWords[report.state])];
  if (report.kind === 'boundary') {
    const left = ['Still to do', stillToDo(report, names)];
    return nameAndValue([state, ['Ended', `${momentInWords(report.endedAt)} UTC`], left]);
  }
  const { askedAt, organizations, failed } = report;
  return nameAndValue([
    state,
    ['Asked', `${momentInWords(askedAt)} UTC`],
    ['Organizations seen', seen(organizations)],
    ['Warned', warnedIn(report)],
    ...(failed.length > 0 ? [['Could not be read', e(failed.join(', '))]] : []),
  ]);
}

/** With the first of them. */
function stillToDo({ left, stillOpen }: BoundaryReport, names: Names): string {
  const places = stillOpen.map((place) => locationOf(place, `${place.organizationId} ${place.mpnId}`, names));
  return places.length > 0 ? `${left} enrollments: ${places.join(', ')}` : `${left} enrollments`;
}

function warnedIn({ warn, warned }: PreviewReport): string {
  return warn ? `those who would lapse at the next end of their term: ${warned}` : 'nobody';
}

function seen({ seen: count, of }: PreviewReport['organizations']): string {
  if (of === null) return `${count}`;
  return `${count} of ${of} <progress aria-label="Organizations seen" max="${of}" value="${count}"></progress>`;
}

/** Only the operator writes to those who would lapse. */
function nextStep(report: Report, visited: Visited): string {
  if (report.state === 'running')
    return note('This page looks again every three seconds until it has finished.');
  if (report.kind !== 'preview') return '';
  const wouldLapse = report.totals.some(({ outcome }) => outcome === 'lapsed');
  if (visited.organizationId === '' && wouldLapse && !report.warn) return warningForm(visited, report.on);
  return askingForm(visited, report.on);
}

function totals(report: Report, names: Names): string {
  if (report.totals.length > 0) return `<h2>Totals</h2>${totalsTable(report.totals, names)}`;
  return report.state === 'running' ? '' : note('No enrollment is concerned.');
}

function outcomes({ value, isCut }: Outcomes, names: Names): string {
  if (value.length === 0) return '';
  const more = isCut
    ? note(
        `These are the first ${value.length}, those that lapse before the others; the CSV has all of them.`,
      )
    : '';
  return `<h2>Each enrollment</h2>${outcomesTable(value, names)}${more}`;
}
