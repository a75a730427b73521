/** The desk: who the sample people are, their tokens, the clock, and plain pages behind the links in the mail until there is a portal. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { moveClock, readClock } from './desk/clock.ts';
import { csvOf } from './desk/csv.ts';
import { type Page, type Told, wordsPage } from './desk/document.ts';
import { organizationsPage } from './desk/organizations.ts';
import { peoplePage, signInPage } from './desk/people.ts';
import { placeAt } from './desk/places.ts';
import { clientFor, lookingAs, peopleOf, type Visit, whoIs } from './desk/visit.ts';
import type { DirectoryUser } from './directory.ts';
import { close, guarded, listen, readBody, urlOf } from './http.ts';

export interface Desk {
  url: string;
  /** From now on the pages ask the API of this host. */
  serve(hostUrl: string): void;
  close(): Promise<void>;
}

export interface DeskOptions extends Pick<Visit, 'directory' | 'identity' | 'mailUrl'> {
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

const noPage = wordsPage(404, 'There is no such page.');
const csvSuffix = '/outcomes.csv';

async function show(visit: Visit, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = visit.url;
  const [, first, name = ''] = pathname.split('/');
  if (first === '') {
    const api = (user: DirectoryUser) => clientFor(visit, user);
    return answer(response, await peoplePage({ ...visit, api, now: await readClock(visit.hostUrl) }));
  }
  if (first === 'home') return home(visit, name, response);
  if (first === 'tokens') return token(visit, name, response);
  const isFile = pathname.endsWith(csvSuffix);
  const place = placeAt(isFile ? pathname.slice(0, -csvSuffix.length) : pathname);
  if (!place || (isFile && place.named.runId === '')) return answer(response, noPage);
  const nickname = searchParams.get('as');
  if (!nickname) return answer(response, signInPage(pathname, peopleOf(visit, place.named.organizationId)));
  const person = whoIs(visit, nickname);
  if ('words' in person) return answer(response, wordsPage(person.status, person.words));
  if (isFile) return file(visit, person, response);
  const looking = { ...lookingAs(visit, person), ...place.named };
  answer(response, await place.show(clientFor(visit, person), looking));
}

/** The page of the organization this person belongs to. */
async function home(visit: Visit, nickname: string, response: ServerResponse): Promise<void> {
  const person = whoIs(visit, nickname);
  if ('words' in person) return answer(response, wordsPage(person.status, person.words));
  const api = clientFor(visit, person);
  const { body } = await api.get('/me');
  const own = body.organizations?.[0]?.organizationId;
  if (own) seeOther(response, `/organizations/${own}?as=${person.nickname}`);
  else answer(response, await organizationsPage(api, lookingAs(visit, person)));
}

async function token(visit: Visit, nickname: string, response: ServerResponse): Promise<void> {
  const person = whoIs(visit, nickname);
  if ('words' in person) return text(response, person.status, person.words);
  text(response, 200, await visit.identity.tokenFor(person.nickname));
}

/** The outcomes as the API gives them: a browser sends no token by itself. */
async function file(visit: Visit, { nickname }: DirectoryUser, response: ServerResponse): Promise<void> {
  const address = `${visit.hostUrl}/api/v1${visit.url.pathname.replace(/\.csv$/, '')}`;
  const { status, headers, body } = await csvOf(address, await visit.identity.tokenFor(nickname));
  response.writeHead(status, headers).end(body);
}

/** Forms: move the clock, or send the request that the page shows. */
async function act(visit: Visit, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams((await readBody(request)).toString());
  const { pathname } = visit.url;
  if (pathname === '/clock')
    return seeOther(response, withTold('/', await moveClock(visit.hostUrl, form.get('now') ?? '')));
  const place = placeAt(pathname);
  if (!place?.send) return answer(response, noPage);
  const person = whoIs(visit, form.get('as') ?? '');
  if ('words' in person) return answer(response, wordsPage(person.status, person.words));
  const { next = pathname, ...told } = await place.send(clientFor(visit, person), form, place.named);
  seeOther(response, withTold(next, told, { as: person.nickname }));
}

function toldIn({ searchParams }: URL): Told {
  return { done: searchParams.get('done'), refused: searchParams.get('refused') };
}

function withTold(path: string, { done, refused }: Told, query: Record<string, string> = {}): string {
  const told = { ...query, ...(done ? { done } : {}), ...(refused ? { refused } : {}) };
  return `${path}?${new URLSearchParams(told)}`;
}

/** No script runs on a page, whatever a name holds. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
};

function answer(response: ServerResponse, { status, html }: Page): void {
  response.writeHead(status, pageHeaders).end(html);
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

function seeOther(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}
