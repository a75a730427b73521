/** The first page: where everything is, who there is, and the clock. */
import type { Role } from '../../../shared/access/permissions.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Client } from '../client.ts';
import type { Directory, DirectoryTenant, DirectoryUser } from '../directory.ts';
import { type Page, page, type Told, told } from './document.ts';
import { tokenCommand } from './form.ts';
import { linked, list, table } from './markup.ts';

export const roleNames: Record<Role, string> = {
  operator: 'operator',
  globalAdministrator: 'Global administrator',
  accountAdministrator: 'Account administrator',
  incentivesAdministrator: 'Incentives administrator',
  incentivesUser: 'Incentives user',
  member: 'no role',
};

interface Seen {
  directory: Directory;
  mailUrl: string;
  hostUrl: string;
  now: string;
  told: Told;
  api(user: DirectoryUser): Client;
}

export async function peoplePage(seen: Seen): Promise<Page> {
  const tenants = await Promise.all(seen.directory.tenants.map((tenant) => tenantTable(tenant, seen)));
  const { hostUrl, mailUrl } = seen;
  return page(
    'Incentive enrollment on your desk',
    `${told(seen.told)}<p>API <a href="${e(hostUrl)}/api/v1/health">${e(hostUrl)}/api/v1</a> · <a href="${e(hostUrl)}/api/v1/openapi.json">its description</a> · <a href="${e(mailUrl)}">the mail that was sent</a></p>
<form method="post" action="/clock"><label>It is <input name="now" type="datetime-local" step="1" value="${e(seen.now.slice(0, 19))}"> UTC</label> <button>Move the clock forward</button></form>
${tenants.join('')}<p>Every person's token: <code>${e(tokenCommand(hostUrl))} NAME</code>, or the link beside the name.</p>`,
  );
}

async function tenantTable({ displayName, users }: DirectoryTenant, { api }: Seen): Promise<string> {
  const rows = await Promise.all(users.map(async (user) => personRow(user, await rolesOf(user, api))));
  return `<h2>${e(displayName)}</h2>${table(['Name', 'Person', 'Token', 'Roles'], rows)}`;
}

/** What the API itself says takes effect for them. */
async function rolesOf(user: DirectoryUser, api: Seen['api']): Promise<string> {
  if (!user.accountEnabled) return 'disabled: cannot sign in';
  const { status, body } = await api(user).get('/me');
  if (status !== 200) return body?.error?.message ?? 'not known';
  const roles: Role[] = body.organizations.flatMap((one: { roles: Role[] }) => one.roles);
  const held = [...(body.operator ? (['operator'] as const) : []), ...roles].filter(
    (role) => role !== 'member',
  );
  const names = [...new Set(held)].map((role) => roleNames[role]);
  const guest = user.userType === 'Guest' ? ['guest'] : [];
  return [...guest, ...(names.length > 0 ? names : [roleNames.member])].join(', ');
}

function personRow({ nickname, displayName, accountEnabled }: DirectoryUser, roles: string): string[] {
  if (!accountEnabled) return [e(nickname), e(displayName), '', e(roles)];
  return [
    e(nickname),
    linked(`/home/${nickname}`, displayName),
    linked(`/tokens/${nickname}`, 'token'),
    e(roles),
  ];
}

/** Whose eyes to look with; there is no sign-in on the desk. */
export function signInPage(path: string, people: DirectoryUser[]): Page {
  const links = people.map(({ nickname, displayName, accountEnabled }) =>
    accountEnabled
      ? linked(`${path}?as=${nickname}`, displayName)
      : `${e(displayName)} (disabled: cannot sign in)`,
  );
  return page('Get started: who are you?', `${list(links)}<p><a href="/">The desk</a></p>`);
}
