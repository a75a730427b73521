/** Listens on loopback and turns whatever comes in into one answer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { readBody } from './http-body.ts';
import type { Answer, HttpCall } from './http-conversion.ts';
import type { Log } from './log.ts';

export type AnswerCall = (call: HttpCall) => Promise<Answer>;

export interface HttpServer {
  url: string;
  /** Until this is called, every request is answered 503. */
  open(answer: AnswerCall): void;
  /** Lets answers under way be written, within the time given. */
  close(withinMs: number): Promise<void>;
}

/** Rejects with the original error when the port is taken. */
export async function startHttpServer(port: number, log: Log): Promise<HttpServer> {
  let answer: AnswerCall = async () => ({ status: 503 });
  const server = createServer((request, response) => {
    void respond(request, response, (call) => answer(call)).catch((error: unknown) => {
      // A caller who left while sending is no fault of the app.
      log(request.complete ? 'error' : 'debug', 'Host.Http', inspect(error));
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    open: (opened) => {
      answer = opened;
    },
    close: (withinMs) => {
      closing ??= closeServer(server, withinMs);
      return closing;
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: AnswerCall,
): Promise<void> {
  const url = readUrl(request);
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const answered = url === undefined ? { status: 400 } : await answer({ request, url, body });
  response.writeHead(answered.status, withLength(answered)).end(answered.body);
}

function readUrl(request: IncomingMessage): URL | undefined {
  return URL.parse(`http://${request.headers.host ?? '127.0.0.1'}${request.url ?? '/'}`) ?? undefined;
}

/** HEAD answers and answers without a body keep no length of their own. */
function withLength({ status, headers = {}, body }: Answer): NonNullable<Answer['headers']> {
  const bodiless = status === 204 || status === 304;
  return bodiless ? headers : { ...headers, 'content-length': Buffer.byteLength(body ?? '') };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function closeServer(server: Server, withinMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const limit = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}
