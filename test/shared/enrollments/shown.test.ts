/** What is shown of what is stored, and the same table from the other side. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Glimpse } from '../../../shared/enrollments/glimpse.ts';
import { type Showable, StatusShown, statusShown } from '../../../shared/enrollments/shown.ts';
import { type StoredAs, storedAs } from '../../../shared/enrollments/shown-filter.ts';
import { program } from '../programs/situation.ts';
import { glimpses, instants, programs } from './glimpses.ts';
import { accepted, enrolled, invited, progress } from './subject.ts';

const winter = new Date('2027-03-02T10:00:00.000Z');
const july = new Date('2027-07-01T00:00:00.000Z');
const asAdministrator = { administers: true, now: winter };
const asOther = { administers: false, now: winter };
const [active, closed, gone] = (['active', 'notOpen', 'discontinued'] as const).map((state) =>
  program({ state }),
) as [Program, Program, Program];
type Program = ReturnType<typeof program>;

const dated = invited({ deadline: '2027-06-01T00:00:00.000Z' });
const waiting = accepted();
const completed = accepted(progress('payout-profile'), progress('tax-profile'));

describe('given what is stored, when somebody looks, then it is shown as', () => {
  test.each<[string, Showable | undefined, Program, typeof asOther]>([
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
    ['Discontinued', enrolled(), gone, asAdministrator],
    ['Discontinued', undefined, gone, asOther],
  ])('%s', (status, state, of, viewing) => {
    expect(statusShown(state, of, viewing)).toBe(status);
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
