/** The roles of one person: what each is for and where it comes from, with the requests that give, change and revoke it. */
import type { GrantableRole, Scope } from '../../../shared/access/member.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import { peoplePath } from './appoint.ts';
import { type Looking, note, type Page, pageOf, refusedPage, told } from './document.ts';
import { everyPage } from './listing.ts';
import { linked, list } from './markup.ts';
import { programNames } from './outcomes.ts';
import { roleNames } from './people.ts';
import { givingForm, revokingForm } from './role-forms.ts';

export interface Member {
  memberId: string;
  displayName: string;
  enabled: boolean;
  /** By an administrator's hand. */
  roles: Partial<Record<GrantableRole, { scopes: Scope[] }>>;
  groupRoles?: Partial<Record<GrantableRole, { scopes: Scope[] }>>;
  globalAdministrator: boolean;
  etag: string;
}

type Visited = Looking & { organizationId: string; memberId: string };

const grantable: GrantableRole[] = ['accountAdministrator', 'incentivesAdministrator', 'incentivesUser'];

export async function rolesPage(api: Client, visited: Visited): Promise<Page> {
  const path = `/organizations/${visited.organizationId}`;
  const [answer, locations, programs] = await Promise.all([
    api.get(`${path}/members/${visited.memberId}`),
    everyPage(api, `${path}/locations`),
    programNames(api),
  ]);
  if (answer.status !== 200) return refusedPage(answer, visited.person, told(visited.told));
  const member: Member = answer.body;
  const places = locations.value.map(({ mpnId, name }) => `${mpnId}: ${name}`);
  const names = [...places, ...[...programs].map(([programId, name]) => `${programId}: ${name}`)];
  const body = [
    standing(member),
    `<details><summary>Locations and programs: all, or their names with commas between them. The names there are</summary>${list(names.map(e))}</details>`,
    ...grantable.map((role) => section(role, member, visited)),
    `<p>${linked(peoplePath(visited), 'People and their roles')}</p>`,
  ];
  return pageOf(visited, `The roles of ${member.displayName}`, { body: body.join('') });
}

function standing({ enabled, globalAdministrator }: Member): string {
  const disabled = enabled ? '' : note('Disabled in the directory: no role takes effect.');
  const isGlobal = globalAdministrator ? note('Global administrator, as the directory says.') : '';
  return `${disabled}${isGlobal}`;
}

function section(role: GrantableRole, member: Member, visited: Visited): string {
  const { roles, groupRoles, enabled } = member;
  const grant = roles[role];
  const byGroups = groupRoles?.[role];
  const words = [
    ...(grant ? [`Given by hand${forWhat(grant.scopes)}`] : []),
    ...(byGroups
      ? [`By groups of the directory, which only the directory changes${forWhat(byGroups.scopes)}`]
      : []),
  ];
  const asked = { role, member, visited };
  const isChangeable = enabled && !(grant && role === 'accountAdministrator');
  const forms = `${isChangeable ? givingForm(asked) : ''}${grant ? revokingForm(asked) : ''}`;
  return `<h2>${e(roleNames[role])}</h2>${words.length > 0 ? list(words.map(e)) : '<p>Not given.</p>'}${forms}`;
}

/** An Account administrator's role is for the whole organization, and names nothing. */
function forWhat(scopes: Scope[]): string {
  const each = scopes.map(
    ({ locations, programs }) => `${inWords(locations, 'locations')}, ${inWords(programs, 'programs')}`,
  );
  return each.length > 0 ? `: ${each.join('; ')}` : '';
}

const inWords = (names: Scope['locations'], what: string) =>
  names === 'all' ? `all ${what}` : `${what} ${names.join(', ')}`;
