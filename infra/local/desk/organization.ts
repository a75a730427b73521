/** The page of one person's organization: their home cards and the incentives overview. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered, Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import { appointPath } from './appoint.ts';
import { note, type Page, page, refusedPage, sentenceOf, visitor } from './document.ts';
import { everyPage } from './listing.ts';

interface Visited {
  organizationId: string;
  person: DirectoryUser;
}

/** What `actionRequired` says, as words. */
const actions: Record<string, string> = {
  completeMigration: 'complete the migration',
  assignIncentivesAdministrator: 'assign an Incentives administrator',
  enroll: 'enroll',
};

export async function organizationPage(api: Client, visited: Visited): Promise<Page> {
  const path = `/organizations/${visited.organizationId}`;
  const [organization, home, incentives] = await Promise.all([
    api.get(path),
    api.get(`${path}/home`),
    everyPage(api, `${path}/incentives`),
  ]);
  if (organization.status !== 200) return refusedPage(organization, visited.person);
  const overview = incentives.refused
    ? `<p>${e(sentenceOf(incentives.refused))}</p>`
    : overviewTable(incentives.value, visited);
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
  actionRequired: string | null;
}

/** The operator has no home page. */
function cards(home: Answered, visited: Visited): string {
  if (home.status !== 200) return '';
  const items = home.body.value.map((card: Row) =>
    card.kind === 'invitation'
      ? linked(enrollmentHref(card, visited), `Invitation: ${card.program} at ${card.location}`)
      : linked(
          appointHref(visited),
          `Assign an Incentives administrator: ${card.program} at ${card.location}`,
        ),
  );
  const list = items.map((item: string) => `<li>${item}</li>`).join('');
  return `<h2>Home</h2>${items.length > 0 ? `<ul>${list}</ul>` : '<p>No cards.</p>'}`;
}

function overviewTable(rows: Row[], visited: Visited): string {
  if (rows.length === 0) return '<p>Nothing yet.</p>';
  const head =
    '<tr><th scope="col">Program</th><th scope="col">Location</th><th scope="col">Status</th><th scope="col">Action required</th></tr>';
  return `<table>${head}${rows.map((row) => overviewRow(row, visited)).join('')}</table>`;
}

function overviewRow(row: Row, visited: Visited): string {
  const words = row.actionRequired ? (actions[row.actionRequired] ?? row.actionRequired) : '';
  const action =
    row.actionRequired === 'assignIncentivesAdministrator' ? linked(appointHref(visited), words) : e(words);
  const cells = [linked(enrollmentHref(row, visited), row.program), e(row.location), e(row.status), action];
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
  return page('Organizations', `${visitor(person)}<ul>${list}</ul>`);
}
