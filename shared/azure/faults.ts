/** The faults of the database told apart: contention to decide again, an unreachable database to answer 503. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ErrorResponse } from '@azure/cosmos';
import { Refusal, refuse } from '../refusal.ts';

/** Somebody else wrote first, or the answer to a write was lost: read again and decide again. */
export class Contended extends Error {}

/** Decides again from fresh documents while others write first, within the call's limit. */
export async function settle<T>(decision: () => Promise<T>, attempts = 10): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await decision();
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
      if (tries === attempts)
        refuse(
          'request/contended',
          'Many callers change this at once. Some of it may be done: try again, what is already so stays so.',
        );
      await delay(Math.random() * 20 * 2 ** Math.min(tries, 6));
    }
  }
}

/** Runs one SDK call and tells its faults apart: contention to decide again, an unreachable database to answer 503. */
export async function attempt<T>(call: () => Promise<T>, kind: 'read' | 'write' = 'read'): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withinLimit(call());
    } catch (error) {
      const status = (error as ErrorResponse).code;
      if (kind === 'write' && (status === 412 || status === 449 || isLostAnswer(error)))
        throw new Contended('write', { cause: error });
      if (kind === 'read' && tries < 4 && (status === 449 || isLostAnswer(error)))
        await delay(20 * 2 ** tries);
      else throw isUnavailable(error) ? unavailable(error) : error;
    }
  }
}

/** The SDK waits as long as a throttled service asks it to; a caller does not. What was begun may still be carried out. */
const limitMs = 20_000;

async function withinLimit<T>(call: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new DOMException('No answer in time', 'TimeoutError')), limitMs);
  return Promise.race([call, late.promise]).finally(() => clearTimeout(timer));
}

const unavailable = (cause: unknown) =>
  new Refusal('service/database-unavailable', 'The database cannot be reached at the moment. Try again.', {
    cause,
  });

export function isStatus(error: unknown, status: number): boolean {
  return (error as { code?: unknown }).code === status;
}

/** The service itself failed, whatever it was asked. */
export function isFailure(error: unknown): boolean {
  return Number((error as { code?: unknown }).code) >= 500;
}

/** The connection broke after the request may have been carried out. */
function isLostAnswer(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(String((error as { code?: unknown }).code));
}

function isUnavailable(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code);
  const name = String((error as { name?: unknown }).name);
  return (
    isLostAnswer(error) ||
    ['408', '429', '449', '503', 'TimeoutError', 'REQUEST_SEND_ERROR'].includes(code) ||
    /^(ECONN|EHOST|ENET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)/.test(code) ||
    ['TimeoutError', 'AbortError', 'RestError'].includes(name)
  );
}
