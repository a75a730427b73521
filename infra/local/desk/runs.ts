/** The previews there were and the ends of terms, in tables: each row leads to its report. */
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { PreviewReport } from '../../../shared/rollovers/report.ts';
import { type Owned, rolloversPath } from './asking.ts';
import type { Looking } from './document.ts';
import { dayInWords, linked, momentInWords, table } from './markup.ts';
import { stateWords } from './outcomes.ts';

/** As the API lists them. */
export interface Listed {
  value: Boundary[];
  previews: { runId: string }[];
}

interface Boundary {
  runId: string;
  programId: string;
  fromTerm: string;
  endedAt: string;
  rolledForward: number;
  lapsed: number;
  reopened: number;
  left: number;
}

type Visited = Looking & Owned;

/** Only the operator warns. */
export function previewsTable(previews: PreviewReport[], visited: Visited): string {
  if (previews.length === 0) return '<p>None yet.</p>';
  const isAll = visited.organizationId === '';
  const columns = ['Until', 'Asked (UTC)', 'State', 'Would continue', 'Would lapse'];
  const rows = previews.map((preview) => [
    ...previewRow(preview, visited),
    ...(isAll ? [warnedIn(preview)] : []),
  ]);
  return table([...columns, ...(isAll ? ['Warned'] : [])], rows);
}

function previewRow({ runId, on, askedAt, state, totals }: PreviewReport, visited: Visited): string[] {
  const count = (outcome: string) =>
    totals
      .filter((total) => total.outcome === outcome)
      .reduce((all, { enrollments }) => all + enrollments, 0);
  const counts = ['rolledForward', 'lapsed'].map((outcome) => String(count(outcome)));
  return [
    reportLink(runId, dayInWords(on), visited),
    momentInWords(askedAt),
    e(stateWords[state]),
    ...counts,
  ];
}

const warnedIn = ({ warn, warned }: PreviewReport) => (warn ? String(warned) : 'nobody');

const boundaryColumns = ['Program', 'Ended (UTC)', 'Continued', 'Lapsed', 'Re-opened', 'Still to do'];

/** Those at which no enrollment ended say nothing. */
export function boundariesTable(
  boundaries: Boundary[],
  names: Map<string, string>,
  visited: Visited,
): string {
  const rows = boundaries.flatMap(({ runId, programId, fromTerm, endedAt, ...counted }) => {
    const { rolledForward, lapsed, reopened, left } = counted;
    const counts = [rolledForward, lapsed, reopened, left];
    if (counts.every((count) => count === 0)) return [];
    const name = `${names.get(programId) ?? programId}, ${fromTerm}`;
    return [[reportLink(runId, name, visited), momentInWords(endedAt), ...counts.map(String)]];
  });
  return rows.length > 0 ? table(boundaryColumns, rows) : '<p>None yet that concerned an enrollment.</p>';
}

const reportLink = (runId: string, words: string, visited: Visited) =>
  linked(`${rolloversPath(visited)}/${runId}?as=${visited.person.nickname}`, words);
