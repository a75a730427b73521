/** Terms at their first and last instants, ordinary and extended. */
import { describe, expect, test } from 'vitest';
import { dayAt, nextTerm, termAt, termNamed, termOn } from '../../../shared/calendar/calendar.ts';

const fiscalYear = { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} };
const hosting = { ...fiscalYear, extendedEnds: { FY21: '2021-09-30' } };

describe('a term', () => {
  test('is named by the year in which it ends', () => {
    expect(termNamed(fiscalYear, 'FY27')).toEqual({
      name: 'FY27',
      startsOn: '2026-07-01',
      endsOn: '2027-06-30',
      startsAt: '2026-07-01T00:00:00.000Z',
      endsAt: '2027-07-01T00:00:00.000Z',
    });
  });

  test.each([
    [1, '2027-01-01', '2027-12-31'],
    [3, '2026-03-01', '2027-02-28'],
    [10, '2026-10-01', '2027-09-30'],
    [12, '2026-12-01', '2027-11-30'],
  ])('may begin in month %i', (firstMonth, startsOn, endsOn) => {
    expect(termNamed({ ...fiscalYear, firstMonth }, 'FY27')).toMatchObject({ startsOn, endsOn });
  });

  test.each([
    [1, '2027-01-01', 'FY27'],
    [1, '2026-12-31', 'FY26'],
    [2, '2027-01-31', 'FY27'],
    [2, '2027-02-01', 'FY28'],
    [12, '2026-11-30', 'FY26'],
    [12, '2026-12-01', 'FY27'],
  ])('that begins in month %i: %s is in %s', (firstMonth, day, name) => {
    expect(termOn({ ...fiscalYear, firstMonth }, day).name).toBe(name);
  });

  test('ends on a leap day where there is one', () => {
    expect(termNamed({ ...fiscalYear, firstMonth: 3 }, 'FY28').endsOn).toBe('2028-02-29');
  });

  test.each([
    ['2026-06-30T23:59:59.999Z', 'FY26'],
    ['2026-07-01T00:00:00.000Z', 'FY27'],
    ['2027-06-30T23:59:59.999Z', 'FY27'],
    ['2027-07-01T00:00:00.000Z', 'FY28'],
  ])('at %s is %s', (at, name) => {
    expect(termAt(fiscalYear, new Date(at)).name).toBe(name);
  });

  test.each([
    ['Pacific/Tongatapu', '2026-06-30T11:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-07-01T11:00:00.000Z'],
    ['Europe/Stockholm', '2026-06-30T22:00:00.000Z'],
    ['America/New_York', '2026-07-01T04:00:00.000Z'],
  ])('begins at midnight in %s', (timeZone, startsAt) => {
    const calendar = { ...fiscalYear, timeZone };
    const first = new Date(startsAt);

    expect(termNamed(calendar, 'FY27').startsAt).toBe(startsAt);
    expect(termAt(calendar, first).name).toBe('FY27');
    expect(termAt(calendar, new Date(first.getTime() - 1)).name).toBe('FY26');
  });

  test('begins once, where clocks are put back over the midnight of its first day', () => {
    const calendar = { timeZone: 'America/St_Johns', firstMonth: 11, extendedEnds: {} };
    const shownAsOctoberAgain = new Date('2009-11-01T03:00:00.000Z');

    expect(dayAt(calendar.timeZone, shownAsOctoberAgain)).toBe('2009-10-31');
    expect(termAt(calendar, shownAsOctoberAgain)).toMatchObject({ name: 'FY10', startsOn: '2009-11-01' });
  });
});

describe('an extended term', () => {
  test('keeps its name, and the next one begins the day after', () => {
    expect(termNamed(hosting, 'FY21')).toMatchObject({ startsOn: '2020-07-01', endsOn: '2021-09-30' });
    expect(nextTerm(hosting, 'FY21')).toMatchObject({
      name: 'FY22',
      startsOn: '2021-10-01',
      endsOn: '2022-06-30',
    });
    expect(termNamed(hosting, 'FY23').startsOn).toBe('2022-07-01');
  });

  test.each([
    ['2021-07-01T00:00:00.000Z', 'FY21'],
    ['2021-09-30T23:59:59.999Z', 'FY21'],
    ['2021-10-01T00:00:00.000Z', 'FY22'],
  ])('at %s is %s', (at, name) => {
    expect(termAt(hosting, new Date(at)).name).toBe(name);
  });

  test('may cover the whole next term, which then does not exist', () => {
    const calendar = { ...fiscalYear, extendedEnds: { FY21: '2022-09-30' } };

    expect(termOn(calendar, '2022-06-30').name).toBe('FY21');
    expect(nextTerm(calendar, 'FY21')).toMatchObject({ name: 'FY23', startsOn: '2022-10-01' });
    expect(() => termNamed(calendar, 'FY22')).toThrow(RangeError);
  });

  test('may end with the last day of the next one, which then has none', () => {
    const calendar = { ...fiscalYear, extendedEnds: { FY21: '2022-06-30' } };

    expect(nextTerm(calendar, 'FY21')).toMatchObject({ name: 'FY23', startsOn: '2022-07-01' });
    expect(() => termNamed(calendar, 'FY22')).toThrow(RangeError);
  });

  test('is never shortened', () => {
    const calendar = { ...fiscalYear, extendedEnds: { FY21: '2021-03-31' } };
    expect(termNamed(calendar, 'FY21').endsOn).toBe('2021-06-30');
    expect(termNamed(calendar, 'FY22').startsOn).toBe('2021-07-01');
  });
});

test.each(['', 'FY7', 'FY2027', '27', 'fy27', 'FY27 ', ' FY27'])('%o names no term', (name) => {
  expect(() => termNamed(fiscalYear, name)).toThrow(RangeError);
  expect(() => nextTerm(fiscalYear, name)).toThrow(RangeError);
});

test('terms are named from FY00 to FY99', () => {
  expect(termNamed(fiscalYear, 'FY00').startsOn).toBe('1999-07-01');
  expect(termNamed(fiscalYear, 'FY99').endsOn).toBe('2099-06-30');
  expect(() => nextTerm(fiscalYear, 'FY99')).toThrow(RangeError);
  expect(() => termOn(fiscalYear, '1999-06-30')).toThrow(RangeError);
});
