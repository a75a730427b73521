/** The desk: who the sample people are, their tokens, the clock, and plain pages behind the links in the mail until there is a portal. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Client, createClient } from './client.ts';
import { act as actOn } from './desk/actions.ts';
import { appoint, appointPageOf } from './desk/appoint.ts';
import { moveClock, readClock } from './desk/clock.ts';
import { type Page, type Told, wordsPage } from './desk/document.ts';
import { enrollmentPage, enrollmentPath } from './desk/enrollment.ts';
import { organizationPage, organizationsPage } from './desk/organization.ts';
import { peoplePage, signInPage } from './desk/people.ts';
import { askForPreview, rolloversPage } from './desk/rollovers.ts';
import type { Directory, DirectoryUser } from './directory.ts';
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
      const url = urlOf(request) ?? new URL('http://local/');
      const visit = { ...options, hostUrl, url, told: toldIn(url) };
      if (hostUrl === '') answer(response, wordsPage(503, 'The API is still starting.'));
      else await (request.method === 'POST' ? act(visit, request, response) : show(visit, response));
    }),
  );
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}`, serve: (url) => (hostUrl = url), close: () => close(server) };
}

interface Visit extends DeskOptions {
  hostUrl: string;
  url: URL;
  told: Told;
}

async function show(visit: Visit, response: ServerResponse): Promise<void> {
  const [, place, name = ''] = visit.url.pathname.split('/');
  if (place === '') {
    const api = (user: DirectoryUser) => clientFor(visit, user);
    return answer(response, await peoplePage({ ...visit, api, now: await readClock(visit.hostUrl) }));
  }
  if (place === 'home') return home(visit, name, response);
  if (place === 'tokens') return token(visit, name, response);
  if (place !== 'invitations' && place !== 'organizations' && place !== 'rollovers')
    return answer(response, wordsPage(404, 'There is no such page.'));
  const nickname = visit.url.searchParams.get('as');
  const page = nickname
    ? await pageFor(visit, whoIs(visit, nickname))
    : signInPage(visit.url.pathname, peopleOf(visit, name));
  answer(response, page);
}

async function pageFor(visit: Visit, person: DirectoryUser | Absent): Promise<Page> {
  if ('words' in person) return wordsPage(person.status, person.words);
  const api = clientFor(visit, person);
  const seen = { ...visit, ...placeOf(visit.url), person };
  if (seen.place === 'rollovers') return rolloversPage(api, seen);
  if (seen.place === 'invitations') return enrollmentPage(api, seen);
  return seen.mpnId === 'appoint' ? appointPageOf(api, seen) : organizationPage(api, seen);
}

function placeOf({ pathname }: URL) {
  const [, place, organizationId = '', mpnId = '', programId = ''] = pathname.split('/');
  return { place, organizationId, mpnId, programId };
}

interface Absent {
  status: number;
  words: string;
}

/** Names are typed by people: in any case. */
function whoIs({ directory }: Visit, nickname: string): DirectoryUser | Absent {
  const user = directory.findUser(nickname.toLowerCase())?.user;
  if (user?.accountEnabled) return user;
  if (user) return { status: 403, words: `${user.displayName} is disabled and cannot sign in.` };
  const names = directory.tenants.flatMap((tenant) => tenant.users.map((one) => one.nickname)).join(', ');
  return nickname === ''
    ? { status: 404, words: `Say whose: npm run -s token -- NAME. There are: ${names}.` }
    : { status: 404, words: `There is no sample person ${nickname}. There are: ${names}.` };
}

/** The page of the organization this person belongs to. */
async function home(visit: Visit, nickname: string, response: ServerResponse): Promise<void> {
  const person = whoIs(visit, nickname);
  if ('words' in person) return answer(response, wordsPage(person.status, person.words));
  const api = clientFor(visit, person);
  const { body } = await api.get('/me');
  const own = body.organizations?.[0]?.organizationId;
  if (own) seeOther(response, `/organizations/${own}?as=${person.nickname}`);
  else answer(response, await organizationsPage(api, person));
}

/** The people of the organization are those of the tenant whose domain carries its name; all of them where none does. */
function peopleOf({ directory }: Visit, organizationId: string) {
  const own = directory.tenants.filter((tenant) =>
    tenant.domain.replaceAll('.', '-').startsWith(organizationId),
  );
  return (own.length > 0 ? own : directory.tenants).flatMap((tenant) => tenant.users);
}

function clientFor({ hostUrl, identity }: Visit, { nickname }: DirectoryUser) {
  return createClient(`${hostUrl}/api/v1`, () => identity.tokenFor(nickname));
}

async function token(visit: Visit, nickname: string, response: ServerResponse): Promise<void> {
  const person = whoIs(visit, nickname);
  if ('words' in person) return text(response, person.status, person.words);
  text(response, 200, await visit.identity.tokenFor(person.nickname));
}

/** Forms: move the clock, or send the request that the page shows. */
async function act(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams((await readBody(request)).toString());
  const { pathname } = visit.url;
  if (pathname === '/clock')
    return seeOther(response, withTold('/', await moveClock(visit.hostUrl, form.get('now') ?? '')));
  const seen = { ...visit, ...placeOf(visit.url) };
  const send = senderOf(seen);
  if (!send) return answer(response, wordsPage(404, 'There is no such page.'));
  const person = whoIs(visit, form.get('as') ?? '');
  if ('words' in person) return answer(response, wordsPage(person.status, person.words));
  const told = await send(clientFor(visit, person), form);
  seeOther(response, withTold(pathname, told, { as: person.nickname }));
}

/** What the form of a page sends. */
function senderOf(seen: ReturnType<typeof placeOf>) {
  const { place, organizationId, mpnId } = seen;
  if (place === 'rollovers') return askForPreview;
  if (place === 'invitations')
    return (api: Client, form: URLSearchParams) => actOn(api, enrollmentPath(seen), form);
  if (place === 'organizations' && mpnId === 'appoint')
    return (api: Client, form: URLSearchParams) => appoint(api, organizationId, form);
  return undefined;
}

function toldIn({ searchParams }: URL): Told {
  return { done: searchParams.get('done'), refused: searchParams.get('refused') };
}

function withTold(path: string, { done, refused }: Told, query: Record<string, string> = {}): string {
  const told = { ...query, ...(done ? { done } : {}), ...(refused ? { refused } : {}) };
  return `${path}?${new URLSearchParams(told)}`;
}

function answer(response: ServerResponse, { status, html }: Page): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

function seeOther(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}
