/** Starts and stops the stand-in: HTTP on loopback, one account, everything in memory. */
import type { KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, createAccount } from './account.ts';
import { checkSignature, secretOf } from './auth.ts';
import { type Answer, type Call, readCall } from './call.ts';
import { createFaults, type Fault, type FaultPlan, type Faults } from './faults.ts';
import { readBody } from './read-body.ts';
import { isRefusal, refuse } from './refusal.ts';
import { send, sendRefusal } from './respond.ts';
import { route } from './routes.ts';

export type { Fault, FaultPlan } from './faults.ts';

/** The well-known key of Microsoft's emulator: no secret. */
export const emulatorKey =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQY67XIw/Jw==';

export interface CosmosStandIn {
  /** `http://127.0.0.1:PORT/` */
  readonly endpoint: string;
  readonly key: string;
  readonly faults: FaultPlan;
  close(): Promise<void>;
}

export interface CosmosOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly key?: string;
}

interface Served {
  readonly account: Account;
  readonly secret: KeyObject;
  readonly faults: Faults;
}

const failure = ({ status = 500, retryAfterMs }: Fault) =>
  Object.assign(refuse(status, `The fault plan answers ${status}.`), {
    retryAfterMs: retryAfterMs ?? (status === 429 ? 10 : undefined),
  });

/** Undefined: the answer is lost. */
async function answer({ account, secret, faults }: Served, call: Call): Promise<Answer | undefined> {
  checkSignature(call, secret);
  const { operation, run } = route(account, call);
  const fault = operation && faults.take(operation);
  if (!fault) return run();
  if (fault.latencyMs) await delay(fault.latencyMs);
  const done = fault.after || (!fault.drop && fault.status === undefined) ? run() : undefined;
  if (fault.drop) return undefined;
  if (fault.status !== undefined) throw failure(fault);
  return done;
}

async function serve(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let call: Call | undefined;
  try {
    const body = await readBody(request);
    call = readCall(request.method ?? '', request.url ?? '', request.headers, body);
    const found = await answer(served, call);
    if (found) send(response, found, served.account, call);
    else response.destroy();
  } catch (error) {
    // Nobody is left to answer when the request itself broke off.
    if (request.destroyed && !request.complete) response.destroy();
    else sendRefusal(response, isRefusal(error) ? error : unforeseen(error), served.account, call);
  }
}

function unforeseen(error: unknown) {
  // The stack is all that bounds how deep documents and conditions may be.
  if (error instanceof RangeError) return refuse(400, 'The request is nested too deeply.');
  console.error('cosmos stand-in:', error);
  return refuse(500, 'The stand-in failed; its log has the reason.');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

export async function startCosmos(options: CosmosOptions = {}): Promise<CosmosStandIn> {
  const key = options.key ?? emulatorKey;
  const served = { account: createAccount(), secret: secretOf(key), faults: createFaults() };
  const server = createServer((request, response) => void serve(served, request, response));
  // Clients keep connections open; closing an idle one just as it is used again would look like a fault.
  server.keepAliveTimeout = 0;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  const port = await listen(server, options.port ?? 0);
  served.account.endpoint = `http://127.0.0.1:${port}/`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: served.account.endpoint, key, faults: served.faults, close };
}
