/** The page of one person's organization: their home cards and the incentives overview. */

import type { Reason } from '../../../shared/enrollments/history.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Answered, Client } from '../client.ts';
import { mayAppoint, peoplePath } from './appoint.ts';
import { type Looking, note, type Page, pageOf, refusedPage, sentenceOf } from './document.ts';
import { everyPage, type Listed } from './listing.ts';
import { linked, list, table } from './markup.ts';
import { reasonWords } from './outcomes.ts';
import { mayPreview } from './rollovers.ts';
import { stepWords } from './standing.ts';

type Visited = Looking & { organizationId: string };

export async function organizationPage(api: Client, visited: Visited): Promise<Page> {
  const path = `/organizations/${visited.organizationId}`;
  const [organization, home, incentives, mayLook, mayChange] = await Promise.all([
    api.get(path),
    everyPage(api, `${path}/home`),
    everyPage(api, `${path}/incentives`),
    mayPreview(api, visited.organizationId),
    mayAppoint(api, visited.organizationId),
  ]);
  if (organization.status !== 200) return refusedPage(organization, visited.person);
  const overview = incentives.refused
    ? `<p>${e(sentenceOf(incentives.refused))}</p>`
    : `${overviewTable(incentives.value, visited)}${notCovered(incentives.last)}`;
  const address = `${path}/rollovers?as=${visited.person.nickname}`;
  const further = [
    ...(mayLook ? [linked(address, 'Ends of terms: what they will bring, and what they brought')] : []),
    ...(mayChange ? [linked(peoplePath(visited), 'People and their roles')] : []),
  ];
  const body = `${migration(organization.body)}${cards(home, visited)}<h2>Incentives overview</h2>${overview}${further.length > 0 ? list(further) : ''}`;
  return pageOf(visited, organization.body.legalName, { body });
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
  /** Why it would not be carried into the next term. */
  warnings: Reason['code'][];
  resources: { guide: string };
}

/** The operator has no home page. */
function cards({ value, refused }: Listed, visited: Visited): string {
  if (refused) return '';
  const items = value.map((card: Row) => cardItem(card, visited));
  return `<h2>Home</h2>${items.length > 0 ? list(items) : '<p>No cards.</p>'}`;
}

const cardWords: Record<string, string> = {
  invitation: 'Invitation',
  assignAdministrator: 'Assign an Incentives administrator',
  actionRequired: 'Action required',
};

function cardItem(card: Row, visited: Visited): string {
  const { kind, program, location, requirement } = card;
  const href = kind === 'assignAdministrator' ? peoplePath(visited) : enrollmentHref(card, visited);
  const what = requirement ? `, ${requirement.name}` : '';
  return linked(href, `${cardWords[kind] ?? kind}: ${program} at ${location}${what}`);
}

function notCovered(last: Answered): string {
  const { locationsNotCovered: count } = last.body;
  return count > 0 ? `<p>${count} more locations are not covered by your roles.</p>` : '';
}

function overviewTable(rows: Row[], visited: Visited): string {
  if (rows.length === 0) return '<p>Nothing yet.</p>';
  const head = ['Program', 'Location', 'Status', 'Action required', 'Resources'];
  return table(
    head,
    rows.map((row) => overviewRow(row, visited)),
  );
}

function overviewRow(row: Row, visited: Visited): string[] {
  const { requirement } = row;
  const step = row.actionRequired ? stepWords[row.actionRequired] : '';
  const words = requirement ? `${step}: ${requirement.name}` : step;
  const action =
    row.actionRequired === 'assignIncentivesAdministrator' ? linked(peoplePath(visited), words) : e(words);
  const guide = linked(row.resources.guide, 'Guide');
  const program = linked(enrollmentHref(row, visited), row.program);
  return [program, e(row.location), e(statusOf(row)), action, guide];
}

function statusOf({ status, warnings }: Row): string {
  const why = warnings.map((code) => reasonWords[code]).join(', ');
  return why ? `${status}; as things stand, it lapses at the end of the term: ${why}` : status;
}

const enrollmentHref = ({ mpnId, programId }: Row, { organizationId, person }: Visited) =>
  `/invitations/${organizationId}/${mpnId}/${programId}?as=${person.nickname}`;
