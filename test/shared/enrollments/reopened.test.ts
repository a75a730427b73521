/** What a re-opening leaves, what it goes on as where the lapse does not say it, and what it is refused with. */
import { describe, expect, test } from 'vitest';
import { rollForward } from '../../../shared/enrollments/endings.ts';
import type { Enrollment, InTerm } from '../../../shared/enrollments/enrollment.ts';
import { complete, validate } from '../../../shared/enrollments/judging.ts';
import { invite, unattend, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decideReopening, isReopened, ReopeningRequest } from '../../../shared/enrollments/reopening.ts';
import { facts, location, ruled } from '../programs/situation.ts';
import { asked, july, over, reopen } from './reopening.ts';
import {
  accepted,
  demanding,
  enrolled,
  invited,
  olivia,
  pair,
  progress,
  subject,
  threshold,
} from './subject.ts';

const on = (day: string) => ({ at: `2027-${day}T08:00:00.000Z`, by: 'operator' });

test('given a lapse taken back, then the reason of the operator is kept', () => {
  const after = reopen(over(enrolled()));
  const reasons = [{ code: 'operatorDecision', message: 'A wrong figure' }];
  expect(after.history.at(-1)).toMatchObject({ what: 'reopen', by: 'operator', operator: olivia, reasons });
  expect(after.rollovers.at(-1)).toMatchObject({ outcome: 'reopened', at: asked.now.toISOString(), reasons });
});

test('given further boundaries, then it goes through each that has come, to the instant', () => {
  const termAt = (instant: string) =>
    reopen(over(enrolled()), { now: new Date(instant), withinDays: 999 }).openTerm;
  expect(
    ['2028-06-30T23:59:59.999Z', '2028-07-01T00:00:00.000Z', '2029-07-01T00:00:00.000Z'].map(termAt),
  ).toEqual(['FY28', 'FY29', 'FY30']);
});

describe('it counts as re-opened', () => {
  const reopened = reopen(over(enrolled()));
  const next = { ...on('07-01'), term: 'FY29' };
  test.each<[boolean, string, Enrollment]>([
    [true, 'while it runs on', reopened],
    [true, 'whoever comes or goes', unattend(reopened, july) as InTerm],
    [false, 'once it rolled forward by itself', rollForward(reopened, next)],
    [false, 'once it was withdrawn', withdraw(reopened, july)],
    [false, 'where it was not', enrolled()],
    [false, 'where it never was in a term', invited()],
  ])('%s, %s', (is, _, state) => {
    expect(isReopened(state)).toBe(is);
  });
});

describe('given a lapse that does not say what was before it', () => {
  const older = (state: Enrollment): Enrollment => ({
    ...state,
    rollovers: state.rollovers.map(({ before: _, ...rest }) => rest),
  });
  const judged = (requirement: string, day: string) => ({ program: demanding, requirement, moment: on(day) });
  const started = complete(accepted(), judged('payout-profile', '01-20')) as InTerm;
  const whole = [
    ['tax-profile', '02-20'],
    ['payout-profile', '02-20'],
  ].reduce<Enrollment>(
    (state, [requirement = '', day = '']) =>
      validate(
        requirement === 'tax-profile' ? complete(state, judged(requirement, day)) : state,
        judged(requirement, day),
      ),
    started,
  ) as InTerm;

  test.each<[string, InTerm]>([
    ['what was enrolled, and then lost its people', unattend(enrolled(), on('05-01')) as InTerm],
    ['what somebody began to complete', started],
    ['what was validated later', whole],
    ['what was completed again after that', complete(whole, judged('payout-profile', '05-20')) as InTerm],
  ])('then its history does: %s', (_, before) => {
    const lapsed = over(before);
    const program = before.requirements.length > 0 ? demanding : threshold;
    const plain = ({ history: _, rollovers: __, ...rest }: Enrollment) => rest;
    const expected = reopen(lapsed, {}, program);
    expect(plain(reopen(older(lapsed), {}, program))).toEqual(plain(expected));
    const again = invite(pair, older(lapsed), { ...july, invitation: invited().invitation });
    expect(plain(reopen(again, {}, program))).toMatchObject(plain(expected));
  });

  test('then it is as old as the lapse, where the history is lost', () => {
    const lapsed = older(over(accepted(progress('tax-profile'))));
    const { at } = july;
    expect(reopen({ ...lapsed, history: lapsed.history.slice(-1) })).toMatchObject({ acceptedAt: at });
  });
});

describe('it is refused', () => {
  const reopened = reopen(over(enrolled()));
  test.each<[string, Enrollment, object]>([
    ['a second time', reopened, { status: 'Enrolled', possible: [] }],
    ['where it never lapsed', invited(), { status: 'Invited', possible: ['extend', 'resend'] }],
  ])('%s', (_, state, details) => {
    const refusal = expect.objectContaining({ code: 'enrollment/not-possible', details });
    expect(() => reopen(state)).toThrow(refusal);
  });

  test('too late, saying since when and how long', () => {
    const details = { lapsedAt: july.at, withinDays: 5 };
    const refusal = expect.objectContaining({ code: 'enrollment/reopen-window-passed', details });
    expect(() => reopen(over(enrolled()), { withinDays: 5 })).toThrow(refusal);
  });

  test('without a reason', () => {
    expect(ReopeningRequest.parse({ reason: 'A wrong figure' })).toEqual({ reason: 'A wrong figure' });
    expect([{}, { reason: ' ' }].map((body) => ReopeningRequest.safeParse(body).success)).toEqual([
      false,
      false,
    ]);
  });
});

test('given too little activity, where a program off-boards at once, then it is re-opened: the term still runs', () => {
  const program = { ...ruled({ kind: 'activity', atLeast: 3 }), offBoarding: 'atOnce' as const };
  const applicant = { ...subject({ program, location: location(facts) }), state: over(enrolled()) };
  expect(decideReopening(applicant, asked)).toMatchObject({ status: 'enrolled', openTerm: 'FY28' });
});
