/** How the service says no: a status, its name, and a sentence. */
export interface Refusal extends Error {
  readonly status: number;
  readonly substatus: number | undefined;
  /** What the SDK's gateway protocol calls additional error information: here, a query plan. */
  readonly info: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

const names: Readonly<Record<number, string>> = {
  304: 'NotModified',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  424: 'FailedDependency',
  429: 'TooManyRequests',
  449: 'RetryWith',
  500: 'InternalServerError',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
};

export const statusName = (status: number): string => names[status] ?? `Status${status}`;

export function refuse(status: number, message: string, substatus?: number, info?: string): Refusal {
  return Object.assign(new Error(message), { status, substatus, info });
}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'status' in error;

/** What cosmos clients may ask for and this stand-in deliberately does not have. */
export const notHere = (what: string): Refusal =>
  refuse(501, `${what} is not part of this Cosmos DB stand-in.`);
