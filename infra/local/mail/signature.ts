/** The request signature of Communication Services: HMAC-SHA256 over method, path, date, host and content hash. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const allowedSkewMs = 5 * 60 * 1000;
const scheme = 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=';

/** Why the signature does not hold, or undefined where it does. The date is compared with the machine's clock. */
export function signatureFlaw(request: IncomingMessage, body: Buffer, accessKey: string): string | undefined {
  const { authorization = '', host = '' } = request.headers;
  const date = String(request.headers['x-ms-date'] ?? '');
  const hash = String(request.headers['x-ms-content-sha256'] ?? '');
  if (!authorization.startsWith(scheme)) return 'the Authorization header is missing or of another scheme';
  // Written so that a date that is none counts as too far off.
  if (!(Math.abs(Date.now() - Date.parse(date)) <= allowedSkewMs))
    return 'x-ms-date is off by more than 5 minutes';
  if (hash !== createHash('sha256').update(body).digest('base64'))
    return 'x-ms-content-sha256 is not that of the body';
  const signed = `${request.method}\n${request.url}\n${date};${host};${hash}`;
  const expected = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(signed).digest('base64');
  return equal(authorization.slice(scheme.length), expected) ? undefined : 'the signature is wrong';
}

function equal(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
