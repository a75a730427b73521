/** The one place where answers and faults become HTTP responses. */
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { Refusal, statusOf } from '../refusal.ts';
import { loggable } from '../telemetry/loggable.ts';
import { record } from '../telemetry/metrics.ts';
import type { Answer } from './answer.ts';
import { matches } from './precondition.ts';

/** A reader who names the ETag they have seen gets 304 while it is still so. */
export function respond(request: HttpRequest, context: InvocationContext, answer: Answer): HttpResponseInit {
  const etag = answer.headers?.etag;
  const seen = request.headers.get('if-none-match');
  const headers = { ...answer.headers, 'x-ms-request-id': context.invocationId, 'cache-control': 'no-store' };
  if (request.method === 'GET' && etag && seen && matches(seen, etag)) return { status: 304, headers };
  const { status, body } = answer;
  if (body === undefined) return { status, headers };
  return typeof body === 'string' ? { status, headers, body } : { status, headers, jsonBody: body };
}

/** Expected refusals carry their code; everything else is logged once, with its cause, and answered without detail. */
export function respondFault(context: InvocationContext, error: unknown): HttpResponseInit {
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(
          'service/failed',
          'Something failed here. Nothing was changed by this call unless it says so when read again.',
          {
            cause: error,
          },
        );
  const status = statusOf(refusal.code);
  record('refusals', 1, { code: refusal.code });
  if (status >= 500) context.error(refusal.code, loggable(refusal.cause ?? refusal));
  const { code, message, target: at, details } = refusal;
  return {
    status,
    headers: {
      'x-ms-request-id': context.invocationId,
      'x-ms-error-code': code,
      ...(status === 503 ? { 'retry-after': '1' } : {}),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    jsonBody: { error: { code, message, target: at, details } },
  };
}
