/** Days in time zones from −11 to +14, where clocks change, and leap days. */
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayAt,
  firstOfMonth,
  firstOfNextMonth,
  instantAt,
  isTimeZone,
  lastDayBefore,
  startOfDay,
} from '../../../shared/calendar/calendar.ts';

describe('a day', () => {
  test.each([
    ['Pacific/Tongatapu', '2026-07-02'],
    ['Europe/Stockholm', '2026-07-01'],
    ['Pacific/Pago_Pago', '2026-07-01'],
  ])('depends on the time zone: %s', (timeZone, day) => {
    expect(dayAt(timeZone, new Date('2026-07-01T20:00:00.000Z'))).toBe(day);
  });

  test('begins at one where clocks skip midnight', () => {
    expect(startOfDay('America/Havana', '2026-03-08').toISOString()).toBe('2026-03-08T05:00:00.000Z');
  });

  test('is 23 or 25 hours long when clocks change', () => {
    const hours = (day: string) =>
      (startOfDay('Europe/Stockholm', addDays(day, 1)).getTime() -
        startOfDay('Europe/Stockholm', day).getTime()) /
      3_600_000;
    expect([hours('2026-03-29'), hours('2026-10-25')]).toEqual([23, 25]);
  });

  test('that was skipped begins with the next', () => {
    expect(startOfDay('Pacific/Apia', '2011-12-30')).toEqual(startOfDay('Pacific/Apia', '2011-12-31'));
  });

  test('is counted on over months, years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2026-07-01', 0)).toBe('2026-07-01');
  });

  test('that does not exist is refused', () => {
    expect(() => addDays('2027-02-29', 1)).toThrow(RangeError);
    expect(() => startOfDay('UTC', '2027-02-29')).toThrow(RangeError);
    expect(() => dayAt('UTC', new Date(Number.NaN))).toThrow(RangeError);
  });
});

test('the first of the month is the one it is there', () => {
  const at = new Date('2026-07-31T23:30:00.000Z');
  expect(firstOfMonth('Europe/Stockholm', at)).toBe('2026-08-01');
  expect(firstOfMonth('America/New_York', at)).toBe('2026-07-01');
});

test.each([
  ['2027-04-01', '2027-05-01'],
  ['2027-01-31', '2027-02-01'],
  ['2027-12-15', '2028-01-01'],
  ['2028-02-29', '2028-03-01'],
])('the month after %s begins on %s', (day, next) => {
  expect(firstOfNextMonth(day)).toBe(next);
});

test.each([
  ['UTC', true],
  ['Europe/Stockholm', true],
  ['+05:30', true],
  ['europe/stockholm', false],
  ['Europe/Nowhere', false],
  ['2026-07-01[Europe/Stockholm]', false],
  ['', false],
])('%o is a time zone: %o', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});

test.each([
  ['Europe/Stockholm', '2027-04-30T22:00:00.000Z', '2027-04-30'],
  ['Europe/Stockholm', '2027-04-30T22:00:00.001Z', '2027-05-01'],
  ['Pacific/Pago_Pago', '2027-05-01T11:00:00.000Z', '2027-04-30'],
])('what is open in %s until %s is open on %s', (timeZone, instant, day) => {
  expect(lastDayBefore(timeZone, instant)).toBe(day);
});

describe('an instant', () => {
  test('is written in UTC with milliseconds, one after the other', () => {
    const [one, other] = ['2026-07-01T20:00:00.001Z', '2026-07-01T20:00:00.002Z'];
    const written = [one, one, other, one].map((instant) => instantAt(new Date(instant)));
    expect(written).toEqual([one, one, other, one]);
  });

  test('of an invalid date is none', () => {
    expect(() => instantAt(new Date(Number.NaN))).toThrow(RangeError);
  });
});
