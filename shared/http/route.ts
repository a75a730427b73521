/** A route of the table: what the platform needs to call it and what the API description says of it. */
import type { HttpMethod } from '@azure/functions';
import type * as z from 'zod/mini';
import type { Deps } from '../deps.ts';
import type { RouteParams } from './admission.ts';
import { type Endpoint, type OperationOf, serve, type serveOpen } from './endpoint.ts';

export interface Route {
  name: string;
  method: HttpMethod;
  /** Below the route prefix of host.json. */
  path: string;
  summary: string;
  schemas: {
    params: z.ZodMiniType;
    query?: z.ZodMiniType | undefined;
    body?: z.ZodMiniType | undefined;
    answer?: z.ZodMiniType | undefined;
  };
  /** It answers CSV too, in parts. */
  csv: boolean;
  handler: ReturnType<typeof serve>;
}

/** A route that needs no token; it is only read. */
export interface OpenRoute {
  name: string;
  /** Below the route prefix of host.json. */
  path: string;
  summary: string;
  answer: z.ZodMiniType;
  handler: ReturnType<typeof serveOpen>;
}

/** Makes the rows of the table: function name, method, path, permission, endpoint. */
export function routesFor(deps: Deps) {
  return <P extends RouteParams, Q, B, D>(
    ...[name, method, path, operation, declared]: [
      string,
      HttpMethod,
      string,
      OperationOf<P>,
      Endpoint<P, Q, B, D>,
    ]
  ): Route => {
    const { summary, params, query, body, answer, csv = false } = declared;
    const handler = serve(deps as Deps & D, operation, declared);
    return { name, method, path, summary, schemas: { params, query, body, answer }, csv, handler };
  };
}
