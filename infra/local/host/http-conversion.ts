/** How an HTTP request becomes a function's input, and a function's output an HTTP response. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { HttpCookie, HttpInput, HttpOutput, Nullable } from './functions-core.ts';

export interface Answer {
  status: number;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export interface HttpCall {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
}

export function toHttpInput({ request, url, body }: HttpCall, params: Record<string, string>): HttpInput {
  const headers = Object.entries(request.headersDistinct).map(([name, values = []]) => [
    name,
    values.join(','),
  ]);
  const input: HttpInput = {
    method: request.method ?? 'GET',
    url: url.href,
    nullableHeaders: nullable(Object.fromEntries(headers)),
    nullableQuery: nullable(joinRepeated(url.searchParams)),
    nullableParams: nullable(params),
  };
  // The host looks only at Content-Length, so a chunked body is lost.
  return Number(request.headers['content-length'] ?? 0) > 0 ? { ...input, body: { bytes: body } } : input;
}

function joinRepeated(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key).join(',')]));
}

function nullable(values: Record<string, string>): Record<string, Nullable<string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
}

/** The host writes these itself. */
const hostHeaders = ['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'set-cookie'];

export function toAnswer(output: HttpOutput | undefined): Answer {
  if (output === undefined) return { status: 204 };
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(output.headers)) {
    if (!hostHeaders.includes(name.toLowerCase())) headers[name] = value;
  }
  // The library has kept the last `set-cookie` header only; cookies of their own all survive.
  const cookies = [output.headers['set-cookie'] ?? [], output.cookies.map(writeCookie)].flat();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  return { status: Number(output.statusCode), headers, body: output.body?.bytes };
}

const sameSiteTexts = {
  none: undefined,
  lax: 'lax',
  strict: 'strict',
  explicitNone: 'none',
} satisfies Record<HttpCookie['sameSite'], string | undefined>;

function writeCookie(cookie: HttpCookie): string {
  const { expires, maxAge, domain, secure, httpOnly } = cookie;
  const sameSite = sameSiteTexts[cookie.sameSite];
  const parts = [
    `${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`,
    expires && `expires=${new Date(expires.value.seconds * 1000).toUTCString()}`,
    maxAge && `max-age=${maxAge.value}`,
    domain && `domain=${domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    secure?.value && 'secure',
    sameSite && `samesite=${sameSite}`,
    httpOnly?.value && 'httponly',
  ];
  return parts.filter(Boolean).join('; ');
}
