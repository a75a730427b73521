/** Verbs with several outcomes: which one it is, by what the program asks for and what was done of it. */
import { describe, expect, test } from 'vitest';
import { discontinue, expire, lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Enrollment, RequirementProgress } from '../../../shared/enrollments/enrollment.ts';
import { complete, validate } from '../../../shared/enrollments/judging.ts';
import { decline, enroll, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decideReopening } from '../../../shared/enrollments/reopening.ts';
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

const moment = { at: '2027-03-02T10:00:00.000Z', by: 'system' };
const ending = { ...moment, reasons: [] };
const [payout, tax] = ['payout-profile', 'tax-profile'];
const payoutAlone = { ...demanding, requirements: demanding.requirements.slice(0, 1) };

const nothing: RequirementProgress[] = [];
const completed = [progress(payout), progress(tax)];
const validated = [progress(payout, 'validated'), progress(tax, 'validated')];

describe.each<[string, Enrollment]>([
  ['invited', invited()],
  ['declined', decline(invited(), moment)],
  ['invitationExpired', expire(invited(), ending)],
  ['withdrawn', withdraw(enrolled(), moment)],
  ['ineligible', loseEligibility(invited(), ending)],
  ['lapsed', lapse(enrolled(), { ...ending, toTerm: 'FY28' })],
])('given a location that is %s, when it is enrolled', (_, state) => {
  test.each([
    ['actionRequired', nothing],
    ['validating', completed],
    ['enrolled', validated],
  ])('then it is %s, by what was done before', (status, requirements) => {
    const told = { ...moment, term: 'FY27', program: demanding };
    expect(enroll(pair, { ...state, requirements }, told).status).toBe(status);
  });
});

test.each([
  ['actionRequired', demanding],
  ['enrolled', threshold],
] as const)('given nothing, when a location is enrolled, then it is %s', (status, program) => {
  expect(enroll(pair, undefined, { ...moment, term: 'FY27', program }).status).toBe(status);
});

test('given a program that is discontinued, when its enrollment has ended, then nobody enrolls again', () => {
  const told = { ...moment, term: 'FY27', program: threshold };
  expect(() => enroll(pair, discontinue(invited(), ending), told)).toThrow(
    expect.objectContaining({ code: 'enrollment/not-possible' }),
  );
});

describe('given a program that asks for something else since', () => {
  const waiting = accepted(progress(tax));
  const both = accepted(...completed);
  const third = { requirement: 'passport', name: 'Passport' };
  const more = { ...demanding, requirements: [...demanding.requirements, third] };

  test('when one of several that are missing is completed, then the others still are', () => {
    const after = complete(both, { program: more, requirement: payout, moment });
    expect([both.status, after.status]).toEqual(['validating', 'actionRequired']);
  });

  test('when one is validated while another is missing, then that is still asked for', () => {
    const done = { requirement: tax, moment };
    expect(validate(waiting, { program: demanding, ...done }).status).toBe('actionRequired');
    expect(validate(both, { program: more, ...done }).status).toBe('actionRequired');
  });

  test('when the only one that is left is validated, then it is enrolled', () => {
    const done = { requirement: payout, moment };
    const state = { ...waiting, requirements: [progress(payout)] };
    expect(validate(state, { program: payoutAlone, ...done })).toMatchObject({
      status: 'enrolled',
      enrolledAt: moment.at,
    });
  });
});

describe.each<[string, Enrollment]>([
  ['lapsed', lapse(enrolled(), { ...ending, toTerm: 'FY28' })],
  ['invited', invited()],
  ['ineligible', loseEligibility(invited(), ending)],
])('given what lapsed and is now %s, when it is re-opened', (_, state) => {
  test.each([
    ['actionRequired', accepted()],
    ['validating', accepted(...completed)],
    ['enrolled', enrolled()],
  ])('then it is %s again, as before', (status, before) => {
    const { rollovers } = lapse(before, { ...ending, toTerm: 'FY28' });
    const applicant = { ...subject({ program: demanding }), state: { ...state, rollovers } };
    const asked = {
      ...{ now: new Date(moment.at), occasion: 'o', operator: olivia },
      ...{ reason: 'A late agreement', withinDays: 90 },
    };
    expect(decideReopening(applicant, asked).status).toBe(status);
  });
});
