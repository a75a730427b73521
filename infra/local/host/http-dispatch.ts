/** Which of host, functions and extra routes answers a request. */
import { inspect } from 'node:util';
import { type AdminDeps, answerAdmin } from './admin.ts';
import type { HttpFunction } from './app-functions.ts';
import { type Answer, type HttpCall, toAnswer, toHttpInput } from './http-conversion.ts';
import type { AnswerCall } from './http-server.ts';
import type { Invoker } from './invocation.ts';
import type { Log } from './log.ts';
import { matchRoute, partsOf } from './route.ts';

/** Asked for what is neither under the route prefix nor under /admin; undefined means 404. */
export type ExtraRoutes = (request: {
  method: string;
  url: URL;
  body: Buffer;
}) => Promise<{ status: number; headers: Record<string, string>; body: string | Uint8Array } | undefined>;

export interface DispatchDeps {
  functions: readonly HttpFunction[];
  routePrefix: string;
  invoker: Invoker;
  log: Log;
  admin: AdminDeps;
  extraRoutes: ExtraRoutes;
}

export function createDispatch(deps: DispatchDeps): AnswerCall {
  return async (call) => {
    const { pathname } = call.url;
    if (below('admin', pathname) !== undefined) return answerAdmin(call, deps.admin);
    const path = below(deps.routePrefix, pathname);
    const answered = path === undefined ? undefined : await answerFunction(call, path, deps);
    if (answered !== undefined) return answered;
    if (path !== undefined && deps.routePrefix !== '') return { status: 404 };
    const method = call.request.method ?? 'GET';
    return (await deps.extraRoutes({ method, url: call.url, body: call.body })) ?? { status: 404 };
  };
}

/** The rest of the path below a prefix, or undefined when it is elsewhere. */
function below(prefix: string, pathname: string): string | undefined {
  if (prefix === '') return pathname;
  const start = `/${prefix.toLowerCase()}/`;
  return `${pathname.toLowerCase()}/`.startsWith(start) ? pathname.slice(start.length - 1) : undefined;
}

async function answerFunction(call: HttpCall, path: string, deps: DispatchDeps): Promise<Answer | undefined> {
  const parts = partsOf(path);
  for (const fn of deps.functions) {
    const params = fn.methods.includes(call.request.method ?? '') ? matchRoute(fn.route, parts) : undefined;
    if (params !== undefined) return invokeHttp(fn, { call, params }, deps);
  }
  return undefined;
}

/** What a handler throws, or a result that is no response, is told to the log only. */
async function invokeHttp(
  { name, registered }: HttpFunction,
  { call, params }: { call: HttpCall; params: Record<string, string> },
  { invoker, log }: DispatchDeps,
): Promise<Answer> {
  const traceParent = call.request.headersDistinct.traceparent?.[0];
  try {
    return toAnswer(
      await invoker.invoke(registered, { data: { http: toHttpInput(call, params) }, traceParent }),
    );
  } catch (error) {
    log('error', `Function.${name}`, inspect(error));
    return { status: 500 };
  }
}
