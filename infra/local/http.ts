/** What every stand-in needs of HTTP: a loopback listener, a close that ends every socket, bodies and answers. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const largestBody = 20 * 1024 * 1024;
const openSockets = new WeakMap<Server, Set<Socket>>();

/** Binds to 127.0.0.1 and answers the port it got; port 0 takes any free one. Rejects with the listener's own error (EADDRINUSE). */
export function listen(server: Server, port = 0): Promise<number> {
  rememberSockets(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Also ends sockets still in a TLS handshake, which `closeAllConnections` does not know of. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of openSockets.get(server) ?? []) socket.destroy();
  });
}

function rememberSockets(server: Server): void {
  if (openSockets.has(server)) return;
  const sockets = new Set<Socket>();
  openSockets.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
}

/** Makes a handler that can fail into a listener that cannot: a failure is answered 500 and the process lives on. */
export function guarded(handler: Handler): (request: IncomingMessage, response: ServerResponse) => void {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { code: 'InternalServerError', message } });
    }
  };
}

/** Refuses bodies above 20 MB, so that a broken client cannot fill the memory. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > largestBody) throw new Error(`The body is larger than ${largestBody} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** The path and query as a URL, or undefined where the request line is not one. */
export function urlOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? '/';
  return path.startsWith('/') && URL.canParse(`http://local${path}`)
    ? new URL(`http://local${path}`)
    : undefined;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body) ?? '';
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}
