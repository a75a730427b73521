/** What is shown of what is stored, and the same table from the other side. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discontinue, expire, lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Glimpse } from '../../../shared/enrollments/glimpse.ts';
import { decline, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import {
  isRenewalPending,
  type Showable,
  StatusShown,
  statusShown,
} from '../../../shared/enrollments/shown.ts';
import { type StoredAs, storedAs } from '../../../shared/enrollments/shown-filter.ts';
import { program } from '../programs/situation.ts';
import { glimpses, instants, programs } from './glimpses.ts';
import { accepted, enrolled, invited, progress } from './subject.ts';

const winter = new Date('2027-03-02T10:00:00.000Z');
const july = new Date('2027-07-01T00:00:00.000Z');
const asAdministrator = { administers: true, now: winter };
const asOther = { administers: false, now: winter };
const [openToAll, closedToAll] = (['active', 'notOpen'] as const).map((state) =>
  program({ state, openToAll: true }),
) as [Program, Program];
const [active, closed, gone] = (['active', 'notOpen', 'discontinued'] as const).map((state) =>
  program({ state }),
) as [Program, Program, Program];
type Program = ReturnType<typeof program>;
type Row = [string, Showable | undefined, Program, typeof asOther];

const dated = invited({ deadline: '2027-06-01T00:00:00.000Z' });
const ending = { at: '2027-02-10T08:00:00.000Z', by: 'system', reasons: [] };
const past = expire(dated, ending);
const ineligible = loseEligibility(enrolled(), ending);
const lapsed = lapse(enrolled(), { ...ending, toTerm: 'FY28' });
const waiting = accepted();
const completed = accepted(progress('payout-profile'), progress('tax-profile'));

describe('given what is stored, when somebody looks, then it is shown as', () => {
  test.each<Row>([
    ['Invited', undefined, active, asAdministrator],
    ['Inactive', undefined, closed, asAdministrator],
    ['Invited', dated, active, { administers: true, now: new Date('2027-05-31T23:59:59.999Z') }],
    ['Invitation expired', dated, active, { administers: true, now: new Date('2027-06-01T00:00:00.000Z') }],
    ['Invitation expired', dated, closed, { administers: true, now: july }],
    ['Inactive', dated, closed, asOther],
    ['Action required', waiting, active, asAdministrator],
    ['Enrolling', waiting, active, asOther],
    ['Validating enrollment', completed, active, asAdministrator],
    ['Enrolling', completed, active, asOther],
    ['Enrolled', enrolled(), active, asOther],
    ['Enrolled', enrolled(), closed, asOther],
    ['Enrolled — renewal pending', enrolled(), active, { administers: true, now: july }],
    // What was not enrolled by the end of its term is carried, not renewed.
    ['Action required', waiting, active, { administers: true, now: july }],
    ...[undefined, dated, past, ineligible, lapsed].map(
      (state) => ['Invited', state, openToAll, { administers: true, now: july }] as Row,
    ),
    ...[undefined, dated].map(
      (state) => ['Inactive', state, closedToAll, { administers: true, now: july }] as Row,
    ),
    ['Invitation expired', past, closedToAll, asOther],
    ['Ineligible', ineligible, closedToAll, asOther],
    ['Lapsed', lapsed, closedToAll, asOther],
    ...[openToAll, closedToAll].flatMap((of): Row[] => [
      ['Declined', decline(dated, ending), of, asOther],
      ['Withdrawn', withdraw(enrolled(), ending), of, asOther],
      ['Discontinued', discontinue(enrolled(), ending), of, asOther],
      ['Action required', waiting, of, asAdministrator],
      ['Validating enrollment', completed, of, asAdministrator],
      ['Enrolling', waiting, of, asOther],
      ['Enrolling', completed, of, asOther],
      ['Enrolled', enrolled(), of, asOther],
      ['Enrolled — renewal pending', enrolled(), of, { administers: true, now: july }],
    ]),
    ['Discontinued', enrolled(), gone, asAdministrator],
    ['Discontinued', undefined, { ...gone, openToAll: true }, asAdministrator],
    ['Discontinued', undefined, gone, asOther],
  ])('%s', (status, state, of, viewing) => {
    expect(statusShown(state, of, viewing)).toBe(status);
  });

  test.each([enrolled(), waiting, completed])('and whether its term is over is said of any: %#', (state) => {
    const last = new Date('2027-06-30T23:59:59.999Z');
    expect([last, july].map((now) => isRenewalPending(state, active, now))).toEqual([false, true]);
  });

  test('and what is in no term waits for no other', () => {
    expect([undefined, dated, lapsed].map((state) => isRenewalPending(state, active, july))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the other side', () => {
  test('given any state, program, viewer and instant, then exactly the conditions of the status shown hold', () => {
    const states = fc.option(glimpses, { nil: undefined });
    fc.assert(
      fc.property(states, programs, fc.boolean(), instants, (state, of, administers, at) => {
        const now = new Date(at);
        const holding = StatusShown.options.filter((shown) =>
          storedAs(shown, of, now).some((condition) => holds(condition, state, administers)),
        );
        expect(holding).toEqual([statusShown(state, of, { administers, now })]);
      }),
      { numRuns: 2000 },
    );
  });

  test('a program shows what it can show', () => {
    const statuses = (of: Program) =>
      StatusShown.options.filter((shown) => storedAs(shown, of, winter).length > 0);
    expect(statuses(gone)).toEqual(['Discontinued']);
    expect(statuses(active)).not.toContain('Inactive');
    expect(statuses(closed)).not.toContain('Invited');
  });
});

function holds(
  { stored, openTerm, deadline, administers }: StoredAs,
  state: Omit<Glimpse, 'mpnId' | 'programId'> | undefined,
  isAdministrator: boolean,
): boolean {
  return (
    stored.includes(state?.status ?? 'none') &&
    (administers === undefined || administers === isAdministrator) &&
    (openTerm === undefined || compared(state?.openTerm ?? '', openTerm)) &&
    (deadline === undefined || compared(state?.invitation?.deadline ?? '9', deadline))
  );
}

function compared(text: string, { is, than }: { is: '<' | '>=' | '<=' | '>'; than: string }): boolean {
  if (is === '<') return text < than;
  if (is === '<=') return text <= than;
  return is === '>' ? text > than : text >= than;
}
