/** The page of one person's organization: their home cards and the incentives overview. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered, Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import { appointPath } from './appoint.ts';
import { note, type Page, page, refusedPage, sentenceOf, visitor } from './document.ts';
import { everyPage, type Listed } from './listing.ts';
import { stepWords } from './standing.ts';

interface Visited {
  organizationId: string;
  person: DirectoryUser;
}

export async function organizationPage(api: Client, visited: Visited): Promise<Page> {
  const path = `/organizations/${visited.organizationId}`;
  const [organization, home, incentives] = await Promise.all([
    api.get(path),
    everyPage(api, `${path}/home`),
    everyPage(api, `${path}/incentives`),
  ]);
  if (organization.status !== 200) return refusedPage(organization, visited.person);
  const overview = incentives.refused
    ? `<p>${e(sentenceOf(incentives.refused))}</p>`
    : `${overviewTable(incentives.value, visited)}${notCovered(incentives.last)}`;
  return page(
    organization.body.legalName,
    `${visitor(visited.person)}${migration(organization.body)}${cards(home, visited)}<h2>Incentives overview</h2>${overview}`,
  );
}

function migration({ migration: { status } }: { migration: { status: string } }): string {
  return status === 'completed'
    ? ''
    : note('The migration of this organization is not completed: until it is, nothing can be enrolled.');
}

interface Row {
  kind: string;
  mpnId: string;
  programId: string;
  program: string;
  location: string;
  status: string;
  actionRequired: keyof typeof stepWords | null;
  requirement: { name: string } | null;
  resources: { guide: string };
}

/** The operator has no home page. */
function cards({ value, refused }: Listed, visited: Visited): string {
  if (refused) return '';
  const items = value.map((card: Row) => cardItem(card, visited));
  const list = items.map((item: string) => `<li>${item}</li>`).join('');
  return `<h2>Home</h2>${items.length > 0 ? `<ul>${list}</ul>` : '<p>No cards.</p>'}`;
}

const cardWords: Record<string, string> = {
  invitation: 'Invitation',
  assignAdministrator: 'Assign an Incentives administrator',
  actionRequired: 'Action required',
};

function cardItem(card: Row, visited: Visited): string {
  const { kind, program, location, requirement } = card;
  const href = kind === 'assignAdministrator' ? appointHref(visited) : enrollmentHref(card, visited);
  const what = requirement ? `, ${requirement.name}` : '';
  return linked(href, `${cardWords[kind] ?? kind}: ${program} at ${location}${what}`);
}

function notCovered(last: Answered): string {
  const { locationsNotCovered: count } = last.body;
  return count > 0 ? `<p>${count} more locations are not covered by your roles.</p>` : '';
}

function overviewTable(rows: Row[], visited: Visited): string {
  if (rows.length === 0) return '<p>Nothing yet.</p>';
  const head =
    '<tr><th scope="col">Program</th><th scope="col">Location</th><th scope="col">Status</th><th scope="col">Action required</th><th scope="col">Resources</th></tr>';
  return `<table>${head}${rows.map((row) => overviewRow(row, visited)).join('')}</table>`;
}

function overviewRow(row: Row, visited: Visited): string {
  const { requirement } = row;
  const step = row.actionRequired ? stepWords[row.actionRequired] : '';
  const words = requirement ? `${step}: ${requirement.name}` : step;
  const action =
    row.actionRequired === 'assignIncentivesAdministrator' ? linked(appointHref(visited), words) : e(words);
  const guide = linked(row.resources.guide, 'Guide');
  const program = linked(enrollmentHref(row, visited), row.program);
  const cells = [program, e(row.location), e(row.status), action, guide];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

const linked = (href: string, words: string) => `<a href="${e(href)}">${e(words)}</a>`;

const enrollmentHref = ({ mpnId, programId }: Row, { organizationId, person }: Visited) =>
  `/invitations/${organizationId}/${mpnId}/${programId}?as=${person.nickname}`;

const appointHref = ({ organizationId, person }: Visited) => appointPath(organizationId, person.nickname);

/** For somebody of no partner organization: all of them where that is theirs to see, as for the operator. */
export async function organizationsPage(api: Client, person: DirectoryUser): Promise<Page> {
  const { value, refused } = await everyPage(api, '/organizations');
  if (refused) return refusedPage(refused, person);
  const items = value.map(({ organizationId, legalName }) =>
    linked(`/organizations/${organizationId}?as=${person.nickname}`, legalName),
  );
  const list = items.map((item) => `<li>${item}</li>`).join('');
  const rollovers = linked(`/rollovers?as=${person.nickname}`, 'Rollovers');
  return page('Organizations', `${visitor(person)}<ul>${list}</ul><p>${rollovers}</p>`);
}
