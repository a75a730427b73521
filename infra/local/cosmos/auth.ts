/** Who may ask: whoever signed the request with the account's key, not longer than 15 minutes ago. */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Call } from './http.ts';
import { refuse } from './refusal.ts';

const allowedSkewMs = 15 * 60 * 1000;

/** Made once: preparing a key costs more than signing with it. */
export const secretOf = (key: string): KeyObject => createSecretKey(Buffer.from(key, 'base64'));

/** A request for a list signs the parent's name, one for a single resource its own. */
function signedResource(segments: readonly string[]): { type: string; link: string } {
  // Deleting a partition signs its container, so that it can be refused by name rather than as a stranger.
  const signed = segments[4] === 'operations' ? segments.slice(0, 4) : segments;
  const isList = signed.length % 2 === 1;
  const type = (isList ? signed.at(-1) : signed.at(-2)) ?? '';
  return { type, link: (isList ? signed.slice(0, -1) : signed).join('/') };
}

function signature(call: Call, date: string, secret: KeyObject): Buffer {
  const { type, link } = signedResource(call.segments);
  const text = `${call.method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
  return Buffer.from(createHmac('sha256', secret).update(text).digest('base64'));
}

/** Undefined for anything but a signature by master key. */
function givenSignature(header: string): Buffer | undefined {
  try {
    const found = /^type=master&ver=1\.0&sig=(.+)$/.exec(decodeURIComponent(header));
    return Buffer.from(found?.[1] ?? '');
  } catch {
    return undefined;
  }
}

export function checkSignature(call: Call, secret: KeyObject): void {
  const date = call.header('x-ms-date');
  const header = call.header('authorization');
  if (!date || !header) throw refuse(401, 'Required headers authorization and x-ms-date are missing.');
  const expected = signature(call, date, secret);
  const actual = givenSignature(header);
  if (actual?.length !== expected.length || !timingSafeEqual(expected, actual)) {
    throw refuse(401, "The input authorization token can't serve the request: wrong key or wrong resource.");
  }
  if (!(Math.abs(Date.now() - Date.parse(date)) <= allowedSkewMs)) {
    throw refuse(403, 'The authorization token is not valid at the current time: check x-ms-date.');
  }
}
