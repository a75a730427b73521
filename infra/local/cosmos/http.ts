/** One request as the routes see it, and the answer they give, on the wire. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { missCharge } from './charge.ts';
import type { Container } from './container.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import { type Refusal, refuse, statusName } from './refusal.ts';

export interface Call {
  readonly method: string;
  /** The path, decoded: `dbs`, `orders`, `colls`, … */
  readonly segments: readonly string[];
  readonly body: string;
  header(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: Json | undefined;
  readonly charge: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const maxRequestBytes = 2 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= maxRequestBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxRequestBytes) throw refuse(413, 'Request size is too large: at most 2 MB.');
  return Buffer.concat(chunks).toString();
}

function segmentsOf(url: string): string[] {
  if (url.includes('?')) throw refuse(400, 'An address has no query string; an id must not contain ?.');
  try {
    return url.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw refuse(400, `The address ${url} is not valid URL encoding.`);
  }
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const body = await readBody(request);
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  const flag = (name: string): boolean => header(name)?.toLowerCase() === 'true';
  return { method: request.method ?? '', segments: segmentsOf(request.url ?? ''), body, header, flag };
}

export const jsonBody = (call: Call): Json => parseJson(call.body);

export function objectBody(call: Call): JsonObject {
  const body = jsonBody(call);
  if (!isObject(body)) throw refuse(400, 'The body must be a JSON object.');
  return body;
}

/** Clients remember the token by container, so they are told which one it was. */
function session({ store, link, rid }: Container): Record<string, string> {
  const lsn = String(store.lsn());
  return {
    'x-ms-session-token': `0:-1#${lsn}`,
    'x-ms-alt-content-path': link,
    'x-ms-content-path': rid,
    lsn,
  };
}

export function send(response: ServerResponse, answer: Answer, container: Container | undefined): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-ms-version': '2020-07-15',
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': String(Math.round(answer.charge * 100) / 100),
    ...(container ? session(container) : {}),
    ...answer.headers,
  });
  response.end(text);
}

export function refusalAnswer({ status, message, substatus, info, retryAfterMs }: Refusal): Answer {
  const body: JsonObject = { code: statusName(status), message };
  if (info !== undefined) body.additionalErrorInfo = info;
  const headers = {
    ...(substatus === undefined ? {} : { 'x-ms-substatus': String(substatus) }),
    ...(retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': String(retryAfterMs) }),
  };
  return { status, charge: missCharge, headers, body };
}
