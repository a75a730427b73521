/** One request as the routes see it, and the answer they give. */
import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type Json, type JsonObject } from './json.ts';
import { parseJson } from './partition-key.ts';
import { refuse } from './refusal.ts';

export interface Call {
  readonly method: string;
  /** The path, decoded: `dbs`, `orders`, `colls`, … */
  readonly segments: readonly string[];
  readonly body: string;
  header(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: Json | undefined;
  readonly charge: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function segmentsOf(url: string): string[] {
  if (url.includes('?')) throw refuse(400, 'An address has no query string; an id must not contain ?.');
  try {
    return url
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    throw refuse(400, `The address ${url} is not valid URL encoding.`);
  }
}

export function readCall(method: string, url: string, headers: IncomingHttpHeaders, body: string): Call {
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join() : value;
  };
  return {
    method,
    segments: segmentsOf(url),
    body,
    header,
    flag: (name) => header(name)?.toLowerCase() === 'true',
  };
}

export const jsonBody = (call: Call): Json => parseJson(call.body);

export function objectBody(call: Call): JsonObject {
  const body = jsonBody(call);
  if (!isObject(body)) throw refuse(400, 'The body must be a JSON object.');
  return body;
}
