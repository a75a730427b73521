/** Whatever an enrollment is, and whatever stands against it: a preview says what the passes at the boundaries then do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startOfDay } from '../../../shared/calendar/calendar.ts';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import type { Subject } from '../../../shared/enrollments/subject.ts';
import { outcomesOn } from '../../../shared/rollovers/outcome.ts';
import {
  accepted,
  demanding,
  earning,
  enrolled,
  invited,
  progress,
  subject,
} from '../enrollments/subject.ts';

const states: Enrollment[] = [
  enrolled(),
  enrolled('FY26'),
  accepted(),
  accepted(progress('payout-profile'), progress('tax-profile')),
  {
    ...enrolled(),
    requirements: [progress('payout-profile', 'validated'), progress('tax-profile', 'validated')],
  },
  { ...enrolled(), requirements: [progress('payout-profile', 'rejected')] },
  invited(),
];

const subjects = fc
  .record({
    state: fc.constantFrom(...states),
    usd: fc.constantFrom(0, 24_999, 25_000, 900_000),
    migrated: fc.constantFrom(true, true, true, false),
    agreedUntil: fc.constantFrom(undefined, '2027-06-30', '2027-07-01', '2028-06-30'),
    offered: fc.constantFrom('active', 'active', 'active', 'notOpen', 'discontinued'),
    timeZone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Pacific/Auckland'),
    firstMonth: fc.constantFrom(7, 7, 10, 1),
    extended: fc.constantFrom<Record<string, string>>({}, { FY27: '2027-12-31' }),
  })
  .map(({ state, usd, migrated, agreedUntil, offered, timeZone, firstMonth, extended }): Subject => {
    const whole = subject({ state, ...earning(usd) });
    const agreement = { activeFrom: '2020-01-01', ...(agreedUntil ? { activeTo: agreedUntil } : {}) };
    return {
      ...whole,
      organization: {
        ...whole.organization,
        migration: { status: migrated ? 'completed' : 'inProgress' },
        agreements: { microsoftPartnerAgreement: agreement },
      },
      program: {
        ...demanding,
        requiredAgreement: 'microsoftPartnerAgreement',
        state: offered as 'active',
        calendar: { timeZone, firstMonth, extendedEnds: extended },
      },
    };
  });

/** Every pass five minutes after the day has begun, until there is nothing left to roll. */
function passed(given: Subject, now: Date): Enrollment | undefined {
  const decision = isInTerm(given.state) ? decide(given, { now, occasion: 'o' }) : undefined;
  const after = decision?.after;
  if (!after || after.rollovers.length === given.state?.rollovers.length) return given.state;
  return passed({ ...given, state: after }, now);
}

test('given any enrollment, when it is previewed, then the boundary does just that', () => {
  const days = fc.constantFrom(
    '2027-06-30',
    '2027-07-01',
    '2027-10-01',
    '2028-01-01',
    '2028-07-01',
    '2029-05-01',
  );
  fc.assert(
    fc.property(subjects, days, (given, on) => {
      const begins = startOfDay(given.program.calendar.timeZone, on);
      const after = passed(given, new Date(begins.getTime() + 5 * 60_000));
      const rolled = after?.rollovers.slice(given.state?.rollovers.length) ?? [];
      expect(
        outcomesOn(given, on).map(({ fromTerm, toTerm, outcome, reasons }) => [
          fromTerm,
          toTerm,
          outcome,
          reasons,
        ]),
      ).toEqual(rolled.map(({ fromTerm, toTerm, outcome, reasons }) => [fromTerm, toTerm, outcome, reasons]));
    }),
    { numRuns: 1000 },
  );
});
