/** What may change in a program that is there already. */
import { describe, expect, test } from 'vitest';
import type { Program, ProgramCalendar } from '../../../shared/programs/program.ts';
import { checkEndedTerms, checkState } from '../../../shared/programs/program-check.ts';
import { program } from './situation.ts';

const springMorning = new Date('2027-03-02T09:00:00Z');
const fiscal: ProgramCalendar = { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} };

/** Where the change is refused, or undefined. */
function fault(before: Partial<ProgramCalendar>, after: Partial<ProgramCalendar>, now = springMorning) {
  try {
    const [stored, wanted] = [before, after].map((part) => program({ calendar: { ...fiscal, ...part } }));
    checkEndedTerms(stored, wanted as Program, now);
    return undefined;
  } catch (error) {
    return (error as { target?: string }).target;
  }
}

describe('given a stored program and its calendar', () => {
  test.each<[string, Partial<ProgramCalendar>, Partial<ProgramCalendar>, string | undefined]>([
    ['nothing changes', {}, {}, undefined],
    ['the running term is extended', {}, { extendedEnds: { FY27: '2027-09-30' } }, undefined],
    ['a term to come is extended', {}, { extendedEnds: { FY28: '2028-09-30' } }, undefined],
    ['an extension to come is taken back', { extendedEnds: { FY27: '2027-09-30' } }, {}, undefined],
    ['the time zone has another name and the same hours', {}, { timeZone: 'Etc/UTC' }, undefined],
    ['the time zone moves the start', {}, { timeZone: 'Europe/Stockholm' }, 'body.calendar'],
    ['the year begins in another month', {}, { firstMonth: 10 }, 'body.calendar'],
    ['the year begins in a month that is over', {}, { firstMonth: 2 }, 'body.calendar'],
    [
      'an ended term is extended',
      {},
      { extendedEnds: { FY26: '2026-07-31' } },
      'body.calendar.extendedEnds.FY26',
    ],
    [
      'only ended terms begin in another month',
      { firstMonth: 10, extendedEnds: { FY26: '2026-12-31' } },
      { firstMonth: 7, extendedEnds: { FY26: '2026-12-31' } },
      'body.calendar',
    ],
  ])('when %s, then it is refused at %s', (_, before, after, target) => {
    expect(fault(before, after)).toBe(target);
  });

  test('when an extension in use is taken back, then the running term cannot have ended already', () => {
    const extended = { extendedEnds: { FY27: '2027-09-30' } };
    expect(fault(extended, {}, new Date('2027-08-01T00:00:00Z'))).toBe('body.calendar');
    expect(fault(extended, {}, new Date('2027-06-30T23:59:59Z'))).toBeUndefined();
  });

  test('when there is none yet, then any calendar will do', () => {
    expect(() => checkEndedTerms(undefined, program({}), springMorning)).not.toThrow();
  });
});

test('a discontinued program stays so; any other state may change', () => {
  const [active, notOpen, over] = (['active', 'notOpen', 'discontinued'] as const).map((state) =>
    program({ state }),
  );
  for (const next of [active, notOpen]) {
    expect(() => checkState(over, next as Program)).toThrowError(
      expect.objectContaining({ code: 'program/invalid', target: 'body.state' }),
    );
    expect(() => checkState(next, over as Program)).not.toThrow();
  }
  expect(() => checkState(over, over as Program)).not.toThrow();
  expect(() => checkState(undefined, over as Program)).not.toThrow();
});
