/** The rollovers of all organizations or of one: a form that asks for a preview, the previews there were and the ends of terms, each with its report. */
import type { Answered, Client } from '../client.ts';
import { askingForm, nextJuly, type Owned, rolloversPath } from './asking.ts';
import { readClock } from './clock.ts';
import { type Looking, note, type Page, pageOf, refusedPage } from './document.ts';
import { programNames } from './outcomes.ts';
import { boundariesTable, type Listed, previewsTable } from './runs.ts';

type Visited = Looking & Owned;

const mostShown = 10;

/** Of all organizations. */
export async function rolloversPage(api: Client, visited: Visited): Promise<Page> {
  const rollovers = await api.get('/rollovers');
  if (rollovers.status !== 200) return refusedPage(rollovers, visited.person);
  return pageOf(visited, 'Rollovers', { body: await sections(api, rollovers.body, visited) });
}

/** Of one organization. */
export async function ownRolloversPage(api: Client, visited: Visited): Promise<Page> {
  const [organization, rollovers] = await Promise.all([
    api.get(`/organizations/${visited.organizationId}`),
    api.get(rolloversPath(visited)),
  ]);
  if (organization.status !== 200) return refusedPage(organization, visited.person);
  const body =
    rollovers.status === 200
      ? `${words}${await sections(api, rollovers.body, visited)}`
      : note('It takes the role of an administrator: your roles let you ask for no preview.');
  return pageOf(visited, `${organization.body.legalName}: ends of terms`, { body });
}

const words = note(
  'A preview shows which enrollments would be carried into the next term, and which would lapse and why, on the figures of today. It changes nothing.',
);

async function sections(api: Client, { value, previews }: Listed, visited: Visited): Promise<string> {
  const latest: Promise<Answered>[] = previews
    .slice(0, mostShown)
    .map(({ runId }) => api.get(`${rolloversPath(visited)}/${runId}`));
  const [names, now, ...answers] = await Promise.all([
    programNames(api),
    readClock(visited.hostUrl),
    ...latest,
  ]);
  const reports = answers.flatMap(({ status, body }) => (status === 200 ? [body] : []));
  const asked = `<h2>Previews</h2>${previewsTable(reports, visited)}`;
  return `${askingForm(visited, nextJuly(now))}${asked}<h2>Ends of terms</h2>${boundariesTable(value, names, visited)}`;
}

/** Whether the roles of who asks allow it. */
export async function mayPreview(api: Client, organizationId: string): Promise<boolean> {
  const { body } = await api.get(`/organizations/${organizationId}/access?operation=previewOwnRollover`);
  return body?.asked?.allowed === true;
}
