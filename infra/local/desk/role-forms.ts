/** The forms that give, narrow and revoke a role of a person, and what they send. */
import type { GrantableRole, Scope } from '../../../shared/access/member.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { Looking, Told } from './document.ts';
import { button, form, ifMatch, toldOf } from './form.ts';
import { roleNames } from './people.ts';
import type { Member } from './roles.ts';

interface Placed {
  organizationId: string;
  memberId: string;
}

interface Asked {
  role: GrantableRole;
  member: Member;
  visited: Looking & Placed;
}

export const rolePath = ({ organizationId, memberId }: Placed, role: string) =>
  `/organizations/${organizationId}/members/${memberId}/roles/${role}`;

export const everywhere: Scope = { locations: 'all', programs: 'all' };

interface Shown {
  does: 'give' | 'revoke';
  fields?: string;
  words: string;
  body?: object;
}

/** Only a grant that is there already has an ETag to match, and can be taken from the last one. */
function formOf({ role, member, visited }: Asked, { does, fields = '', words, body }: Shown): string {
  const grant = member.roles[role];
  const etag = grant ? member.etag : undefined;
  const url = `${visited.hostUrl}/api/v1${rolePath(visited, role)}`;
  const method = does === 'revoke' ? ({ method: 'DELETE' } as const) : {};
  return form({
    hidden: { do: does, role, name: member.displayName, etag },
    fields,
    buttons: `${button(words, roleNames[role])}${grant ? knowingly : ''}`,
    request: { ...method, url, nickname: visited.person.nickname, etag, body },
  });
}

const knowingly =
  ' <label><input type="checkbox" name="acknowledge" value="stranded"> even if nobody is left who can act (acknowledge=stranded)</label>';

/** One pair of fields for each scope that it has. */
export function givingForm(asked: Asked): string {
  const { role, member } = asked;
  const grant = member.roles[role];
  const scopes = grant?.scopes ?? [everywhere];
  const isScoped = role !== 'accountAdministrator';
  return formOf(asked, {
    does: 'give',
    fields: isScoped ? scopes.map(scopeFields).join('') : '',
    words: grant ? 'Change' : 'Give',
    body: isScoped ? { scopes } : {},
  });
}

export function revokingForm(asked: Asked): string {
  return formOf(asked, { does: 'revoke', words: 'Revoke' });
}

function scopeFields({ locations, programs }: Scope): string {
  const field = (label: string, name: string, names: 'all' | string[]) =>
    `<label>${label} <input name="${name}" size="16" value="${e([names].flat().join(', '))}" required></label> `;
  return `${field('Locations', 'locations', locations)}${field('Programs', 'programs', programs)}`;
}

/** Sends the request that the page shows. @returns what came of it, in words. */
export async function changeRole(api: Client, sent: URLSearchParams, placed: Placed): Promise<Told> {
  const role = sent.get('role') ?? '';
  const query = sent.has('acknowledge') ? '?acknowledge=stranded' : '';
  const path = `${rolePath(placed, encodeURIComponent(role))}${query}`;
  const match = ifMatch(sent.get('etag'));
  const isRevoked = sent.get('do') === 'revoke';
  const answer = await (isRevoked ? api.delete(path, match) : api.put(path, grantIn(sent), match));
  const what = `The role ${new Map(Object.entries(roleNames)).get(role)} of ${sent.get('name')}`;
  return toldOf(answer, () => `${what} is ${isRevoked ? 'revoked' : 'given as you see below'}.`);
}

/** Names are parted by commas or spaces. */
function grantIn(sent: URLSearchParams): object {
  const programs = sent.getAll('programs');
  const scopes = sent
    .getAll('locations')
    .map((locations, at) => ({ locations: namesIn(locations), programs: namesIn(programs[at] ?? '') }));
  return scopes.length > 0 ? { scopes } : {};
}

function namesIn(typed: string): 'all' | string[] {
  const names = typed.split(/[\s,]+/).filter((name) => name !== '');
  return names.length === 1 && names[0] === 'all' ? 'all' : names;
}
