/** Where an administrator appoints an Incentives administrator: everybody of the organization, with the request that does it. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { DirectoryUser } from '../directory.ts';
import {
  note,
  type Page,
  page,
  putCommand,
  refusedPage,
  sentenceOf,
  type Told,
  told,
  visitor,
} from './document.ts';
import { everyPage } from './listing.ts';
import { roleNames } from './people.ts';

export const appointPath = (organizationId: string, nickname: string) =>
  `/organizations/${organizationId}/appoint?as=${nickname}`;

const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };

interface Member {
  memberId: string;
  displayName: string;
  enabled: boolean;
  roles: Partial<Record<keyof typeof roleNames, unknown>>;
  groupRoles?: Partial<Record<keyof typeof roleNames, unknown>>;
  globalAdministrator: boolean;
  etag: string;
}

interface Visited {
  organizationId: string;
  person: DirectoryUser;
  told: Told;
  hostUrl: string;
}

export async function appointPageOf(api: Client, visited: Visited): Promise<Page> {
  const listed = await everyPage(api, `/organizations/${visited.organizationId}/members`);
  if (listed.refused) return refusedPage(listed.refused, visited.person);
  const rows = listed.value.map((member: Member) => memberRow(member, visited));
  const head =
    '<tr><th scope="col">Person</th><th scope="col">Roles</th><th scope="col">For all locations and programs</th></tr>';
  const table =
    rows.length > 0
      ? `<table>${head}${rows.join('')}</table>`
      : note('The directory of this organization has not been read yet.');
  return page(
    'Appoint an Incentives administrator',
    `${visitor(visited.person)}${told(visited.told)}${table}`,
  );
}

function memberRow(member: Member, visited: Visited): string {
  const { displayName, enabled } = member;
  const way = enabled ? appointForm(member, visited) : 'disabled: nothing given would take effect';
  return `<tr><td>${e(displayName)}</td><td>${e(rolesOf(member))}</td><td>${way}</td></tr>`;
}

function rolesOf({ globalAdministrator, roles, groupRoles = {} }: Member): string {
  const held = Object.keys({ ...roles, ...groupRoles }) as (keyof typeof roleNames)[];
  const all = [...(globalAdministrator ? (['globalAdministrator'] as const) : []), ...held];
  return all.length > 0 ? all.map((role) => roleNames[role]).join(', ') : roleNames.member;
}

/** Only a grant that is there already has an ETag to match. */
function appointForm(member: Member, { organizationId, hostUrl, person }: Visited): string {
  const { memberId, roles } = member;
  const etag = roles.incentivesAdministrator ? member.etag : undefined;
  const hidden = Object.entries({ as: person.nickname, member: memberId, name: member.displayName, etag });
  const fields = hidden.map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${e(value ?? '')}">`,
  );
  const url = `${hostUrl}/api/v1${rolePath(organizationId, memberId)}`;
  const command = putCommand(url, person.nickname, { etag, body: everywhere });
  return `<form method="post">${fields.join('')}<button>Appoint</button></form><details><summary>The request</summary>${command}</details>`;
}

const rolePath = (organizationId: string, memberId: string) =>
  `/organizations/${organizationId}/members/${memberId}/roles/incentivesAdministrator`;

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function appoint(api: Client, organizationId: string, form: URLSearchParams): Promise<Told> {
  const etag = form.get('etag');
  const path = rolePath(organizationId, encodeURI(form.get('member') ?? ''));
  const answer = await api.put(path, everywhere, etag ? { 'if-match': etag } : {});
  if (answer.status >= 300) return { done: null, refused: sentenceOf(answer) };
  const done = `${form.get('name')} is Incentives administrator for all locations and programs. Invitations that waited for one leave within the next minute.`;
  return { done, refused: null };
}
