/** What comes of an enrollment until a day ahead, by the decisions of the boundaries themselves. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/calendar/calendar.ts';
import { isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { rollOver } from '../../../shared/enrollments/rollover.ts';
import { checkDay, endsUntil, outcomesOn } from '../../../shared/rollovers/outcome.ts';
import {
  accepted,
  demanding,
  earning,
  enrolled,
  invited,
  pass,
  subject,
  threshold,
} from '../enrollments/subject.ts';

const carriedOn = { fromTerm: 'FY27', toTerm: 'FY28', outcome: 'rolledForward', reasons: [] };

describe('given an enrolled location', () => {
  const given = subject({ state: enrolled() });

  test('when the day is in its term, then nothing comes of it', () => {
    expect(outcomesOn(given, '2027-06-30')).toEqual([]);
  });

  test('when its term is over by that day, then it is carried on, with the names of a list', () => {
    const names = { organizationId: 'contoso', mpnId: '4100101', programId: 'hosting' };
    expect(outcomesOn(given, '2027-07-01')).toMatchObject([{ ...names, ...carriedOn }]);
  });

  test('when two boundaries are, then each of them counts, in order', () => {
    const second = { fromTerm: 'FY28', toTerm: 'FY29', outcome: 'rolledForward' };
    expect(outcomesOn(given, '2028-07-01')).toMatchObject([carriedOn, second]);
  });

  test('when the figures are too low, then it lapses with the reasons, once', () => {
    const poor = { ...given, ...earning(100) };
    const reasons = [{ code: 'criteriaUnmet' }];
    expect(outcomesOn(poor, '2029-07-01')).toMatchObject([{ outcome: 'lapsed', reasons }]);
  });

  test('when the day begins earlier where the program keeps its calendar, then its own midnight counts', () => {
    const calendar = { ...threshold.calendar, timeZone: 'Pacific/Auckland' };
    const there = subject({ state: enrolled(), program: { ...threshold, calendar } });
    expect(outcomesOn(there, '2027-06-30')).toEqual([]);
    expect(outcomesOn(there, '2027-07-01')).toMatchObject([carriedOn]);
  });
});

test.each([
  ['invited', subject({ state: invited() })],
  ['never invited', subject()],
])('given one that is %s, then nothing ends', (_, given) => {
  expect(outcomesOn(given, '2027-07-01')).toEqual([]);
});

test('given one whose requirements are not complete, then it is carried on as what it is', () => {
  const given = subject({ state: accepted(), program: demanding });
  expect(outcomesOn(given, '2027-07-01')).toMatchObject([carriedOn]);
});

test('the outcome is what the boundary decides on the same figures', () => {
  for (const usd of [0, 24_999, 25_000, 1_000_000]) {
    const given = subject({ state: enrolled(), ...earning(usd) });
    const { state } = given;
    if (!isInTerm(state)) throw new Error('not enrolled');
    const now = new Date('2027-07-01T00:05:00Z');
    const [then] = rollOver(given, state, { now, occasion: 'summer' }).after.rollovers;
    const { at: _, before: __, ...decided } = then ?? { at: '', before: undefined };
    expect(outcomesOn(given, '2027-07-01')).toMatchObject([decided]);
  }
});

test('only an end that is ahead can be warned of', () => {
  const given = subject({ state: enrolled() });
  expect(endsUntil(given, '2027-07-01', pass.now)).toBe(true);
  expect(endsUntil(given, '2027-06-30', pass.now)).toBe(false);
  expect(endsUntil(given, '2028-07-01', new Date('2027-07-01T00:00:00Z'))).toBe(false);
  expect(endsUntil(subject({ state: invited() }), '2027-07-01', pass.now)).toBe(false);
});

test.each([
  ['2027-03-02T11:59:59.999Z', '2027-03-02', '2029-05-10'],
  ['2027-03-02T12:00:00.000Z', '2027-03-03', '2029-05-10'],
])(
  'at %s a preview is for %s at the earliest, which has not begun everywhere, and for %s at the latest',
  (at, first, last) => {
    const message = `A preview is for a day that is ahead: from ${first} to ${last}.`;
    const refused = expect.objectContaining({ code: 'request/invalid', target: 'body.on', message });
    const now = new Date(at);
    for (const on of [addDays(first, -1), '2020-01-01', addDays(last, 1)])
      expect(() => checkDay(on, now)).toThrow(refused);
    for (const on of [first, last]) expect(() => checkDay(on, now)).not.toThrow();
  },
);

test('a day whose term still ends in the far west can be previewed', () => {
  const calendar = { ...threshold.calendar, timeZone: 'Pacific/Pago_Pago' };
  const given = subject({ state: enrolled(), program: { ...threshold, calendar } });
  const now = new Date('2027-07-01T05:00:00Z');
  expect(() => checkDay('2027-07-01', now)).not.toThrow();
  expect([outcomesOn(given, '2027-07-01').length, endsUntil(given, '2027-07-01', now)]).toEqual([1, true]);
});
