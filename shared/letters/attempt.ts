/** Sending a letter, as changes of its document: claimed, sent, dropped, or to be tried again. */
import type { Letter } from './letter.ts';

/** `temporary` may pass by itself; `throttled` means not now, for all letters; `permanent` needs somebody to act. */
export type Fault = 'temporary' | 'throttled' | 'permanent';

/** How long a claimed letter belongs to whoever claimed it. */
export const leaseMs = 2 * 60_000;
/** How far the clocks of two instances may differ. */
const skewMs = 30_000;
/** A week, once the pauses are an hour long: an outage passes, and what the service refuses for good is `permanent`. */
const mostAttempts = 175;
const longestPauseMinutes = 60;

/** Whether what takes so long ends before anybody else may take the letter, whose lease began so long ago. */
export function outlasts(elapsedMs: number, takesMs: number): boolean {
  return elapsedMs + takesMs + skewMs < leaseMs;
}

/** One more attempt begins; nobody else takes the letter while the lease lasts. */
export function claimed<L extends Letter>(letter: L, now: Date): L {
  const operationId = operationIdOf(letter);
  return { ...letter, operationId, attempts: letter.attempts + 1, dueAt: later(now, leaseMs) };
}

/** It leaves once more, and the service knows of no attempt before: either none got through, or it forgot. */
export function unsure<L extends Letter>(letter: L): L {
  return { ...letter, unsure: (letter.unsure ?? 0) + 1 };
}

/** Not now, though nothing is wrong with it: looked at again in an hour. */
export function waiting<L extends Letter>(letter: L, reason: string, now: Date): L {
  return { ...letter, attempts: letter.attempts - 1, dueAt: later(now, 60 * 60_000), reason };
}

export function sent<L extends Letter>(letter: L, now: Date): L {
  return { ...letter, state: 'sent', sentAt: now.toISOString(), reason: undefined };
}

/** It need not be said any more. */
export function dropped<L extends Letter>(letter: L, reason: string): L {
  return { ...letter, state: 'dropped', reason };
}

/** Tried again after a pause that doubles up to an hour, for a week; having to wait for the service counts as no attempt. */
export function faulted<L extends Letter>(
  letter: L,
  { fault, reason }: { fault: Fault; reason: string },
  now: Date,
): L {
  if (fault === 'throttled')
    return { ...letter, attempts: letter.attempts - 1, dueAt: later(now, 60_000), reason };
  if (fault === 'permanent' || letter.attempts >= mostAttempts) return { ...letter, state: 'failed', reason };
  const pauseMinutes = Math.min(2 ** Math.min(letter.attempts, 10), longestPauseMinutes);
  return { ...letter, dueAt: later(now, pauseMinutes * 60_000), reason };
}

/** The operator wants it sent once more: a new attempt, which the mail service takes for another mail. */
export function retried<L extends Letter>(
  { sentAt: _, reason: __, delivery: ___, deliveryAt: ____, deliveryCode: _____, ...letter }: L,
  retry: { retryId: string; operationId: string },
  now: Date,
) {
  const { retryId, operationId } = retry;
  const retries = [...(letter.retries ?? []), retryId];
  return { ...letter, state: 'due' as const, dueAt: now.toISOString(), attempts: 0, operationId, retries };
}

/** Whether it came to nothing: it could not be sent, or did not reach its reader. */
export function cameToNothing({ state, delivery }: Pick<Letter, 'state' | 'delivery'>): boolean {
  return state === 'failed' || (state === 'sent' && delivery !== undefined && delivery !== 'delivered');
}

/** The UUID in the letter's id. */
export function letterIdOf({ id }: Pick<Letter, 'id'>): string {
  return id.slice('letter:'.length);
}

/** The name of the attempts at it, by which the mail service recognises the same mail; a retry by the operator has another. */
export function operationIdOf(letter: Pick<Letter, 'id' | 'operationId'>): string {
  return letter.operationId ?? letterIdOf(letter);
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
