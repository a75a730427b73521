/** The rollovers: a form that asks for a preview, the previews there were and the ends of terms, each with its report. */
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered, Client } from '../client.ts';
import { askingForm, nextJuly, type Owned, rolloversPath } from './asking.ts';
import { readClock } from './clock.ts';
import { type Looking, note, type Page, pageOf, refusedPage } from './document.ts';
import { dayInWords, linked, momentInWords, table } from './markup.ts';
import { programNames, stateWords } from './outcomes.ts';

type Visited = Looking & Owned;

const mostShown = 10;

/** Of all organizations. */
export async function rolloversPage(api: Client, visited: Visited): Promise<Page> {
  const { hostUrl, person } = visited;
  const [rollovers, names, now] = await Promise.all([
    api.get('/rollovers'),
    programNames(api),
    readClock(hostUrl),
  ]);
  if (rollovers.status !== 200) return refusedPage(rollovers, person);
  const { value, previews } = rollovers.body;
  const latest: Promise<Answered>[] = previews
    .slice(0, mostShown)
    .map(({ runId }: { runId: string }) => api.get(`/rollovers/${runId}`));
  const reports = (await Promise.all(latest)).filter(({ status }) => status === 200);
  const shown = reports.map(({ body }) => previewRow(body, visited));
  const asked = shown.length > 0 ? table(previewColumns, shown) : '<p>None yet.</p>';
  const ended = table(
    boundaryColumns,
    value.map((one: Boundary) => boundaryRow(one, { names, visited })),
  );
  const body = `${askingForm(visited, nextJuly(now))}<h2>Previews</h2>${asked}<h2>Ends of terms</h2>${ended}`;
  return pageOf(visited, 'Rollovers', { body });
}

/** Of one organization: what was is on the page of each enrollment. */
export async function ownRolloversPage(api: Client, visited: Visited): Promise<Page> {
  const { hostUrl, person, organizationId } = visited;
  const [organization, now, may] = await Promise.all([
    api.get(`/organizations/${organizationId}`),
    readClock(hostUrl),
    mayPreview(api, organizationId),
  ]);
  if (organization.status !== 200) return refusedPage(organization, person);
  const words = note(
    'A preview shows which enrollments would be carried into the next term, and which would lapse and why, on the figures of today. It changes nothing. What an end of a term brought is on the page of each enrollment.',
  );
  const nobody = note('It takes the role of an administrator: your roles let you ask for no preview.');
  const body = `${words}${may ? askingForm(visited, nextJuly(now)) : nobody}`;
  return pageOf(visited, `${organization.body.legalName}: what the end of the term will bring`, { body });
}

/** Whether the roles of who asks allow it. */
export async function mayPreview(api: Client, organizationId: string): Promise<boolean> {
  const { body } = await api.get(`/organizations/${organizationId}/access?operation=previewOwnRollover`);
  return body?.asked?.allowed === true;
}

interface Preview {
  runId: string;
  on: string;
  warn: boolean;
  askedAt: string;
  state: keyof typeof stateWords;
  totals: { outcome: string; enrollments: number }[];
}

const previewColumns = ['Until', 'Asked (UTC)', 'State', 'Would continue', 'Would lapse', 'Warned'];

function previewRow({ runId, on, warn, askedAt, state, totals }: Preview, visited: Visited): string[] {
  const count = (outcome: string) =>
    totals
      .filter((total) => total.outcome === outcome)
      .reduce((all, { enrollments }) => all + enrollments, 0);
  const counts = ['rolledForward', 'lapsed'].map((outcome) => String(count(outcome)));
  const day = reportLink(runId, dayInWords(on), visited);
  return [day, momentInWords(askedAt), e(stateWords[state]), ...counts, warn ? 'yes' : 'no'];
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

const boundaryColumns = ['Program', 'Ended (UTC)', 'Continued', 'Lapsed', 'Re-opened', 'Still to do'];

function boundaryRow(
  { runId, programId, fromTerm, endedAt, ...counts }: Boundary,
  { names, visited }: { names: Map<string, string>; visited: Visited },
): string[] {
  const { rolledForward, lapsed, reopened, left } = counts;
  const name = `${names.get(programId) ?? programId}, ${fromTerm}`;
  const numbers = [rolledForward, lapsed, reopened, left].map(String);
  return [reportLink(runId, name, visited), momentInWords(endedAt), ...numbers];
}

const reportLink = (runId: string, words: string, visited: Visited) =>
  linked(`${rolloversPath(visited)}/${runId}?as=${visited.person.nickname}`, words);
