/** The people of an organization and their roles, with the request that appoints one Incentives administrator. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import { type Looking, note, type Page, pageOf, refusedPage, type Told } from './document.ts';
import { button, form, ifMatch, toldOf } from './form.ts';
import { everyPage } from './listing.ts';
import { linked, table } from './markup.ts';
import { roleNames } from './people.ts';
import { everywhere, rolePath } from './role-forms.ts';
import type { Member } from './roles.ts';

type Visited = Looking & { organizationId: string };

export const peoplePath = ({ organizationId, person }: Pick<Visited, 'organizationId' | 'person'>) =>
  `/organizations/${organizationId}/appoint?as=${person.nickname}`;

const appointment = { scopes: [everywhere] };

/** Whether the roles of who asks allow it. */
export async function mayAppoint(api: Client, organizationId: string): Promise<boolean> {
  const { body } = await api.get(`/organizations/${organizationId}/access?operation=grantIncentivesRole`);
  return body?.asked?.allowed === true;
}

export async function appointPage(api: Client, visited: Visited): Promise<Page> {
  const listed = await everyPage(api, `/organizations/${visited.organizationId}/members`);
  if (listed.refused) return refusedPage(listed.refused, visited.person);
  const rows = listed.value.map((member: Member) => memberRow(member, visited));
  const columns = ['Person', 'Roles', 'Incentives administrator for all locations and programs'];
  const body =
    rows.length > 0
      ? table(columns, rows)
      : note('The directory of this organization has not been read yet.');
  return pageOf(visited, 'People and their roles', { body });
}

function memberRow(member: Member, visited: Visited): string[] {
  const { memberId, displayName, enabled } = member;
  const way = enabled ? appointForm(member, visited) : 'disabled: nothing given would take effect';
  const roles = `/organizations/${visited.organizationId}/members/${memberId}?as=${visited.person.nickname}`;
  return [linked(roles, displayName), e(rolesOf(member)), way];
}

function rolesOf({ globalAdministrator, roles, groupRoles = {} }: Member): string {
  const held = Object.keys({ ...roles, ...groupRoles }) as (keyof typeof roleNames)[];
  const all = [...(globalAdministrator ? (['globalAdministrator'] as const) : []), ...held];
  return all.length > 0 ? all.map((role) => roleNames[role]).join(', ') : roleNames.member;
}

/** Only a grant that is there already has an ETag to match. */
function appointForm(member: Member, { organizationId, hostUrl, person: { nickname } }: Visited): string {
  const { memberId, roles, displayName } = member;
  const etag = roles.incentivesAdministrator ? member.etag : undefined;
  const url = `${hostUrl}/api/v1${rolePath({ organizationId, memberId }, 'incentivesAdministrator')}`;
  return form({
    hidden: { member: memberId, name: displayName, etag },
    buttons: button('Appoint', displayName),
    request: { url, nickname, etag, body: appointment },
  });
}

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function appoint(
  api: Client,
  sent: URLSearchParams,
  { organizationId }: { organizationId: string },
): Promise<Told> {
  const memberId = encodeURI(sent.get('member') ?? '');
  const path = rolePath({ organizationId, memberId }, 'incentivesAdministrator');
  const answer = await api.put(path, appointment, ifMatch(sent.get('etag')));
  return toldOf(
    answer,
    () =>
      `${sent.get('name')} is Incentives administrator for all locations and programs. Invitations that waited for one leave within the next minute.`,
  );
}
