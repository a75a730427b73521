/** The rollovers, for the operator: the boundaries there were, the previews, and a button that asks for one. */
import { randomUUID } from 'node:crypto';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import { readClock } from './clock.ts';
import {
  type Page,
  page,
  putCommand,
  refusedPage,
  sentenceOf,
  type Told,
  told,
  visitor,
} from './document.ts';

interface Visited {
  hostUrl: string;
  person: DirectoryUser;
  told: Told;
}

const mostShown = 5;

export async function rolloversPage(api: Client, visited: Visited): Promise<Page> {
  const { hostUrl, person } = visited;
  const list = await api.get('/rollovers');
  if (list.status !== 200) return refusedPage(list, person);
  const { value, previews } = list.body;
  const latest = previews.slice(0, mostShown).map(({ runId }: Report) => api.get(`/rollovers/${runId}`));
  const reports: { body: Report }[] = await Promise.all(latest);
  const shown = reports.map(({ body }) => previewItem(body)).join('') || '<p>None yet.</p>';
  const csv = `${hostUrl}/api/v1/rollovers/RUN/outcomes?format=csv`;
  return page(
    'Rollovers',
    `${visitor(person)}${told(visited.told)}${form(visited, nextJuly(await readClock(hostUrl)))}<h2>Previews</h2>${shown}<h2>Boundaries</h2>${boundaries(value)}<p>Each as a table: <code>GET ${e(csv)}</code></p>`,
  );
}

interface Total {
  programId: string;
  fromTerm: string;
  outcome: string;
  enrollments: number;
  reasons: Record<string, number>;
}

interface Report {
  runId: string;
  on: string;
  state: string;
  totals: Total[];
}

function previewItem({ runId, on, state, totals }: Report): string {
  const items = totals.map((total) => `<li>${totalWords(total)}</li>`).join('');
  return `<h3>${e(on)}: ${e(state)}</h3><p><code>${e(runId)}</code></p><ul>${items || '<li>Nothing ends until then.</li>'}</ul>`;
}

function totalWords({ programId, fromTerm, outcome, enrollments, reasons }: Total): string {
  const why = Object.entries(reasons).map(([code, many]) => `${code} ${many}`);
  return e(
    `${programId}, ${fromTerm}: ${enrollments} ${outcome}${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
  );
}

const columns = ['runId', 'endedAt', 'rolledForward', 'lapsed', 'reopened', 'left'];

function boundaries(value: Record<string, unknown>[]): string {
  const head = columns.map((name) => `<th scope="col">${name}</th>`).join('');
  const rows = value.map(
    (one) => `<tr>${columns.map((name) => `<td>${e(String(one[name]))}</td>`).join('')}</tr>`,
  );
  return `<table><tr>${head}</tr>${rows.join('')}</table>`;
}

/** The next first day of a fiscal year. */
function nextJuly(now: string): string {
  const july = `${now.slice(0, 4)}-07-01`;
  return now.slice(0, 10) < july ? july : `${Number(now.slice(0, 4)) + 1}-07-01`;
}

/** Each page has a name of its own for the next preview: pressing twice asks once. */
function form({ hostUrl, person }: Visited, on: string): string {
  const runId = randomUUID();
  const command = putCommand(`${hostUrl}/api/v1/rollovers/${runId}`, person.nickname, {
    body: { on },
  });
  const hidden = Object.entries({ as: person.nickname, runId }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${e(value)}">`,
  );
  return `<form method="post">${hidden.join('')}<label>Until <input name="on" type="date" value="${on}" required></label> <label><input name="warn" type="checkbox"> warn those who would lapse</label> <button>Preview</button></form><details><summary>The request</summary>${command}</details>`;
}

/** @returns what came of it, in words. */
export async function askForPreview(api: Client, sent: URLSearchParams): Promise<Told> {
  const body = { on: sent.get('on') ?? '', warn: sent.has('warn') };
  const answer = await api.put(`/rollovers/${encodeURIComponent(sent.get('runId') ?? '')}`, body);
  return answer.status < 300
    ? {
        done: `The preview of ${body.on} is ${answer.body.state}; load the page again to see more.`,
        refused: null,
      }
    : { done: null, refused: sentenceOf(answer) };
}
