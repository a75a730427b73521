/** The host's own addresses under /admin: the real ones it has, and those that a desk needs besides. */
import { inspect } from 'node:util';
import type { Clock } from './clock.ts';
import type { Answer, HttpCall } from './http-conversion.ts';
import type { Log } from './log.ts';
import type { Work } from './triggers.ts';

export interface ListedFunction {
  name: string;
  kind: 'http' | 'timer' | 'queue';
  /** Methods and path, schedule, or queue. */
  detail: string;
}

/** What the admin addresses do to the host. */
export interface AdminDeps {
  functions: readonly ListedFunction[];
  clock: Clock;
  log: Log;
  runTimer(name: string): Promise<void>;
  moveClock(to: Date): Promise<void>;
  drain(): Promise<void>;
  work(): Work;
}

export async function answerAdmin(call: HttpCall, deps: AdminDeps): Promise<Answer> {
  const path = call.url.pathname.toLowerCase().replace(/\/$/, '');
  switch (`${call.request.method} ${path}`) {
    case 'GET /admin/functions':
      return json(200, deps.functions);
    case 'GET /admin/host/status':
      return json(200, { state: 'Running', ...deps.work() });
    case 'GET /admin/clock':
      return json(200, { now: deps.clock.now().toISOString() });
    // The local host's own, as are the work above and ?wait=true below: the real one has no clock to move and no way to wait.
    case 'PUT /admin/clock':
      return putClock(call, deps);
    case 'POST /admin/queues/drain':
      return whenDone(() => deps.drain());
  }
  const [, name] = /^\/admin\/functions\/([^/]+)$/.exec(path) ?? [];
  return name !== undefined && call.request.method === 'POST' ? runByHand(name, call, deps) : { status: 404 };
}

async function putClock({ body }: HttpCall, deps: AdminDeps): Promise<Answer> {
  const now = readNow(body);
  if (now === undefined) return json(400, { message: 'the body must be {"now": "<RFC 3339 instant>"}' });
  if (now < deps.clock.now()) return json(400, { message: 'the clock cannot be moved back' });
  return whenDone(() => deps.moveClock(now));
}

function readNow(body: Buffer): Date | undefined {
  const parsed = parseJson(body);
  const now = typeof parsed === 'object' && parsed !== null && 'now' in parsed ? String(parsed.now) : '';
  const instant = new Date(now);
  const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
  return rfc3339.test(now) && !Number.isNaN(instant.getTime()) ? instant : undefined;
}

/** Refuses in the order of the real host: content type, body, name. */
async function runByHand(name: string, call: HttpCall, deps: AdminDeps): Promise<Answer> {
  const type = call.request.headers['content-type'];
  if (type !== undefined && !/^application\/([\w.-]+\+)?json\b/i.test(type)) return { status: 415 };
  if (call.body.length === 0) return { status: 400 };
  if (type === undefined) return { status: 415 };
  if (parseJson(call.body) === undefined) return { status: 400 };
  const found = deps.functions.find((each) => each.name.toLowerCase() === name);
  if (found === undefined) return { status: 404 };
  if (found.kind !== 'timer') return json(400, { message: 'the local host runs only timers by hand' });
  if (call.url.searchParams.get('wait') === 'true') return whenDone(() => deps.runTimer(found.name));
  void deps
    .runTimer(found.name)
    .catch((error: unknown) => deps.log('error', `Function.${found.name}`, inspect(error)));
  return { status: 202 };
}

async function whenDone(work: () => Promise<void>): Promise<Answer> {
  try {
    await work();
    return { status: 200 };
  } catch (error) {
    return json(500, { message: error instanceof Error ? error.message : String(error) });
  }
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
