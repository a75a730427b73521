/** Who may ask: whoever signed the request with the account's key, not longer than 15 minutes ago. */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Call } from './call.ts';
import { refuse } from './refusal.ts';

const allowedSkewMs = 15 * 60 * 1000;

/** A request for a list signs the parent's name, one for a single resource its own. */
function signedResource(segments: readonly string[]): { type: string; link: string } {
  // Deleting a partition signs its container, so that it can be refused by name rather than as a stranger.
  if (segments[4] === 'operations') return { type: 'colls', link: segments.slice(0, 4).join('/') };
  const isList = segments.length % 2 === 1;
  const type = (isList ? segments.at(-1) : segments.at(-2)) ?? '';
  const link = (isList ? segments.slice(0, -1) : segments).join('/');
  return { type, link: type === 'offers' ? link.toLowerCase() : link };
}

/** Made once: preparing a key costs more than signing with it. */
export const secretOf = (key: string): KeyObject => createSecretKey(Buffer.from(key, 'base64'));

function signature(call: Call, date: string, secret: KeyObject): string {
  const { type, link } = signedResource(call.segments);
  const text = `${call.method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
  return createHmac('sha256', secret).update(text).digest('base64');
}

function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    throw refuse(401, 'The authorization header is not valid URL encoding.');
  }
}

export function checkSignature(call: Call, secret: KeyObject): void {
  const date = call.header('x-ms-date');
  const header = call.header('authorization');
  if (!date || !header) throw refuse(401, 'Required headers authorization and x-ms-date are missing.');
  const given = /^type=master&ver=1\.0&sig=(.+)$/.exec(decoded(header))?.[1];
  if (given === undefined) throw refuse(401, 'Only signatures by master key are understood here.');
  const expected = Buffer.from(signature(call, date, secret));
  const actual = Buffer.from(given);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) {
    throw refuse(401, "The input authorization token can't serve the request: wrong key or wrong resource.");
  }
  if (!(Math.abs(Date.now() - Date.parse(date)) <= allowedSkewMs)) {
    throw refuse(403, 'The authorization token is not valid at the current time: check x-ms-date.');
  }
}
