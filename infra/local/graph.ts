/** Microsoft Graph v1.0 on loopback, as far as a directory sync reads it; the tenant is that of the bearer token. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { Directory } from './directory.ts';
import { createFaults, type Faults } from './faults.ts';
import type { Answer } from './graph/answers.ts';
import { type GraphFault, troubled } from './graph/faults.ts';
import { createLinks } from './graph/links.ts';
import { type Graph, route } from './graph/routes.ts';
import { close, guarded, listen, sendJson, urlOf } from './http.ts';

interface GraphOptions {
  directory: Directory;
  tls: { key: string; cert: string };
  /** Rejects where the signature does not hold; audience, expiry and tenant are checked here. */
  verify(token: string): Promise<unknown>;
  port?: number;
  /** Default 200, the most Graph gives in a page of a delta. */
  pageSize?: number;
}

export interface LocalGraph {
  /** `https://127.0.0.1:PORT`, the `baseUrl` of the client. */
  endpoint: string;
  faults: Pick<Faults<GraphFault>, 'add' | 'clear'>;
  counters: { requests: number };
  /** Links written so far answer 410 (delta) or 400 (lists), as links older than seven days do. */
  expireLinks(): void;
  close(): Promise<void>;
}

/** Rejects with EADDRINUSE where the port is taken. */
export async function startGraph(options: GraphOptions): Promise<LocalGraph> {
  const { directory, verify, pageSize = 200 } = options;
  const counters = { requests: 0 };
  const faults = createFaults<GraphFault>();
  const links = createLinks();
  const graph: Graph = { directory, verify, pageSize, links, endpoint: '' };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    counters.requests += 1;
    const fault = faults.take(({ path = '' }) => decoded(request.url ?? '').includes(path));
    if (fault?.latencyMs) await delay(fault.latencyMs);
    if (fault?.drop) response.destroy();
    else write(response, troubled(fault) ?? (await route(graph, request, urlOf(request))));
  };
  const server = createServer(options.tls, guarded(handle));
  graph.endpoint = `https://127.0.0.1:${await listen(server, options.port)}`;
  return {
    endpoint: graph.endpoint,
    faults,
    counters,
    expireLinks: links.expire,
    close: () => close(server),
  };
}

/** Clients may escape `$` and quotes; a fault is named as people write the path. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  sendJson(response, status, body, { 'request-id': randomUUID(), ...headers });
}
