/** How the service says no: a status, its name, and a sentence. */
export interface Refusal extends Error {
  readonly status: number;
  readonly substatus?: number;
  /** What the SDK's gateway protocol calls additional error information: here, a query plan. */
  readonly info?: string;
  readonly retryAfterMs?: number | undefined;
}

const names: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  429: 'TooManyRequests',
  449: 'RetryWith',
  500: 'InternalServerError',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
};

export const statusName = (status: number): string => names[status] ?? `Status${status}`;

type More = Pick<Refusal, 'substatus' | 'info' | 'retryAfterMs'>;

export const refuse = (status: number, message: string, more: More = {}): Refusal =>
  Object.assign(new Error(message), { status, ...more });

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'status' in error;

/** What Cosmos clients may ask for and this stand-in deliberately does not have. */
export const notHere = (what: string): Refusal =>
  refuse(501, `${what} is not part of this Cosmos DB stand-in.`);
