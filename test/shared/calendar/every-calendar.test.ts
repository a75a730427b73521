/** What holds in every calendar, time zone and extension, at every instant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayAt,
  nextTerm,
  startOfDay,
  termAt,
  termNamed,
} from '../../../shared/calendar/calendar.ts';

const zones = fc.constantFrom(
  ...['UTC', 'Pacific/Tongatapu', 'Pacific/Pago_Pago', 'Europe/Stockholm', 'America/New_York'],
  ...['Pacific/Kiritimati', 'Pacific/Apia', 'America/Havana', 'America/St_Johns', 'Asia/Kolkata'],
);
const extensions = fc.dictionary(
  fc.integer({ min: 5, max: 60 }).map((year) => `FY${String(year).padStart(2, '0')}`),
  fc
    .date({ min: new Date('2004-01-01'), max: new Date('2062-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  { maxKeys: 4, noNullPrototype: true },
);
const calendars = fc.record({
  timeZone: zones,
  firstMonth: fc.integer({ min: 1, max: 12 }),
  extendedEnds: extensions,
});
const instants = fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });

describe('in every calendar', () => {
  test('each instant is in exactly one term', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, at) => {
        const term = termAt(calendar, at);
        const instant = at.toISOString();
        expect(term.startsAt <= instant && instant < term.endsAt).toBe(true);
        expect(termNamed(calendar, term.name)).toEqual(term);
      }),
    );
  });

  test('the next term starts where this one ends', () => {
    fc.assert(
      fc.property(calendars, instants, (calendar, at) => {
        const term = termAt(calendar, at);
        const next = nextTerm(calendar, term.name);
        expect(next.startsAt).toBe(term.endsAt);
        expect(next.startsOn).toBe(addDays(term.endsOn, 1));
        expect(termAt(calendar, new Date(term.endsAt))).toEqual(next);
        expect(termAt(calendar, new Date(Date.parse(term.endsAt) - 1))).toEqual(term);
      }),
    );
  });

  test('a day begins where the one before it ends', () => {
    fc.assert(
      fc.property(zones, instants, (timeZone, at) => {
        const start = startOfDay(timeZone, dayAt(timeZone, at));
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(dayAt(timeZone, new Date(start.getTime() - 1)) < dayAt(timeZone, start)).toBe(true);
      }),
    );
  });
});
