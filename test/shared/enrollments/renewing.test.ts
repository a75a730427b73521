/** What the operator does for an invitation: a later deadline, or another letter, with a reason. */
import { describe, expect, test } from 'vitest';
import { expire } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { decline } from '../../../shared/enrollments/lifecycle.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { checkLastDay, deadlineOn, extend, resend } from '../../../shared/enrollments/renewing.ts';
import { organization } from '../programs/situation.ts';
import {
  alex,
  earning,
  enrolled,
  ines,
  invited,
  olivia,
  pass,
  subject,
  threshold,
  withoutInes,
} from './subject.ts';

const limited = { ...threshold, invitationValidDays: 30 };
const given = (state: Enrollment, more: Parameters<typeof subject>[0] = {}) => ({
  ...subject({ program: limited, ...more }),
  state,
});
const moment = { at: '2027-03-01T10:00:00.000Z', by: ines };
const deadline = '2027-05-01T00:00:00.000Z';
const renewal = { ...pass, operator: olivia, reason: 'Ill for three weeks' };
const declined = decline(invited({ deadline: '2027-03-31T00:00:00.000Z' }), moment);
const expired = expire(invited({ deadline: moment.at }), { ...moment, reasons: [] });
const codeOf = (code: string) => expect.objectContaining({ code });

describe('a later deadline', () => {
  test.each([
    ['invited', invited({ deadline: '2027-03-31T00:00:00.000Z' })],
    ['declined', declined],
    ['expired', expired],
  ])('opens what was %s, with the reason, and tells as an invitation does', (_, state) => {
    const { after, tell } = extend(given(state), { ...renewal, deadline });
    expect(after).toMatchObject({
      status: 'invited',
      invitation: { deadline, occasion: 'spring', delivered: true, invitedAt: '2027-01-10T08:00:00.000Z' },
    });
    expect(after).not.toHaveProperty('reasons');
    expect(after.history.at(-1)).toMatchObject({
      what: 'extend',
      by: 'operator',
      operator: olivia,
      occasion: 'spring',
      reasons: [{ code: 'operatorDecision', message: 'Ill for three weeks' }],
    });
    expect(tell).toEqual([
      { kind: 'invitation', recipients: [ines] },
      { kind: 'invitationNotice', recipients: [alex] },
    ]);
  });

  test.each([
    ['than it was', invited({ deadline }), deadline],
    ['than now', invited(), pass.now.toISOString()],
  ])('must be later %s', (_, state, asked) => {
    const act = () => extend(given(state), { ...renewal, deadline: asked });
    const details = { deadline: state.invitation?.deadline };
    const refusal = { code: 'invitation/deadline-not-later', target: 'body.lastDay', details };
    expect(act).toThrow(expect.objectContaining(refusal));
  });

  test.each([
    [true, 'later than it was', { deadline: '2027-03-31T00:00:00.000Z' }],
    [undefined, 'the first one', {}],
  ])('counts as extended: %s, where it is %s', (extended, _, before) => {
    const { after } = extend(given(invited(before)), { ...renewal, deadline });
    expect(after.invitation?.extended).toBe(extended);
    expect(resend(given(after), renewal).after.invitation).not.toHaveProperty('extended');
  });

  test('is the end of a day where the program is, at most 366 days ahead', () => {
    const calendar = { ...threshold.calendar, timeZone: 'Europe/Stockholm' };
    const there = subject({ program: { ...limited, calendar } });
    expect(deadlineOn(there, '2027-04-30')).toBe('2027-04-30T22:00:00.000Z');
    expect(() => checkLastDay(there, '2028-03-02', pass.now)).not.toThrow();
    expect(() => checkLastDay(there, '2028-03-03', pass.now)).toThrow(
      expect.objectContaining({ code: 'request/invalid', target: 'body.lastDay' }),
    );
  });
});

describe('another letter', () => {
  test('is an invitation made now', () => {
    const { after } = resend(given(declined), renewal);
    expect(after.invitation?.invitedAt).toBe(pass.now.toISOString());
    expect(after.history.at(-1)).toMatchObject({ what: 'resend', by: 'operator', operator: olivia });
  });

  test('keeps a deadline that is ahead, and gives a new one where it has passed', () => {
    expect(resend(given(declined), renewal).after.invitation?.deadline).toBe('2027-03-31T00:00:00.000Z');
    const running = invited({ deadline: pass.now.toISOString() });
    for (const state of [expired, running])
      expect(resend(given(state), renewal).after.invitation?.deadline).toBe('2027-04-02T00:00:00.000Z');
  });

  test('waits for an administrator where there is none', () => {
    const { after, tell } = resend(given(invited(), { roster: withoutInes }), renewal);
    expect(after.invitation?.delivered).toBe(false);
    expect(after.invitation).not.toHaveProperty('deadline');
    expect(tell).toEqual([{ kind: 'assignAdministrator', recipients: [alex] }]);
  });

  test('leaves an invitation that the next pass does not touch', () => {
    const { after } = resend(given(expired), renewal);
    expect(decide(given(after), pass)).toBeUndefined();
  });
});

test.each([
  ['enrollment/not-possible', enrolled(), {}],
  ['enrollment/ineligible', expired, earning(1)],
  ['program/not-open', expired, { program: { ...limited, state: 'notOpen' as const } }],
  [
    'organization/migration-not-completed',
    expired,
    { organization: { ...organization(), migration: { status: 'notStarted' as const } } },
  ],
])('is refused: %s', (code, state, more) => {
  expect(() => resend(given(state, more), renewal)).toThrow(codeOf(code));
  expect(() => extend(given(state, more), { ...renewal, deadline })).toThrow(codeOf(code));
});

test('what was declined is invited again with the next term, not before', () => {
  expect(decide(given(declined), pass)).toBeUndefined();
  const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };
  expect(decide(given(declined), july)?.after).toMatchObject({
    status: 'invited',
    invitation: { term: 'FY28' },
  });
});
