import { expect, test } from 'vitest';
import { lastOccurrence, nextOccurrence, parseSchedule } from '../../../../infra/local/host/schedule.ts';

const at = (text: string) => new Date(text);

test.each([
  ['0 * * * * *', '2026-03-01T10:15:30Z', '2026-03-01T10:16:00Z'],
  ['0 */15 * * * *', '2026-03-01T10:45:00Z', '2026-03-01T11:00:00Z'],
  ['0 */15 * * * *', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z'],
  ['30 5/20 * * * *', '2026-03-01T10:00:00Z', '2026-03-01T10:05:30Z'],
  ['0 0 2 * * *', '2026-03-01T02:00:00Z', '2026-03-02T02:00:00Z'],
  ['0 30 8-17/3 * * 1-5', '2026-03-06T17:30:00Z', '2026-03-09T08:30:00Z'],
  ['0 0 0 1 1,7 *', '2026-03-01T00:00:00Z', '2026-07-01T00:00:00Z'],
  ['0 0 0 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['0 0 0 13 * 5', '2026-03-14T00:00:00Z', '2026-11-13T00:00:00Z'],
  ['*/10 * * * * *', '2026-03-01T00:00:00.500Z', '2026-03-01T00:00:10Z'],
])('%s after %s occurs at %s', (expression, after, next) => {
  expect(nextOccurrence(parseSchedule(expression), at(after))).toEqual(at(next));
});

test.each([
  ['0 * * * * *', '2026-03-01T10:15:00Z', '2026-03-01T10:15:00Z'],
  ['0 0 2 * * *', '2026-03-01T01:59:59Z', '2026-02-28T02:00:00Z'],
  ['0 0 2 * * *', '2026-03-01T02:00:00.001Z', '2026-03-01T02:00:00Z'],
  ['0 0 0,12 1 * *', '2026-03-20T00:00:00Z', '2026-03-01T12:00:00Z'],
])('%s at or before %s occurred at %s', (expression, before, last) => {
  expect(lastOccurrence(parseSchedule(expression), at(before))).toEqual(at(last));
});

test.each([
  '* * * * *',
  '60 * * * * *',
  '0 0 24 * * *',
  '0 0 0 0 * *',
  '0 0 0 1 13 *',
  '0 0 0 * * 7',
  '0 */0 * * * *',
  '0 30-10 * * * *',
  '0 *-5 * * * *',
  '0 1, * * * *',
  '0 0 0 * JAN *',
  '00:05:00',
])('%s is refused', (expression) => {
  expect(() => parseSchedule(expression)).toThrow();
});

test('a day that no month has never occurs', () => {
  expect(nextOccurrence(parseSchedule('0 0 0 31 2 *'), at('2026-01-01T00:00:00Z'))).toBeUndefined();
  expect(lastOccurrence(parseSchedule('0 0 0 31 2 *'), at('2026-01-01T00:00:00Z'))).toBeUndefined();
});
