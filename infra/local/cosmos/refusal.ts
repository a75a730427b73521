/** How the service says no: a status, its name, and a sentence. */
import { STATUS_CODES } from 'node:http';

export interface Refusal extends Error {
  readonly status: number;
  readonly substatus?: number;
  /** What the SDK's gateway protocol calls additional error information: here, a query plan. */
  readonly info?: string;
  readonly retryAfterMs?: number | undefined;
}

const names: typeof STATUS_CODES = { ...STATUS_CODES, 413: 'Request Entity Too Large', 449: 'Retry With' };

/** `BadRequest`, `NotFound`, … */
export const statusName = (status: number): string => names[status]?.replaceAll(' ', '') ?? `Status${status}`;

export const refuse = (status: number, message: string, more: Partial<Refusal> = {}): Refusal =>
  Object.assign(new Error(message), { status, ...more });

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'status' in error;

/** What Cosmos clients may ask for and this stand-in deliberately does not have. */
export const notHere = (what: string): Refusal =>
  refuse(501, `${what} is not part of this Cosmos DB stand-in.`);
