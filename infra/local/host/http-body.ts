/** Reads a request's body up to the 100 MB that Functions accepts. */
import type { IncomingMessage } from 'node:http';

const bodyLimitBytes = 104_857_600;

/** Gives undefined for a body above the limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Kept open, so that the refusal can still be written.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
