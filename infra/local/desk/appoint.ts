/** Where an administrator appoints an Incentives administrator: everybody of the organization, with the request that does it. */

import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import { type Looking, note, type Page, pageOf, refusedPage, type Told } from './document.ts';
import { button, form, ifMatch, toldOf } from './form.ts';
import { everyPage } from './listing.ts';
import { table } from './markup.ts';
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

type Visited = Looking & { organizationId: string };

export async function appointPage(api: Client, visited: Visited): Promise<Page> {
  const listed = await everyPage(api, `/organizations/${visited.organizationId}/members`);
  if (listed.refused) return refusedPage(listed.refused, visited.person);
  const rows = listed.value.map((member: Member) => memberRow(member, visited));
  const body =
    rows.length > 0
      ? table(['Person', 'Roles', 'For all locations and programs'], rows)
      : note('The directory of this organization has not been read yet.');
  return pageOf(visited, 'Appoint an Incentives administrator', { body });
}

function memberRow(member: Member, visited: Visited): string[] {
  const { displayName, enabled } = member;
  const way = enabled ? appointForm(member, visited) : 'disabled: nothing given would take effect';
  return [e(displayName), e(rolesOf(member)), way];
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
  const url = `${hostUrl}/api/v1${rolePath(organizationId, memberId)}`;
  return form({
    hidden: { member: memberId, name: displayName, etag },
    buttons: button('Appoint', displayName),
    request: { url, nickname, etag, body: everywhere },
  });
}

const rolePath = (organizationId: string, memberId: string) =>
  `/organizations/${organizationId}/members/${memberId}/roles/incentivesAdministrator`;

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function appoint(
  api: Client,
  sent: URLSearchParams,
  { organizationId }: { organizationId: string },
): Promise<Told> {
  const path = rolePath(organizationId, encodeURI(sent.get('member') ?? ''));
  const answer = await api.put(path, everywhere, ifMatch(sent.get('etag')));
  return toldOf(
    answer,
    () =>
      `${sent.get('name')} is Incentives administrator for all locations and programs. Invitations that waited for one leave within the next minute.`,
  );
}
