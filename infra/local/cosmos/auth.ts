/** Who may ask: whoever signed the request with the account's key, not longer than 15 minutes ago. */
import { createHmac, type KeyObject } from 'node:crypto';
import { unescape as decode } from 'node:querystring';
import type { Call } from './http.ts';
import { refuse } from './refusal.ts';

const allowedSkewMs = 15 * 60 * 1000;

/** A request for a list signs the parent's name, one for a single resource its own. */
function signature({ method, segments }: Call, date: string, secret: KeyObject): string {
  // Deleting a partition signs its container, so that it can be refused by name rather than as a stranger.
  const signed = segments[4] === 'operations' ? segments.slice(0, 4) : segments;
  const isList = signed.length % 2 === 1;
  const link = (isList ? signed.slice(0, -1) : signed).join('/');
  const text = `${method.toLowerCase()}\n${signed.at(isList ? -1 : -2) ?? ''}\n${link}\n${date.toLowerCase()}\n\n`;
  return createHmac('sha256', secret).update(text).digest('base64');
}

export function checkSignature(call: Call, secret: KeyObject): void {
  const date = call.header('x-ms-date');
  const header = call.header('authorization');
  if (!date || !header) throw refuse(401, 'Required headers authorization and x-ms-date are missing.');
  if (decode(header) !== `type=master&ver=1.0&sig=${signature(call, date, secret)}`) {
    throw refuse(401, "The input authorization token can't serve the request: wrong key or wrong resource.");
  }
  if (!(Math.abs(Date.now() - Date.parse(date)) <= allowedSkewMs)) {
    throw refuse(403, 'The authorization token is not valid at the current time: check x-ms-date.');
  }
}
