import { describe, expect, test } from 'vitest';
import { expire, loseEligibility } from '../../../shared/enrollments/endings.ts';
import { decideDecline, decideEnroll } from '../../../shared/enrollments/enrolling.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { decline, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { organization } from '../programs/situation.ts';
import {
  demanding,
  earning,
  enrolled,
  ines,
  invited,
  openProgram,
  pair,
  pass,
  progress,
  subject,
  threshold,
} from './subject.ts';

const ended = { at: pass.now.toISOString(), by: 'system' };
const asked = {
  by: ines,
  grant: { role: 'incentivesAdministrator', scopes: [] },
  now: pass.now,
  occasion: 'accepting',
};

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

describe('enrolling', () => {
  test('an invited location starts its term now and earns from the first of the month', () => {
    expect(decideEnroll(subject(), { ...asked, state: invited() })).toMatchObject({
      status: 'enrolled',
      openTerm: 'FY27',
      enrolledAt: '2027-03-02T10:00:00.000Z',
      earnsFrom: '2027-03-01',
      history: [
        { to: 'invited' },
        {
          ...{ from: 'invited', to: 'enrolled', by: ines, grant: asked.grant, term: 'FY27' },
          ruleEffectiveFrom: '2020-07-01',
        },
      ],
    });
  });

  test('a program open to all needs no invitation', () => {
    const state = decideEnroll(subject({ program: openProgram }), { ...asked, state: undefined });
    expect(state).toMatchObject({ ...pair, status: 'enrolled', history: [{ from: null, to: 'enrolled' }] });
    expect(state.history[0]).not.toHaveProperty('ruleEffectiveFrom');
  });

  test.each([
    ['lost its eligibility for a while', loseEligibility(invited(), { ...ended, reasons: [] })],
    ['let an invitation expire before it was open', expire(invited(), { ...ended, reasons: [] })],
    ['withdrew', withdraw(enrolled(), ended)],
  ])('a program open to all takes a location that %s', (_, state) => {
    expect(decideEnroll(subject({ program: openProgram }), { ...asked, state }).status).toBe('enrolled');
  });

  test('what was declined may be accepted after all, until its deadline', () => {
    const deadline = '2027-03-31T00:00:00.000Z';
    const state = decline(invited({ deadline }), ended);
    expect(decideEnroll(subject(), { ...asked, state }).status).toBe('enrolled');
    const late = { ...asked, state, now: new Date(deadline) };
    expect(codeOf(() => decideEnroll(subject(), late))).toBe('enrollment/invitation-expired');
  });

  test('what has run out cannot be declined any more', () => {
    const state = invited({ deadline: pass.now.toISOString() });
    const declined = (state: Enrollment | undefined, now = pass.now) =>
      decideDecline({ ...subject(), state, now }, { ...ended, at: now.toISOString() });
    expect(codeOf(() => declined(state))).toBe('enrollment/invitation-expired');
    const before = new Date(pass.now.getTime() - 1);
    expect(declined(state, before)).toMatchObject({
      status: 'declined',
      declinedAt: before.toISOString(),
    });
    expect(codeOf(() => declined(enrolled()))).toBe('enrollment/not-possible');
    expect(codeOf(() => declined(undefined))).toBe('enrollment/not-invited');
  });

  test('with requirements left it is not enrolled yet, and earns nothing', () => {
    const after = decideEnroll(subject({ program: demanding }), { ...asked, state: invited() });
    expect(after).toMatchObject({ status: 'actionRequired', openTerm: 'FY27', acceptedAt: ended.at });
    expect(after).not.toHaveProperty('earnsFrom');
  });

  test('what was validated once is not asked for again', () => {
    const done = [progress('payout-profile', 'validated'), progress('tax-profile', 'validated')];
    const state = { ...withdraw(enrolled(), ended), requirements: done };
    expect(decideEnroll(subject({ program: demanding }), { ...asked, state })).toMatchObject({
      status: 'enrolled',
      earnsFrom: '2027-03-01',
      requirements: done,
    });
  });

  test('what was withdrawn may enroll again', () => {
    const withdrawn = withdraw(enrolled(), { at: pass.now.toISOString(), by: ines });
    expect(decideEnroll(subject(), { ...asked, state: withdrawn }).history.map((entry) => entry.to)).toEqual([
      'invited',
      'enrolled',
      'withdrawn',
      'enrolled',
    ]);
  });

  const unmigrated = { organization: { ...organization(), migration: { status: 'inProgress' as const } } };
  const agreement = { program: { ...threshold, requiredAgreement: 'microsoftPartnerAgreement' as const } };
  test.each([
    ['organization/migration-not-completed', unmigrated, invited()],
    ['program/not-open', { program: { ...threshold, state: 'notOpen' as const } }, invited()],
    ['program/discontinued', { program: { ...threshold, state: 'discontinued' as const } }, invited()],
    ['enrollment/ineligible', earning(24_999), invited()],
    ['enrollment/agreement-not-active', agreement, invited()],
    ['enrollment/not-invited', {}, undefined],
    ['enrollment/invitation-expired', {}, invited({ deadline: pass.now.toISOString() })],
  ])('is refused: %s', (code, given, state) => {
    expect(codeOf(() => decideEnroll(subject(given), { ...asked, state }))).toBe(code);
  });

  test('the refusals come in the order of the process', () => {
    const everything = {
      ...unmigrated,
      ...earning(0),
      program: { ...agreement.program, state: 'notOpen' as const },
    };
    const refusals = [
      everything,
      { ...everything, organization: organization() },
      { ...agreement, ...earning(0) },
      agreement,
      {},
    ].map((given) => codeOf(() => decideEnroll(subject(given), { ...asked, state: undefined })));
    expect(refusals).toEqual([
      'organization/migration-not-completed',
      'program/not-open',
      'enrollment/ineligible',
      'enrollment/agreement-not-active',
      'enrollment/not-invited',
    ]);
  });
});
