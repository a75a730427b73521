/** Requirements: completed, validated or rejected one by one, and from when the location earns. */
import { describe, expect, test } from 'vitest';
import { lapse } from '../../../shared/enrollments/endings.ts';
import type { Enrollment, InTerm } from '../../../shared/enrollments/enrollment.ts';
import { complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import {
  checkRequirement,
  progressOf,
  statusOnceAccepted,
} from '../../../shared/enrollments/requirements.ts';
import { rejectionTells, validationTells } from '../../../shared/enrollments/validation.ts';
import { organization } from '../programs/situation.ts';
import {
  accepted,
  demanding,
  enrolled,
  ines,
  invited,
  pass,
  progress,
  subject,
  threshold,
  withoutInes,
} from './subject.ts';

const [payout, tax] = ['payout-profile', 'tax-profile'];
const at = (day: string) => ({ at: `${day}T10:00:00.000Z`, by: ines });
const done = (requirement: string, day: string) => ({
  program: demanding,
  requirement,
  moment: at(day),
});
const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };

describe('what is left decides the status of what has accepted', () => {
  test.each([
    ['actionRequired', []],
    ['actionRequired', [progress(payout, 'validated')]],
    ['actionRequired', [progress(payout), progress(tax, 'rejected')]],
    ['validating', [progress(payout), progress(tax)]],
    ['validating', [progress(payout, 'validated'), progress(tax)]],
    ['enrolled', [progress(payout, 'validated'), progress(tax, 'validated')]],
  ] as const)('%s', (status, requirements) => {
    expect(statusOnceAccepted(demanding, { requirements: [...requirements] })).toBe(status);
  });

  test('a program that asks for nothing enrolls, whatever was completed for it before', () => {
    expect(statusOnceAccepted(threshold, { requirements: [progress(payout, 'rejected')] })).toBe('enrolled');
  });
});

describe('given an accepted invitation with two requirements', () => {
  const half = complete(accepted(), done(payout, '2027-03-02'));
  const both = complete(half, done(tax, '2027-03-30'));

  test('when one is completed, then the other is still asked for', () => {
    expect(half).toMatchObject({
      status: 'actionRequired',
      openTerm: 'FY27',
      acceptedAt: '2027-01-10T08:00:00.000Z',
      requirements: [{ requirement: payout, state: 'completed', completedAt: '2027-03-02T10:00:00.000Z' }],
    });
    expect(half.history.at(-1)).toMatchObject({ what: 'complete', requirement: payout, by: ines });
  });

  test('when both are, then the operator validates; enrolled with the last, earning from the month of the last completion', () => {
    expect(both.status).toBe('validating');
    const one = validate(both, done(payout, '2027-04-01'));
    expect(one.status).toBe('validating');
    const all = validate(one, done(tax, '2027-04-02'));
    expect(all).toMatchObject({
      status: 'enrolled',
      enrolledAt: '2027-04-02T10:00:00.000Z',
      earnsFrom: '2027-03-01',
      openTerm: 'FY27',
    });
    expect(all).not.toHaveProperty('acceptedAt');
    expect(all.history.map(({ to }) => to)).toEqual([
      ...['invited', 'actionRequired', 'actionRequired'],
      ...['validating', 'validating', 'enrolled'],
    ]);
  });

  test('when one is rejected, then it is asked for again, with the reason, and the month is that of the second time', () => {
    const rejected = reject(both, { ...done(payout, '2027-04-01'), reason: 'No such bank' });
    expect(rejected).toMatchObject({ status: 'actionRequired' });
    expect(progressOf(rejected, payout)).toEqual({
      ...progress(payout, 'rejected'),
      completedAt: '2027-03-02T10:00:00.000Z',
    });
    expect(rejected.history.at(-1)?.reasons).toEqual([
      { code: 'requirementRejected', message: 'No such bank' },
    ]);
    const again = complete(rejected, done(payout, '2027-04-05'));
    expect(progressOf(again, payout)).not.toHaveProperty('reason');
    const all = validate(validate(again, done(payout, '2027-05-01')), done(tax, '2027-05-01'));
    expect(all).toMatchObject({ status: 'enrolled', earnsFrom: '2027-04-01' });
  });

  test('when the operator judges what nobody completed, then it is refused', () => {
    for (const judge of [
      () => validate(half, done(tax, '2027-03-02')),
      () => reject(half, { ...done(tax, '2027-03-02'), reason: 'x' }),
    ])
      expect(judge).toThrow(expect.objectContaining({ code: 'requirement/not-completed' }));
  });

  test('when its people were warned, then they are not warned again of the same', () => {
    const warned = { at: '2027-02-01T00:00:00.000Z', reasons: [] };
    expect(complete({ ...accepted(), warned }, done(payout, '2027-03-02'))).toMatchObject({ warned });
  });

  test('when nobody can act for it, then that is remembered on the way', () => {
    const left: Enrollment = { ...accepted(), unattendedSince: '2027-02-01T00:00:00.000Z' };
    expect(complete(left, done(payout, '2027-03-02'))).toHaveProperty('unattendedSince');
  });
});

