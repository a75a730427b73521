/** The pages of the desk, as plain HTML: every name escaped, no script. */
import type { Answered, Client } from '../client.ts';
import type { Directory, DirectoryUser } from '../directory.ts';
import { escapeHtml as e } from '../http.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #ddd}
pre{background:#f4f4f4;padding:1rem;overflow:auto}button{font:inherit;padding:.5rem 1rem;background:#0b5cad;color:#fff;border:0;border-radius:4px}
.told{background:#eef6ee;padding:.5rem 1rem;border-left:4px solid #2a7d2a}`;

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(title)}</title><style>${style}</style></head><body><h1>${e(title)}</h1>${body}</body></html>`;
}

/** The first page: where everything is, and who there is. */
export function peoplePage(seen: {
  directory: Directory;
  mailUrl: string;
  hostUrl: string;
  now: string;
}): string {
  const tenants = seen.directory.tenants.map(
    (tenant) => `<h2>${e(tenant.displayName)}</h2><table>${tenant.users.map(personRow).join('')}</table>`,
  );
  return document(
    'Incentive enrollment on your desk',
    `<p>API <a href="${e(seen.hostUrl)}/api/v1/health">${e(seen.hostUrl)}/api/v1</a> · <a href="${e(seen.hostUrl)}/api/v1/openapi.json">its description</a> · <a href="${e(seen.mailUrl)}">the mail that was sent</a></p>
<form method="post" action="/clock"><label>It is <input name="now" type="datetime-local" step="1" value="${e(seen.now.slice(0, 19))}"> UTC</label> <button>Move the clock</button></form>
${tenants.join('')}<p>Every person's token: <code>npm run -s token -- NAME</code>, or the link beside the name.</p>`,
  );
}

function personRow(user: DirectoryUser): string {
  const directoryRole = user.directoryRoles.length > 0 ? 'Global administrator' : '';
  const marks = [directoryRole, ...(user.appRoles ?? []), user.userType === 'Guest' ? 'guest' : ''];
  const state = user.accountEnabled ? marks.filter(Boolean).join(', ') : 'disabled';
  return `<tr><td>${e(user.nickname)}</td><td><a href="/home/${e(user.nickname)}">${e(user.displayName)}</a></td><td><a href="/tokens/${e(user.nickname)}">token</a></td><td>${e(state)}</td></tr>`;
}

/** Whose eyes to look with; there is no sign-in on the desk. */
export function signInPage(path: string, people: DirectoryUser[]): string {
  const links = people.map(
    (user) => `<li><a href="${e(path)}?as=${e(user.nickname)}">${e(user.displayName)}</a></li>`,
  );
  return document('Get started: who are you?', `<ul>${links.join('')}</ul>`);
}

export interface Visited {
  organizationId: string;
  mpnId: string;
  programId: string;
  nickname: string;
  told: string | null;
}

export interface Page {
  status: number;
  html: string;
}

/** An invitation and the request that accepts it. */
export async function invitationPage(api: Client, visited: Visited, hostUrl: string): Promise<Page> {
  const path = `/organizations/${visited.organizationId}/locations/${visited.mpnId}/enrollments/${visited.programId}`;
  const [enrollment, program, location] = await Promise.all([
    api.get(path),
    api.get(`/programs/${visited.programId}`),
    api.get(`/organizations/${visited.organizationId}/locations/${visited.mpnId}`),
  ]);
  const refused = [enrollment, program, location].find((answer) => answer.status !== 200);
  if (refused) return refusedPage(refused);
  const { body } = enrollment;
  const facts = [
    ['Program', `<a href="${e(program.body.guideUrl)}">${e(program.body.name)}</a>`],
    ['Location', `${e(location.body.name)} (location MPN ID ${e(visited.mpnId)})`],
    ['Status', e(body.status)],
    ['Open until', e(body.invitation?.deadline ?? 'no deadline')],
    ['Term', e(body.term ?? 'begins when you enroll')],
  ];
  const told = visited.told ? `<p class="told">${e(visited.told)}</p>` : '';
  const table = facts.map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`).join('');
  const request = body.status === 'Invited' ? enrollForm(`${hostUrl}/api/v1${path}`, body.etag, visited) : '';
  return {
    status: 200,
    html: document('Partner Incentive Enrollment Invitation', `${told}<table>${table}</table>${request}`),
  };
}

function enrollForm(url: string, etag: string | undefined, { nickname }: Visited): string {
  const match = etag ? ` \\\n  -H 'If-Match: ${etag}'` : '';
  const command = `curl -X PUT ${url} \\\n  -H "Authorization: Bearer $(${portOf(url)}npm run -s token -- ${nickname})"${match} \\\n  -H 'Content-Length: 0'`;
  return `<p>This request enrolls the location:</p><pre>${e(command)}</pre>
<form method="post"><input type="hidden" name="as" value="${e(nickname)}"><input type="hidden" name="etag" value="${e(etag ?? '')}"><button>Enroll</button></form>`;
}

/** Only another port than the usual one has to be said. */
function portOf(url: string): string {
  const { port } = new URL(url);
  return port === '7071' ? '' : `PORT=${port} `;
}

/** The home cards and the overview of one person. */
export async function organizationPage(api: Client, visited: Visited): Promise<Page> {
  const path = `/organizations/${visited.organizationId}`;
  const [organization, home, incentives] = await Promise.all([
    api.get(path),
    api.get(`${path}/home`),
    api.get(`${path}/incentives`),
  ]);
  if (organization.status !== 200) return refusedPage(organization);
  const cards = (home.body?.value ?? []).map(
    (card: Record<string, string>) =>
      `<li><a href="/invitations/${e(visited.organizationId)}/${e(card.mpnId ?? '')}/${e(card.programId ?? '')}?as=${e(visited.nickname)}">${e(`${card.kind}: ${card.program} at ${card.location}`)}</a></li>`,
  );
  const rows = (incentives.body?.value ?? []).map(
    (row: Record<string, string | null>) =>
      `<tr><td>${e(row.program ?? '')}</td><td>${e(row.location ?? '')}</td><td>${e(row.status ?? '')}</td><td>${e(row.actionRequired ?? '')}</td></tr>`,
  );
  const head = '<tr><th>Program</th><th>Location</th><th>Status</th><th>Action required</th></tr>';
  const overview =
    incentives.status === 200
      ? `<table>${head}${rows.join('')}</table>`
      : `<p>${e(incentives.body.error.message)}</p>`;
  return {
    status: 200,
    html: document(
      organization.body.legalName,
      `<ul>${cards.join('')}</ul><h2>Incentives overview</h2>${overview}`,
    ),
  };
}

function refusedPage({ status, body }: Answered): Page {
  return {
    status,
    html: document(
      'Not possible',
      `<p>${e(body.error.message)}</p><p><code>${e(body.error.code)}</code></p>`,
    ),
  };
}
