/** The values that callers send and read. */
import { describe, expect, test } from 'vitest';
import {
  ActionRequired,
  ChecklistStep,
  CompleteBy,
  checklist,
  completeBy,
} from '../../../shared/enrollments/checklist.ts';
import { enrollmentId } from '../../../shared/enrollments/enrollment.ts';
import { HistoryEntry, Reason } from '../../../shared/enrollments/history.ts';
import { DeadlineRequest, OperatorReason, ResendRequest } from '../../../shared/enrollments/renewing.ts';
import { accepted, demanding, enrolled, invited, pair, pass, progress } from './subject.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('the reason of an operator', () => {
  test.each([
    ...['Ill', 'Ill for three weeks', 'é', '  x ', 'x'.repeat(500)].map((words) => [words, true] as const),
    ...['', ' ', 'x'.repeat(501), 'two\nlines', 'x\n', '\tx', '\u200bx', 'x\u0000y'].map(
      (words) => [words, false] as const,
    ),
  ])('%j: %s', (words, accepted) => {
    expect(accepts(OperatorReason, words)).toBe(accepted);
    expect(accepts(ResendRequest, { reason: words })).toBe(accepted);
    expect(accepts(DeadlineRequest, { reason: words, lastDay: '2027-04-30' })).toBe(accepted);
  });

  test('comes alone, or with a day', () => {
    const reason = 'Ill';
    expect(DeadlineRequest.parse({ reason, lastDay: '2027-04-30' })).toEqual({
      reason,
      lastDay: '2027-04-30',
    });
    const others = [{ reason }, { reason, lastDay: 'x' }, { reason, lastDay: '2027-04-30', x: 1 }];
    expect(others.map((body) => accepts(DeadlineRequest, body))).toEqual([false, false, false]);
    expect(accepts(ResendRequest, { reason, x: 1 })).toBe(false);
  });
});

test('the codes of reasons', () => {
  const codes = [
    ...[
      'criteriaUnmet',
      'agreementNotActive',
      'programNotOpen',
      'programDiscontinued',
      'migrationNotCompleted',
    ],
    ...['requirementIncomplete', 'requirementRejected', 'deadlinePassed', 'operatorDecision'],
  ];
  expect(codes.filter((code) => accepts(Reason, { code, message: '' }))).toEqual(codes);
  expect(accepts(Reason, { code: '', message: '' })).toBe(false);
});

test('a step of the history keeps the grant somebody acted by', () => {
  const [invite] = invited().history;
  const grant = { role: 'incentivesAdministrator', scopes: [{ locations: 'all', programs: ['hosting'] }] };
  expect(HistoryEntry.parse({ ...invite, grant })).toEqual({ ...invite, grant });
  expect(accepts(HistoryEntry, { ...invite, grant: {} })).toBe(false);
});

test('the id of an enrollment', () => {
  expect(enrollmentId(pair)).toBe('enrollment:hosting:4100101');
});

describe('the steps of a checklist', () => {
  const organization = { migration: { status: 'completed' as const } };
  const seen = { organization, program: demanding, administered: true };
  const rejected = accepted(progress('payout-profile'), progress('tax-profile', 'rejected'));
  const completed = accepted(progress('payout-profile', 'validated'), progress('tax-profile'));

  /** Invited, with nothing left to complete. */
  const complete = (invitation: { deadline: string }) => ({
    ...invited(invitation),
    requirements: [progress('payout-profile'), progress('tax-profile')],
  });

  test('are answered as they are', () => {
    const steps = [
      ...checklist({ ...seen, state: rejected }, 'Action required'),
      ...checklist({ ...seen, state: undefined }, 'Invited'),
    ];
    expect(steps.map((step) => ChecklistStep.parse(step))).toEqual(steps);
    const [step] = steps;
    const others = [{ by: ['incentivesUser'] }, { state: 'closed' }, { step: 'pay' }, { x: 1 }];
    expect(others.filter((other) => accepts(ChecklistStep, { ...step, ...other }))).toEqual([]);
  });

  test('are the partner’s but for the validation, which holds up what is completed', () => {
    const steps = ['completeMigration', 'assignIncentivesAdministrator', 'enroll', 'completeRequirement'];
    expect(ActionRequired.options).toEqual(steps);
    const blocking = checklist({ ...seen, state: completed }, 'Validating enrollment').filter(
      ({ state }) => state === 'blocking',
    );
    expect(blocking).toMatchObject([
      { step: 'validateRequirement', requirement: 'tax-profile', by: ['operator'] },
    ]);
  });

  test.each([
    ['nothing is stored', undefined, '2027-03-31'],
    ['an invitation ends earlier', complete({ deadline: '2027-03-20T00:00:00.000Z' }), '2027-03-19'],
    ['an invitation ends with the month', complete({ deadline: '2027-04-01T00:00:00.000Z' }), '2027-03-31'],
    ['an invitation ends later', complete({ deadline: '2027-04-02T00:00:00.000Z' }), '2027-03-31'],
    ['more is asked for', invited({ deadline: '2027-03-20T00:00:00.000Z' }), '2027-03-31'],
    [
      'an invitation was accepted',
      { ...accepted(), invitation: { ...invited().invitation, deadline: '2027-03-20T00:00:00.000Z' } },
      '2027-03-31',
    ],
  ])('earn from this month, where %s, if completed by then', (_, state, day) => {
    const found = completeBy({ ...seen, state }, 'enroll', pass.now);
    expect(CompleteBy.parse(found)).toEqual({ day, earnsFrom: '2027-03-01' });
  });

  test('earn what they earn, where nothing is left or it is enrolled', () => {
    expect(completeBy({ ...seen, state: invited() }, undefined, pass.now)).toBeNull();
    expect(completeBy({ ...seen, state: enrolled() }, 'completeRequirement', pass.now)).toBeNull();
  });
});
