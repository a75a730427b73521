/** Answers of Graph as values, with its shape of an error and the selection of fields. */
import { randomUUID } from 'node:crypto';

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The request id is in the body and, by the server, in a header too. */
export function fail(status: number, code: string, message: string): Answer {
  const requestId = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  const innerError = { date, 'request-id': requestId, 'client-request-id': requestId };
  return { status, body: { error: { code, message, innerError } }, headers: { 'request-id': requestId } };
}

export function notFound(id: string): Answer {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return fail(404, 'Request_ResourceNotFound', message);
}

/** Fields that were not asked for are not told, as in Graph: whoever forgets one in `$select` finds out here. */
export function pick(entity: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => field in entity).map((field) => [field, entity[field]]));
}

/** The fields of `$select`, or undefined where there is none. */
export function selected(url: URL): string[] | undefined {
  const fields = url.searchParams.get('$select')?.split(',') ?? [];
  const named = fields.map((field) => field.trim()).filter((field) => field !== '');
  return named.length > 0 ? named : undefined;
}
