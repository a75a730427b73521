/** Sending a letter, as changes of its document: claimed, sent, dropped, or to be tried again. */
import type { Letter } from './letter.ts';

/** `temporary` may pass by itself; `throttled` means not now, for all letters; `permanent` needs somebody to act. */
export type Fault = 'temporary' | 'throttled' | 'permanent';

/** How long a claimed letter belongs to whoever claimed it. */
export const leaseMs = 2 * 60_000;
const mostAttempts = 10;
const longestPauseMinutes = 60;

/** One more attempt begins; nobody else takes the letter while the lease lasts. */
export function claimed<L extends Letter>(letter: L, now: Date): L {
  return { ...letter, attempts: letter.attempts + 1, dueAt: later(now, leaseMs) };
}

export function sent<L extends Letter>(letter: L, now: Date): L {
  return { ...letter, state: 'sent', sentAt: now.toISOString(), reason: undefined };
}

/** It need not be said any more. */
export function dropped<L extends Letter>(letter: L, reason: string): L {
  return { ...letter, state: 'dropped', reason };
}

/** Tried again after a pause that doubles, up to ten times; having to wait for the service counts as no attempt. */
export function faulted<L extends Letter>(
  letter: L,
  { fault, reason }: { fault: Fault; reason: string },
  now: Date,
): L {
  if (fault === 'throttled')
    return { ...letter, attempts: letter.attempts - 1, dueAt: later(now, 60_000), reason };
  if (fault === 'permanent' || letter.attempts >= mostAttempts) return { ...letter, state: 'failed', reason };
  const pauseMinutes = Math.min(2 ** letter.attempts, longestPauseMinutes);
  return { ...letter, dueAt: later(now, pauseMinutes * 60_000), reason };
}

/** The UUID in the letter's id, under which the mail service knows it. */
export function operationIdOf(letter: Pick<Letter, 'id'>): string {
  return letter.id.slice('letter:'.length);
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
