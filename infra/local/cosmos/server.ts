/** Starts and stops the stand-in: HTTP on loopback, one account, everything in memory. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, type Consistency, route } from './account.ts';
import { checkSignature } from './auth.ts';
import type { Fault } from './fault.ts';
import { createFaults, type FaultPlan, type Faults } from './faults.ts';
import { type Answer, type Call, readCall, refusalAnswer, send } from './http.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export type { Fault } from './fault.ts';
export type { FaultPlan } from './faults.ts';

/** The well-known key of Microsoft's emulator: no secret. */
export const emulatorKey =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQY67XIw/Jw==';

export interface CosmosStandIn {
  /** `http://127.0.0.1:PORT/` */
  readonly endpoint: string;
  readonly key: string;
  readonly faults: FaultPlan;
  /** What was asked of it since it started; take two and subtract. Preparing a query is a request of its own, `plan`, without charge. */
  spent(): Spent;
  close(): Promise<void>;
}

interface Spent {
  readonly requests: Readonly<Record<string, number>>;
  /** Request units. */
  readonly charge: number;
}

interface Served {
  readonly account: Account;
  readonly secret: KeyObject;
  readonly faults: Faults;
  readonly requests: Record<string, number>;
  charge: number;
}

/** Undefined: the answer is lost. */
async function answer(served: Served, call: Call): Promise<Answer | undefined> {
  const { account, secret, faults, requests } = served;
  checkSignature(call, secret);
  const { verb, run } = route(account, call);
  if (verb) requests[verb] = (requests[verb] ?? 0) + 1;
  const fault: Fault = (verb && faults.take(verb)) ?? {};
  const { drop, status, retryAfterMs = status === 429 ? 10 : undefined, latencyMs } = fault;
  if (latencyMs) await delay(latencyMs);
  const fails = drop || status !== undefined;
  const done = !fails || fault.after ? run() : undefined;
  served.charge += done?.charge ?? 0;
  if (drop) return undefined;
  if (status !== undefined) throw refuse(status, `The fault plan answers ${status}.`, { retryAfterMs });
  return done;
}

async function serve(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let call: Call | undefined;
  const container = () => {
    const [, database = '', , id = ''] = call?.segments ?? [];
    return served.account.databases.get(database)?.containers.get(id);
  };
  try {
    call = await readCall(request);
    const found = await answer(served, call);
    if (found) send(response, found, container());
    else response.destroy();
  } catch (error) {
    // Nobody is left to answer when the request itself broke off.
    if (request.destroyed && !request.complete) response.destroy();
    else send(response, refusalAnswer(isRefusal(error) ? error : unforeseen(error)), container());
  }
}

function unforeseen(error: unknown): Refusal {
  // The stack is all that bounds how deep documents and queries may be.
  if (error instanceof RangeError) return refuse(400, 'The request is nested too deeply.');
  console.error('cosmos stand-in:', error);
  return refuse(500, 'The stand-in failed; its log has the reason.');
}

export interface CosmosOptions {
  key?: string;
  /** Default any free one. */
  port?: number;
  /** The level that the account says it has. Default Strong, which is what it does. */
  consistency?: Consistency;
}

export async function startCosmos(options: CosmosOptions = {}): Promise<CosmosStandIn> {
  const { key = emulatorKey, port = 0, consistency = 'Strong' } = options;
  const account: Account = { endpoint: '', consistency, databases: new Map() };
  const faults = createFaults();
  // Made once: preparing a key costs more than signing with it.
  const served: Served = {
    account,
    secret: createSecretKey(key, 'base64'),
    faults,
    requests: {},
    charge: 0,
  };
  const spent = () => ({ requests: { ...served.requests }, charge: served.charge });
  const server = createServer((request, response) => void serve(served, request, response));
  // Clients keep connections open; closing an idle one just as it is used again would look like a fault.
  server.keepAliveTimeout = 0;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const address = server.address();
  account.endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: account.endpoint, key, faults, spent, close };
}
