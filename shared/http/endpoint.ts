/** The way of every request: token, input, admission, handler, answer. */
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type * as z from 'zod/mini';
import type { Acquainted } from '../access/acquaintance-store.ts';
import type { Operation } from '../access/permissions.ts';
import type { Caller, Standing } from '../access/standing.ts';
import { settle } from '../azure/faults.ts';
import type { Deps } from '../deps.ts';
import { type AdmissionDeps, admit, type RouteParams } from './admission.ts';
import type { Answer } from './answer.ts';
import { type Input, parseInput } from './input.ts';
import { respond, respondFault } from './response.ts';

export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  caller: Caller;
  standing: Standing;
  /** The organization and the member document the permission was decided on; reuse them. */
  known: Acquainted;
  ifMatch: string | null;
  accept: string | null;
  now: Date;
  /** The absolute address of this request, without its query. */
  url: string;
  log: InvocationContext;
}

export interface Endpoint<P extends RouteParams, Q, B, D> extends Input<P, Q, B> {
  summary: string;
  answer: z.ZodMiniType | undefined;
  /** It answers CSV too, in parts. */
  csv?: true;
  handle(deps: D): (call: Call<P, Q, B>) => Promise<Answer>;
}

/** Declares an endpoint so that its handler's types follow from its schemas. */
export function endpoint<P extends RouteParams, Q, B, D>(
  declared: Endpoint<P, Q, B, D>,
): Endpoint<P, Q, B, D> {
  return declared;
}

export type OperationOf<P> = Operation | ((params: P) => Operation);
type ServeDeps = AdmissionDeps & Pick<Deps, 'authenticate' | 'now'>;

/** The function the platform calls for one route. */
export function serve<P extends RouteParams, Q, B, D>(
  deps: ServeDeps & D,
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
  const { headers } = request;
  const [ifMatch, accept] = [headers.get('if-match'), headers.get('accept')];
  return { ifMatch, accept, now, url: `${url.origin}${url.pathname}`, log };
}
