/** One address for several instances: requests go to each in turn, as they were sent. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { close, guarded, listen } from '../http.ts';

export interface FrontDoor {
  url: string;
  close(): Promise<void>;
}

/** @param next the address of the instance whose turn it is. */
export async function openFrontDoor(next: () => string, port: number): Promise<FrontDoor> {
  const server = createServer(guarded((asked, answer) => passOn(asked, answer, next())));
  const opened = await listen(server, port);
  return { url: `http://127.0.0.1:${opened}`, close: () => close(server) };
}

/** The name it was asked by stays, from which the app makes its links. */
async function passOn(asked: IncomingMessage, answer: ServerResponse, to: string): Promise<void> {
  const { method, url, rawHeaders: headers } = asked;
  const onward = request(`${to}${url}`, { method, headers, agent: false });
  const answered = Promise.withResolvers<IncomingMessage>();
  onward.once('response', answered.resolve).once('error', answered.reject);
  const [from] = await Promise.all([answered.promise, pipeline(asked, onward)]);
  answer.writeHead(from.statusCode ?? 502, from.rawHeaders);
  await pipeline(from, answer);
}
