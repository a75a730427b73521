/** One request as the routes see it, and the answer they give, on the wire. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { missCharge } from './charge.ts';
import type { Container } from './container.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
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
  readonly body?: object | undefined;
  readonly charge: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
}

/** Of a request and of an item. */
export const maxBytes = 2 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw refuse(413, 'Request size is too large: at most 2 MB.');
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

export function objectBody(call: Call): JsonObject {
  const body = parseJson(call.body);
  if (!isObject(body)) throw refuse(400, 'The body must be a JSON object.');
  return body;
}

export function send(response: ServerResponse, answer: Answer, container: Container | undefined): void {
  const headers: Answer['headers'] = {
    'content-type': 'application/json',
    'x-ms-version': '2020-07-15',
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': Math.round(answer.charge * 100) / 100,
    // Clients remember the token by container, so they are told which one it was.
    'x-ms-session-token': container && `0:-1#${container.store.lsn()}`,
    'x-ms-alt-content-path': container?.link,
    'x-ms-content-path': container && String(container.resource._rid),
    ...answer.headers,
  };
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.end(answer.body && JSON.stringify(answer.body));
}

export const refusalAnswer = ({ status, message, substatus, info, retryAfterMs }: Refusal): Answer => ({
  status,
  charge: missCharge,
  headers: { 'x-ms-substatus': substatus, 'x-ms-retry-after-ms': retryAfterMs },
  body: { code: statusName(status), message, additionalErrorInfo: info },
});