test('a month begins where the program is', () => {
  const stockholm = {
    ...demanding,
    calendar: { ...demanding.calendar, timeZone: 'Europe/Stockholm' },
    requirements: demanding.requirements.slice(0, 1),
  };
  const last = {
    program: stockholm,
    requirement: payout,
    moment: { at: '2027-03-31T22:00:00.000Z', by: ines },
  };
  expect(validate(complete(accepted(), last), last)).toMatchObject({ earnsFrom: '2027-04-01' });
});

test('who accepts after everything was completed earns from the month of accepting', () => {
  const before = accepted(progress(payout, 'completed', '2026-11-01T00:00:00.000Z'), progress(tax));
  const all = validate(validate(before, done(payout, '2027-02-01')), done(tax, '2027-02-01'));
  expect(all).toMatchObject({ earnsFrom: '2027-01-01' });
});

test('a requirement that the program does not have is refused, naming those it has', () => {
  expect(() => checkRequirement(demanding, 'passport')).toThrow(
    expect.objectContaining({
      code: 'requirement/unknown',
      target: 'path.requirement',
      details: { requirements: [payout, tax] },
    }),
  );
  expect(() => checkRequirement(demanding, tax)).not.toThrow();
});

describe('given a program that changes what it asks for', () => {
  const one = { ...demanding, requirements: demanding.requirements.slice(0, 1) };

  test.each([
    ['enrolled', threshold, accepted()],
    ['validating', one, accepted(progress(payout))],
    [
      'actionRequired',
      demanding,
      { ...accepted(progress(payout), progress(tax)), requirements: [progress(payout)] },
    ],
  ])('then what has accepted is %s, once', (status, program, state) => {
    const decision = decide(subject({ program, state }), pass);
    expect(decision?.after).toMatchObject({ status, openTerm: 'FY27' });
    expect(decision?.after.history.at(-1)).toMatchObject({ what: 'adjust', by: 'system' });
    expect(decision?.tell.map(({ kind }) => kind)).toEqual(
      { validating: ['validationReminder'], actionRequired: ['requirementAdded'] }[status] ?? [],
    );
    expect(decide(subject({ program, state: decision?.after }), pass)).toBeUndefined();
  });

  test('then what is enrolled is asked for more, once, and its administrators are told', () => {
    const one = { ...demanding, requirements: demanding.requirements.slice(0, 1) };
    const first = decide(subject({ program: one, state: enrolled() }), pass);
    expect(first?.after).toMatchObject({
      status: 'enrolled',
      requirements: [{ requirement: payout, state: 'asked' }],
    });
    expect(first?.after.history.at(-1)).toMatchObject({ what: 'adjust', by: 'system', occasion: 'spring' });
    expect(first?.tell).toEqual([{ kind: 'requirementAdded', recipients: [ines] }]);
    expect(decide(subject({ program: one, state: first?.after }), pass)).toBeUndefined();
    const second = decide(subject({ program: demanding, state: first?.after }), pass);
    expect(second?.tell.map(({ kind }) => kind)).toEqual(['requirementAdded']);
    expect(second?.after.requirements.map(({ requirement }) => requirement)).toEqual([payout, tax]);
  });

  test('then nobody becomes enrolled who has not migrated, until they have', () => {
    const state = accepted(progress(payout, 'validated'));
    const unmigrated = { ...organization(), migration: { status: 'inProgress' as const } };
    const program = { ...threshold, offBoarding: 'atTermEnd' as const };
    expect(decide(subject({ program, state, organization: unmigrated }), pass)).toBeUndefined();
    expect(decide(subject({ program, state }), pass)?.after.status).toBe('enrolled');
  });

  test('then what it no longer asks for is forgotten, which is no step, and is news when it is asked for again', () => {
    const asked = decide(subject({ program: demanding, state: enrolled() }), pass)?.after;
    const fewer = decide(subject({ state: asked }), pass);
    expect(fewer).toMatchObject({ after: { status: 'enrolled', requirements: [] }, tell: [] });
    expect(fewer?.after.history).toEqual(asked?.history);
    expect(decide(subject({ state: fewer?.after }), pass)).toBeUndefined();
    const again = decide(subject({ program: demanding, state: fewer?.after }), pass);
    expect(again?.tell).toEqual([{ kind: 'requirementAdded', recipients: [ines] }]);
  });

  test('then the operator is reminded of what begins to wait, not once more of what waits already', () => {
    const completed = { ...enrolled(), requirements: [progress(payout)] };
    const more = decide(subject({ program: demanding, state: completed }), pass);
    expect(more?.tell.map(({ kind }) => kind)).toEqual(['requirementAdded']);
    const fewer = decide(subject({ program: one, state: accepted(progress(payout)) }), pass);
    expect(fewer?.tell.map(({ kind }) => kind)).toEqual(['validationReminder']);
  });

  test('then what is asked for can be completed and validated, not judged before', () => {
    const asked = decide(subject({ program: demanding, state: enrolled() }), pass)?.after ?? enrolled();
    expect(() => validate(asked, done(payout, '2027-03-03'))).toThrow(
      expect.objectContaining({ code: 'requirement/not-completed' }),
    );
    const all = [payout, tax].reduce(
      (state, one) => validate(complete(state, done(one, '2027-03-03')), done(one, '2027-03-04')),
      asked,
    );
    expect(decide(subject({ program: demanding, state: all }), july)?.after).toMatchObject({
      status: 'enrolled',
      openTerm: 'FY28',
    });
  });

  test('then what is enrolled stays so until its term ends', () => {
    expect(decide(subject({ program: demanding, state: enrolled() }), july)?.after).toMatchObject({
      status: 'lapsed',
      reasons: [
        {
          code: 'requirementIncomplete',
          message: 'Not validated: Payout profile, Tax profile.',
          requirements: demanding.requirements,
        },
      ],
    });
  });
});

