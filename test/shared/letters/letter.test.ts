/** How often and how long a letter is tried. */
import { expect, test } from 'vitest';
import { claimed, faulted, outlasts } from '../../../shared/letters/attempt.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { now, told } from './occasion.ts';
import { adele } from './people.ts';

const letter = told('invitation', adele);
const minutesUntil = (after: Letter) => (Date.parse(after.dueAt) - now.getTime()) / 60_000;
const reason = 'ServiceUnavailable (503)';

test('a claim is one attempt and a lease of two minutes', () => {
  expect(claimed(letter, now)).toMatchObject({
    attempts: 1,
    state: 'due',
    dueAt: '2027-04-01T08:02:00.000Z',
  });
});

test('the pauses double up to an hour, and after a week of failures it is given up', () => {
  const pauses = [];
  let tried: Letter = letter;
  while (tried.state === 'due') {
    tried = faulted(claimed(tried, now), { fault: 'temporary', reason }, now);
    if (tried.state === 'due') pauses.push(minutesUntil(tried));
  }
  expect(pauses.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(Math.max(...pauses)).toBe(60);
  const days = pauses.reduce((sum, minutes) => sum + minutes, 0) / (24 * 60);
  expect(days).toBeGreaterThan(7);
  expect(days).toBeLessThan(7.2);
  expect(tried).toMatchObject({ state: 'failed', reason });
});

test('being told to wait is no attempt', () => {
  const waiting = faulted(claimed(letter, now), { fault: 'throttled', reason: 'TooManyRequests (429)' }, now);
  expect(waiting).toMatchObject({ state: 'due', attempts: 0 });
  expect(minutesUntil(waiting)).toBe(1);
});

test('what only a person can mend is not tried again', () => {
  const failed = faulted(claimed(letter, now), { fault: 'permanent', reason: 'BadRequest (400)' }, now);
  expect(failed).toMatchObject({ state: 'failed', reason: 'BadRequest (400)' });
});

test('nothing begins that may end after the lease by the clock of an instance half a minute ahead', () => {
  expect(outlasts(69_999, 20_000)).toBe(true);
  expect(outlasts(70_000, 20_000)).toBe(false);
});
