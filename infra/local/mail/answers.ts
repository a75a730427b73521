/** An answer of the mail service as a value: JSON, a page, or a connection that breaks. */
import type { ServerResponse } from 'node:http';
import { sendJson } from '../http.ts';

export type Answer =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | { status: number; page: string }
  | 'dropped';

export const dropped: Answer = 'dropped';

/** No script runs on a page, whatever a mail holds. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-src 'self'",
};

/** Azure's shape of an error, with the code in a header too. */
export function refuse(status: number, error: { code: string; message: string }, headers = {}): Answer {
  return { status, body: { error }, headers: { 'x-ms-error-code': error.code, ...headers } };
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (answer === 'dropped') response.destroy();
  else if ('page' in answer) response.writeHead(answer.status, pageHeaders).end(answer.page);
  else sendJson(response, answer.status, answer.body, answer.headers);
}
