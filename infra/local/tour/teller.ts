/** Tells a story while it happens: what was asked, what was answered, and whether it is as told. */
import type { Answered, Client } from '../client.ts';

export interface Teller {
  chapter(title: string): void;
  /** Asks as this person, prints both sides, and returns the answer. */
  ask(who: string, request: Request): Promise<Answered>;
  say(line: string): void;
  /** Ends the story with what was expected. */
  check(holds: boolean, told: string): void;
  readonly checks: number;
}

interface Request {
  method: 'GET' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  ifMatch?: string | undefined;
}

/** @throws Error from `check` at the first thing that is not as told. */
export function createTeller(clientOf: (who: string) => Client, print: (line: string) => void): Teller {
  let chapters = 0;
  let checks = 0;
  return {
    get checks() {
      return checks;
    },
    chapter(title) {
      chapters += 1;
      print(`\n${chapters}. ${title}`);
    },
    say: (line) => print(`   ${line}`),
    async ask(who, request) {
      const answered = await send(clientOf(who), request);
      print(
        `   ${who.padEnd(6)} ${request.method} ${shortened(request.path)}${request.ifMatch ? '  (If-Match)' : ''}`,
      );
      print(`          ${answered.status} ${inWords(answered)}`.trimEnd());
      return answered;
    },
    check(holds, told) {
      if (!holds) throw new Error(`Not as told: ${told}`);
      checks += 1;
      print(`        ✓ ${told}`);
    },
  };
}

function send(client: Client, { method, path, body, ifMatch }: Request): Promise<Answered> {
  const headers: Record<string, string> = ifMatch ? { 'if-match': ifMatch } : {};
  if (method === 'GET') return client.get(path);
  return method === 'PUT' ? client.put(path, body, headers) : client.delete(path, headers);
}

/** Ids of people and tenants are long; their beginning and end tell them apart. */
function shortened(path: string): string {
  return path.replaceAll(/([0-9a-f]{8})-[0-9a-f-]{23}([0-9a-f]{4})/g, '$1…$2');
}

function inWords({ body }: Answered): string {
  if (body === undefined) return '';
  if (body.error) return `${body.error.code}: ${body.error.message}`;
  if (Array.isArray(body.value)) return `${body.value.length} ${body.value.length === 1 ? 'row' : 'rows'}`;
  if (body.state) return body.state;
  if (body.role) return `${body.role} ${JSON.stringify(body.scopes)}`;
  if (typeof body.eligible === 'boolean') return body.eligible ? 'eligible' : 'not eligible';
  return [body.status, body.term, body.cardId].filter(Boolean).join(', ');
}
