/** The desk: who the sample people are, their tokens, the clock, and plain pages behind the links in the mail until there is a portal. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createClient } from './client.ts';
import { invitationPage, organizationPage, peoplePage, signInPage } from './desk/pages.ts';
import type { Directory } from './directory.ts';
import { close, guarded, listen, readBody, urlOf } from './http.ts';
import type { LocalIdentity } from './identity.ts';

export interface Desk {
  url: string;
  /** From now on the pages ask the API of this host. */
  serve(hostUrl: string): void;
  close(): Promise<void>;
}

export interface DeskOptions {
  directory: Directory;
  identity: LocalIdentity;
  mailUrl: string;
  port?: number;
}

export async function startDesk(options: DeskOptions): Promise<Desk> {
  let hostUrl = '';
  const server = createServer(
    guarded(async (request, response) => {
      const url = urlOf(request);
      const visit = { ...options, hostUrl, url: url ?? new URL('http://local/') };
      await (request.method === 'POST' ? act(visit, request, response) : show(visit, response));
    }),
  );
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}`, serve: (url) => (hostUrl = url), close: () => close(server) };
}

interface Visit extends DeskOptions {
  hostUrl: string;
  url: URL;
}

async function show(visit: Visit, response: ServerResponse): Promise<void> {
  const [, place, organizationId = '', mpnId = '', programId = ''] = visit.url.pathname.split('/');
  if (place === '') return html(response, 200, peoplePage({ ...visit, now: await readClock(visit.hostUrl) }));
  if (place === 'home') return seeOther(response, await homeOf(visit, organizationId));
  if (place === 'tokens') return token(visit, organizationId, response);
  if (place !== 'invitations' && place !== 'organizations')
    return text(response, 404, 'There is no such page.');
  const nickname = visit.url.searchParams.get('as');
  const people = peopleOf(visit, organizationId);
  if (!nickname) return html(response, 200, signInPage(visit.url.pathname, people));
  const api = clientFor(visit, nickname);
  const pair = { organizationId, mpnId, programId, nickname, told: visit.url.searchParams.get('told') };
  const page =
    place === 'invitations'
      ? await invitationPage(api, pair, visit.hostUrl)
      : await organizationPage(api, pair);
  html(response, page.status, page.html);
}

/** The page of the organization this person belongs to. */
async function homeOf(visit: Visit, nickname: string): Promise<string> {
  const { body } = await clientFor(visit, nickname).get('/me');
  const organizationId = body.organizations[0]?.organizationId;
  return organizationId ? `/organizations/${organizationId}?as=${nickname}` : '/';
}

/** The people of the organization are those of the tenant whose domain carries its name; all of them where none does. */
function peopleOf({ directory }: Visit, organizationId: string) {
  const own = directory.tenants.filter((tenant) =>
    tenant.domain.replaceAll('.', '-').startsWith(organizationId),
  );
  return (own.length > 0 ? own : directory.tenants).flatMap((tenant) => tenant.users);
}

function clientFor({ hostUrl, identity }: Visit, nickname: string) {
  return createClient(`${hostUrl}/api/v1`, () => identity.tokenFor(nickname));
}

async function token(
  { identity, directory }: Visit,
  nickname: string,
  response: ServerResponse,
): Promise<void> {
  if (directory.findUser(nickname)) return text(response, 200, await identity.tokenFor(nickname));
  const names = directory.tenants.flatMap((tenant) => tenant.users.map((user) => user.nickname));
  text(response, 404, `There is no sample user ${nickname}. There are: ${names.join(', ')}.`);
}

/** Forms: move the clock, or send the request that the invitation page shows. */
async function act(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams((await readBody(request)).toString());
  if (visit.url.pathname === '/clock') {
    const answer = await moveClock(visit.hostUrl, form.get('now') ?? '');
    return answer.ok ? seeOther(response, '/') : text(response, answer.status, await answer.text());
  }
  const [, , organizationId, mpnId, programId] = visit.url.pathname.split('/');
  const nickname = form.get('as') ?? '';
  const path = `/organizations/${organizationId}/locations/${mpnId}/enrollments/${programId}`;
  const etag = form.get('etag');
  const { status, body } = await clientFor(visit, nickname).put(
    path,
    undefined,
    etag ? { 'if-match': etag } : {},
  );
  const told = status < 300 ? 'Enrolled.' : body.error.message;
  seeOther(response, `${visit.url.pathname}?${new URLSearchParams({ as: nickname, told })}`);
}

async function readClock(hostUrl: string): Promise<string> {
  const answer = await fetch(`${hostUrl}/admin/clock`);
  return ((await answer.json()) as { now: string }).now;
}

function moveClock(hostUrl: string, now: string): Promise<Response> {
  const body = JSON.stringify({ now: new Date(`${now}Z`) });
  return fetch(`${hostUrl}/admin/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

function html(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

function seeOther(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}
