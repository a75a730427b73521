/** The troubles Graph can be told to have. */
import { type Answer, fail } from './answers.ts';

export interface GraphFault {
  /** Part of the path and query it hits; everything where absent. */
  path?: string;
  status?: 429 | 503 | 504 | 410 | 500 | 403 | 401;
  retryAfterSeconds?: number;
  /** Graph's error code; each status has its usual one. */
  code?: string;
  /** Default once. */
  times?: number;
  /** The connection breaks instead of an answer. */
  drop?: boolean;
  /** The answer, good or bad, is late by this. */
  latencyMs?: number;
}

const usualCodes: Record<NonNullable<GraphFault['status']>, string> = {
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  410: 'syncStateNotFound',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

export function troubled(fault: GraphFault | undefined): Answer | undefined {
  if (fault?.status === undefined) return undefined;
  const code = fault.code ?? usualCodes[fault.status];
  const answer = fail(fault.status, code, `Graph answers ${fault.status} because it was told to.`);
  if (fault.retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(fault.retryAfterSeconds) } };
}
