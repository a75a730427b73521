/** The steps to being enrolled, the one that blocks, and until when it still counts for the month. */
import { describe, expect, test } from 'vitest';
import { actionRequired, checklist, completeBy, type Seen } from '../../../shared/enrollments/checklist.ts';
import { accepted, demanding, enrolled, invited, progress, threshold } from './subject.ts';

const migrated = { migration: { status: 'completed' as const } };
const seen = (given: Partial<Seen> = {}): Seen => ({
  organization: migrated,
  program: demanding,
  state: invited(),
  administered: true,
  ...given,
});
const all = [progress('payout-profile', 'validated'), progress('tax-profile', 'validated')];

describe('the blocking step', () => {
  test.each([
    [
      'completeMigration',
      null,
      seen({ organization: { migration: { status: 'inProgress' } }, administered: false }),
    ],
    ['assignIncentivesAdministrator', null, seen({ administered: false })],
    ['enroll', null, seen()],
    ['enroll', null, seen({ state: undefined })],
    ['completeRequirement', 'Payout profile', seen({ state: accepted(progress('tax-profile')) })],
    [
      'completeRequirement',
      'Tax profile',
      seen({ state: accepted(progress('payout-profile'), progress('tax-profile', 'rejected')) }),
    ],
    [
      'validateRequirement',
      'Payout profile',
      seen({ state: accepted(progress('payout-profile'), progress('tax-profile')) }),
    ],
    [
      'validateRequirement',
      'Tax profile',
      seen({ state: accepted(progress('payout-profile', 'validated'), progress('tax-profile')) }),
    ],
    [
      'completeRequirement',
      'Tax profile',
      seen({
        state: {
          ...enrolled(),
          requirements: [progress('payout-profile', 'validated'), progress('tax-profile', 'asked')],
        },
      }),
    ],
  ])('%s %s', (step, name, given) => {
    const steps = checklist(given, 'Invited');
    const blocking = steps.filter(({ state }) => state === 'blocking');
    expect(blocking).toMatchObject([{ step, name }]);
    const place = steps.findIndex(({ state }) => state === 'blocking');
    expect(steps.slice(0, place).every(({ state }) => state === 'done')).toBe(true);
  });

  test('is none once everything is done', () => {
    const steps = checklist(seen({ state: { ...enrolled(), requirements: all } }), 'Enrolled');
    expect(steps.map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'done'));
    expect(steps.map(({ step }) => step)).toEqual([
      'completeMigration',
      'assignIncentivesAdministrator',
      'enroll',
      'completeRequirement',
      'completeRequirement',
      'validateRequirement',
      'validateRequirement',
    ]);
  });

  test('is somebody’s to take', () => {
    const doers = checklist(seen(), 'Invited').map(({ step, by }) => [step, by]);
    expect(Object.fromEntries(doers)).toEqual({
      completeMigration: ['globalAdministrator', 'operator'],
      assignIncentivesAdministrator: ['globalAdministrator', 'accountAdministrator'],
      enroll: ['incentivesAdministrator'],
      completeRequirement: ['incentivesAdministrator'],
      validateRequirement: ['operator'],
    });
  });

  test.each([
    'Ineligible',
    'Lapsed',
    'Withdrawn',
    'Declined',
    'Inactive',
    'Discontinued',
    'Invitation expired',
  ] as const)('is none of what is %s', (shown) => {
    expect(checklist(seen(), shown).filter(({ state }) => state === 'blocking')).toEqual([]);
  });

  test('says why the operator rejected, at the step that mends it', () => {
    const state = accepted(progress('payout-profile', 'rejected'), progress('tax-profile'));
    const steps = checklist(seen({ state }), 'Action required').filter(
      ({ requirement }) => requirement === 'payout-profile',
    );
    expect(steps).toMatchObject([
      {
        step: 'completeRequirement',
        state: 'blocking',
        by: ['incentivesAdministrator'],
        reason: 'No such bank',
      },
      { step: 'validateRequirement', state: 'open', by: ['operator'], reason: null },
    ]);
  });
});

describe('what is required of the partner', () => {
  test.each(['Invited', 'Action required', 'Enrolling', 'Enrolled'] as const)(
    'while %s: the blocking step',
    (shown) => {
      expect(actionRequired(seen(), shown)).toMatchObject({ step: 'enroll', state: 'blocking' });
    },
  );

  test.each(['Inactive', 'Ineligible', 'Lapsed', 'Invitation expired', 'Validating enrollment'] as const)(
    'while %s: nothing',
    (shown) => {
      expect(actionRequired(seen(), shown)).toBeNull();
    },
  );

  test('while the operator validates: nothing; once all is done: nothing', () => {
    const state = accepted(progress('payout-profile'), progress('tax-profile'));
    expect(actionRequired(seen({ state }), 'Enrolling')).toBeNull();
    expect(actionRequired(seen({ program: threshold, state: enrolled() }), 'Enrolled')).toBeNull();
  });
});

describe('until when completing still counts for this month', () => {
  const when = (now: string, timeZone = 'UTC', given = seen()) => {
    const program = { ...demanding, calendar: { ...demanding.calendar, timeZone } };
    return completeBy({ ...given, program }, 'enroll', new Date(now));
  };

  test.each([
    ['2027-04-01T00:00:00Z', 'UTC', '2027-04-30', '2027-04-01'],
    ['2027-04-30T23:59:59Z', 'UTC', '2027-04-30', '2027-04-01'],
    ['2028-02-03T12:00:00Z', 'UTC', '2028-02-29', '2028-02-01'],
    ['2027-12-31T11:00:00Z', 'Pacific/Auckland', '2028-01-31', '2028-01-01'],
    ['2028-01-01T10:59:59Z', 'Pacific/Pago_Pago', '2027-12-31', '2027-12-01'],
  ])('%s in %s: by %s, from %s', (now, timeZone, day, earnsFrom) => {
    expect(when(now, timeZone)).toEqual({ day, earnsFrom });
  });

  describe('where accepting is all that is left', () => {
    const dayOf = (deadline: string, openToAll = false, requirements = all) => {
      const state = { ...invited({ deadline }), requirements };
      const program = { ...demanding, openToAll };
      return completeBy(seen({ state, program }), 'enroll', new Date('2027-04-02T00:00:00Z'))?.day;
    };

    test('is no later than the invitation is open', () => {
      expect(dayOf('2027-04-05T00:00:00.000Z')).toBe('2027-04-04');
      expect(dayOf('2027-05-09T00:00:00.000Z')).toBe('2027-04-30');
    });

    test('but for a program that is open to all, or asks for more', () => {
      expect(dayOf('2027-04-05T00:00:00.000Z', true)).toBe('2027-04-30');
      expect(dayOf('2027-04-05T00:00:00.000Z', false, all.slice(1))).toBe('2027-04-30');
    });
  });

  test('says nothing of a term that is over', () => {
    const state = accepted();
    const said = (now: string) => when(now, 'America/Toronto', seen({ state }));
    expect(said('2027-07-01T03:59:59Z')).toEqual({ day: '2027-06-30', earnsFrom: '2027-06-01' });
    expect(said('2027-07-01T04:00:00Z')).toBeNull();
  });

  test('says nothing where nothing is left, or it earns already', () => {
    expect(completeBy(seen(), undefined, new Date('2027-04-01T00:00:00Z'))).toBeNull();
    expect(when('2027-04-01T00:00:00Z', 'UTC', seen({ state: enrolled() }))).toBeNull();
  });
});