describe('while enrolled', () => {
  const state: InTerm = {
    ...enrolled(),
    requirements: [progress(payout, 'validated'), progress(tax, 'validated')],
  };

  test('a rejection changes nothing until the term ends', () => {
    const rejected = reject(state, { ...done(tax, '2027-04-01'), reason: 'Outdated' });
    expect(rejected).toMatchObject({ status: 'enrolled', earnsFrom: '2027-01-01' });
    const lapsed = decide(subject({ program: demanding, state: rejected }), july)?.after;
    expect(lapsed).toMatchObject({ status: 'lapsed', reasons: [{ message: 'Not validated: Tax profile.' }] });
    const mended = validate(complete(rejected, done(tax, '2027-05-01')), done(tax, '2027-05-02'));
    expect(mended).toMatchObject({ status: 'enrolled', earnsFrom: '2027-01-01' });
    expect(decide(subject({ program: demanding, state: mended }), july)?.after.status).toBe('enrolled');
  });
});

test.each([accepted(), accepted(progress(payout), progress(tax))])(
  'what is on its way at the end of the term is carried into the next one, or lapses',
  (state) => {
    const decision = decide(subject({ program: demanding, state }), july);
    expect(decision?.after).toMatchObject({
      status: state.status,
      openTerm: 'FY28',
      rollovers: [{ fromTerm: 'FY27', toTerm: 'FY28', outcome: 'rolledForward' }],
    });
    const closed = { ...demanding, state: 'notOpen' as const };
    expect(decide(subject({ program: closed, state }), july)?.after).toMatchObject({
      status: 'lapsed',
      reasons: [{ code: 'programNotOpen' }],
    });
  },
);

test('what has lapsed or was withdrawn has nothing to complete', () => {
  for (const state of [invited(), lapse(enrolled(), { ...at('2027-07-01'), reasons: [], toTerm: 'FY28' })])
    expect(() => complete(state, done(tax, '2027-07-02'))).toThrow(
      expect.objectContaining({ code: 'enrollment/not-possible' }),
    );
});

describe('who is told', () => {
  test('the operator after 48 hours of validating, nobody otherwise', () => {
    expect(validationTells(accepted(progress(payout), progress(tax)))).toEqual([
      { kind: 'validationReminder', recipients: ['operator'], afterMs: 48 * 3600 * 1000 },
    ]);
    expect(validationTells(accepted())).toEqual([]);
    expect(validationTells({ ...enrolled(), requirements: [progress(tax, 'validated')] })).toEqual([]);
    expect(validationTells({ ...enrolled(), requirements: [progress(tax)] })).toHaveLength(1);
  });

  test('of a rejection the Incentives administrators of the place', () => {
    expect(rejectionTells(subject())).toEqual([{ kind: 'requirementRejected', recipients: [ines] }]);
    expect(rejectionTells(subject({ roster: withoutInes }))[0]?.recipients).toEqual([]);
  });
});
