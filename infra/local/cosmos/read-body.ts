/** Reads a request's body, at most 2 MB of it. */
import type { IncomingMessage } from 'node:http';
import { refuse } from './refusal.ts';

const maxRequestBytes = 2 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // The rest is read and dropped, so that the client gets to see the answer.
    if (size <= maxRequestBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxRequestBytes) throw refuse(413, 'Request size is too large: at most 2 MB.');
  return Buffer.concat(chunks).toString();
}
