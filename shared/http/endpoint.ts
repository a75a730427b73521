/** The way of every request: token, input, membership, permission, handler, answer; and the one place where faults become answers. */
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type * as z from 'zod/mini';
import { type Acquainted, acquaint } from '../access/member-store.ts';
import { type Operation, permittedAs, rolesFor } from '../access/permissions.ts';
import { belongs, type Caller, type Standing, standingOf } from '../access/standing.ts';
import { settle } from '../azure/cosmos.ts';
import type { Deps } from '../deps.ts';
import { Refusal, refuse, statusOf } from '../refusal.ts';
import type { Answer } from './answer.ts';
import { type Input, parseInput } from './input.ts';
import { matches } from './precondition.ts';

export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  standing: Standing;
  /** The organization and the member document the permission was decided on; reuse them. */
  known: Acquainted;
  ifMatch: string | null;
  now: Date;
  /** The absolute address of this request, without its query. */
  url: string;
  log: InvocationContext;
}

/** The names a route may carry; the ones a permission looks at. */
export interface RouteParams {
  organizationId?: string;
  mpnId?: string;
  programId?: string;
}

export interface Endpoint<P extends RouteParams, Q, B, D> extends Input<P, Q, B> {
  summary: string;
  answer: z.ZodMiniType | undefined;
  handle(deps: D): (call: Call<P, Q, B>) => Promise<Answer>;
}

/** Declares an endpoint so that its handler's types follow from its schemas. */
export function endpoint<P extends RouteParams, Q, B, D>(
  declared: Endpoint<P, Q, B, D>,
): Endpoint<P, Q, B, D> {
  return declared;
}

export type OperationOf<P> = Operation | ((params: P) => Operation);
export type AccessDeps = Pick<Deps, 'authenticate' | 'partners' | 'claims' | 'now'>;

/** The function the platform calls for one route. */
export function serve<P extends RouteParams, Q, B, D>(
  deps: AccessDeps & D,
  operation: OperationOf<P>,
  declared: Endpoint<P, Q, B, D>,
) {
  const handle = declared.handle(deps);
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    try {
      const caller = await deps.authenticate(request.headers.get('authorization'));
      const input = await parseInput(request, declared);
      const asked = typeof operation === 'function' ? operation(input.params) : operation;
      const answer = await settle(async () => {
        const visit = await admit(deps, asked, { caller, params: input.params });
        return handle({ ...input, ...visit, caller, ...circumstances(request, context, deps.now()) });
      });
      return respond(request, context, answer);
    } catch (error) {
      return respondFault(context, error);
    }
  };
}

/** A route that needs no token. */
export function serveOpen(handle: () => Promise<Answer>) {
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    try {
      return respond(request, context, await handle());
    } catch (error) {
      return respondFault(context, error);
    }
  };
}

function circumstances(request: HttpRequest, log: InvocationContext, now: Date) {
  const url = new URL(request.url);
  return { ifMatch: request.headers.get('if-match'), now, url: `${url.origin}${url.pathname}`, log };
}

/** Membership, then permission: an organization the caller does not belong to does not exist. */
async function admit(
  deps: AccessDeps,
  operation: Operation,
  { caller, params }: { caller: Caller; params: RouteParams },
): Promise<{ known: Acquainted; standing: Standing }> {
  const known = await acquaint(deps, caller, { organizationId: params.organizationId, operation });
  const standing = standingOf(caller, known);
  if (params.organizationId !== undefined && !belongs(standing))
    refuse('organization/unknown', `There is no organization ${params.organizationId}.`, {
      target: 'path.organizationId',
    });
  if (permittedAs(operation, standing, params)) return { known, standing };
  if (operation === 'readOwnAccess' && caller.kind === 'person') return { known, standing };
  if (!belongs(standing))
    refuse(
      'access/caller-unknown',
      'You belong to no organization here. The operator binds a tenant to one.',
    );
  return refuse('access/role-missing', missingRole(operation, params), {
    details: {
      operation,
      anyOf: rolesFor(operation),
      grantedBy: ['globalAdministrator', 'accountAdministrator'],
      ...target(params),
    },
  });
}

function missingRole(operation: Operation, params: RouteParams): string {
  const where = [
    params.mpnId && `location ${params.mpnId}`,
    params.programId && `program ${params.programId}`,
  ];
  const scope = where.filter(Boolean).join(' and ');
  return `This needs the role ${rolesFor(operation).join(' or ')}${scope && ` for ${scope}`}. A Global or Account administrator of the organization can grant what can be granted.`;
}

function target(params: RouteParams) {
  return { location: params.mpnId, program: params.programId };
}

function respond(request: HttpRequest, context: InvocationContext, answer: Answer): HttpResponseInit {
  const etag = answer.headers?.etag;
  const seen = request.headers.get('if-none-match');
  const headers = { ...answer.headers, 'x-ms-request-id': context.invocationId, 'cache-control': 'no-store' };
  if (request.method === 'GET' && etag && seen && matches(seen, etag)) return { status: 304, headers };
  return answer.body === undefined
    ? { status: answer.status, headers }
    : { status: answer.status, headers, jsonBody: answer.body };
}

/** Expected refusals carry their code; everything else is logged once, with its cause, and answered without detail. */
function respondFault(context: InvocationContext, error: unknown): HttpResponseInit {
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
  if (status >= 500) context.error(refusal.code, refusal.cause ?? refusal);
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
