/** Any enrollment as lists read it, any viewer and any program, for properties. */
import fc from 'fast-check';
import type { Scope } from '../../../shared/access/member.ts';
import type { Standing } from '../../../shared/access/standing.ts';
import type { Glimpse } from '../../../shared/enrollments/glimpse.ts';
import { Status } from '../../../shared/enrollments/history.ts';
import type { Program } from '../../../shared/programs/program.ts';
import { program } from '../programs/situation.ts';

/** Before, at and after the deadlines and the ends of terms below. */
export const instants = fc.constantFrom(
  ...['2027-03-02T10:00:00.000Z', '2027-05-31T23:59:59.999Z', '2027-06-01T00:00:00.000Z'],
  ...['2027-06-30T21:59:59.999Z', '2027-06-30T22:00:00.000Z', '2027-07-01T00:00:00.000Z'],
  ...['2027-09-30T23:59:59.999Z', '2027-10-01T00:00:00.000Z'],
);

const calendars = fc.constantFrom<Program['calendar'][]>(
  { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} },
  { timeZone: 'Europe/Stockholm', firstMonth: 7, extendedEnds: {} },
  { timeZone: 'UTC', firstMonth: 7, extendedEnds: { FY27: '2027-09-30' } },
);

const requirements = [
  { requirement: 'payout', name: 'Payout profile' },
  { requirement: 'tax', name: 'Tax profile' },
];

export const programs = fc
  .record({
    state: fc.constantFrom<Program['state'][]>('active', 'notOpen', 'discontinued'),
    openToAll: fc.boolean(),
    calendar: calendars,
    requirements: fc.subarray(requirements),
  })
  .map(program);

const inTerm: readonly Status[] = ['actionRequired', 'validating', 'enrolled'];
const instant = '2027-01-10T08:00:00.000Z';

const progress = fc
  .record({
    requirement: fc.constantFrom('payout', 'tax'),
    state: fc.constantFrom('completed' as const, 'validated' as const, 'rejected' as const, 'asked' as const),
  })
  .map((one) => ({ ...one, ...(one.state === 'asked' ? {} : { completedAt: instant }) }));

export const glimpses: fc.Arbitrary<Omit<Glimpse, 'mpnId' | 'programId'>> = fc
  .record({
    status: fc.constantFrom(...Status.options),
    openTerm: fc.constantFrom('FY26', 'FY27', 'FY28'),
    deadline: fc.constantFrom(undefined, '2027-06-01T00:00:00.000Z'),
    unattendedSince: fc.constantFrom(undefined, instant),
    requirements: fc.uniqueArray(progress, { selector: ({ requirement }) => requirement }),
  })
  .map(({ status, openTerm, deadline, unattendedSince, requirements: done }) => ({
    status,
    invitation: { occasion: '0c000000-0000-4000-8000-000000000001', ...(deadline ? { deadline } : {}) },
    requirements: done,
    ...(inTerm.includes(status) ? { openTerm } : {}),
    ...(unattendedSince ? { unattendedSince } : {}),
  }));

/** Some of these locations and programs, or all. */
export function scopesOf(mpnIds: string[], programIds: string[]): fc.Arbitrary<Scope[]> {
  const names = (all: string[]) =>
    fc.oneof(fc.constant('all' as const), fc.subarray(all, { minLength: 1, maxLength: 2 }));
  return fc.array(fc.record({ locations: names(mpnIds), programs: names(programIds) }), { maxLength: 3 });
}

export function standing(given: Partial<Standing>): Standing {
  return {
    operator: false,
    globalAdministrator: false,
    accountAdministrator: false,
    incentivesAdministrator: [],
    incentivesUser: [],
    member: true,
    organizationHasAccountAdministrator: true,
    ...given,
  };
}
