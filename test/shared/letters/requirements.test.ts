/** Letters about requirements: rejected, to those who complete them; waiting for too long, to the operator and nobody else. */
import { describe, expect, test } from 'vitest';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { adjust, complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import { enroll, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter, operator } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  gathered,
  invited,
  moment,
  now,
  occasion,
  pair,
  portalUrl,
  program,
  told,
  vendorMail,
} from './occasion.ts';
import { adele, bertil } from './people.ts';

const requirements = [
  { requirement: 'payout', name: 'Payout profile' },
  { requirement: 'tax', name: 'Tax profile' },
];
const asked = { ...program('csp-indirect', 'CSP Indirect Reseller'), requirements };
const programs = new Map([['csp-indirect', asked]]);
const decide = (letter: Letter, known: Gathered, at = now) => decideLetter(letter, known, around(at));
const gone = { drop: 'cause-gone' };
const notConcerned = { drop: 'recipient-not-concerned' };
const other = '0b1e7c52-0000-4000-8000-000000000002';
const known = (enrollment: Enrollment, own: Partial<Gathered> = {}) =>
  gathered({ enrollments: [enrollment], programs, ...own });

const done = (requirement: string, on = other) => ({
  program: asked,
  requirement,
  moment: { ...moment, occasion: on },
});
const pending = enroll(pair, invited(), { ...moment, occasion: other, term: 'FY27', program: asked });
const half = complete(pending, done('payout'));
const validating = complete(half, done('tax', occasion));
const rejectedOn = (on: string, requirement = 'payout', state: Enrollment = validating) =>
  reject(state, { ...done(requirement, on), reason: 'Not in the name of the organization.' });

describe('a rejection', () => {
  const rejected = rejectedOn(occasion);
  const letter = told('requirementRejected', adele);
  const said = {
    requirement: 'Payout profile',
    reason: 'Not in the name of the organization.',
    completeBy: { day: '2027-04-30', earnsFrom: '2027-04-01' },
  };

  test('names the requirement, the reason, and until when completing it still counts for this month', () => {
    expect(decide(letter, known(rejected))).toMatchObject({
      send: {
        to: { address: 'adele@contoso.example' },
        facts: { items: [{ rejected: said, link: `${portalUrl}/invitations/contoso/2001/csp-indirect` }] },
      },
    });
  });

  test('of what is enrolled names no day of this month', () => {
    const validated = validate(validate(validating, done('payout')), done('tax'));
    expect(validated.status).toBe('enrolled');
    expect(decide(letter, known(rejectedOn(occasion, 'payout', validated)))).toMatchObject({
      send: { facts: { items: [{ rejected: { ...said, completeBy: null } }] } },
    });
  });

  test('of one requirement stands while another one is rejected', () => {
    const both = rejectedOn(other, 'tax', rejected);
    expect(decide(letter, known(both))).toMatchObject({ send: { facts: { items: [{ rejected: said }] } } });
  });

  test('goes to the contact where nobody can complete it, and to nobody else', () => {
    const nobody = gathered({ enrollments: [rejected], programs, recipient: undefined }, []);
    expect(decide(told('requirementRejected', contact), nobody)).toHaveProperty('send');
    const toBertil = told('requirementRejected', bertil);
    expect(decide(toBertil, known(rejected, { recipient: bertil }))).toEqual(notConcerned);
  });

  test('is dropped once it was completed again, rejected anew, given up, or is asked for no more', () => {
    const again = complete(rejected, done('payout'));
    for (const state of [again, rejectedOn(other, 'payout', again), withdraw(rejected, moment)])
      expect(decide(letter, known(state))).toEqual(gone);
    const less = new Map([['csp-indirect', { ...asked, requirements: requirements.slice(1) }]]);
    expect(decide(letter, known(rejected, { programs: less }))).toEqual(gone);
  });
});

describe('the reminder to validate', () => {
  const letter = told('validationReminder', operator);
  const toOperator = (state: Enrollment) => decide(letter, known(state, { recipient: undefined }));

  test('goes to the vendor, in English, and names what waits', () => {
    expect(toOperator(validating)).toMatchObject({
      send: {
        to: { address: vendorMail, displayName: 'Incentive programs' },
        facts: {
          language: 'en',
          fallback: undefined,
          recipientName: undefined,
          items: [{ waiting: ['Payout profile', 'Tax profile'] }],
        },
      },
    });
  });

  test('names only what still waits', () => {
    expect(toOperator(validate(validating, { ...done('payout'), moment }))).toMatchObject({
      send: { facts: { items: [{ waiting: ['Tax profile'] }] } },
    });
  });

  test('is never sent to partners', () => {
    for (const recipient of [adele, bertil])
      expect(decide(told('validationReminder', recipient), known(validating, { recipient }))).toEqual(
        notConcerned,
      );
    const toContact = told('validationReminder', contact);
    expect(decide(toContact, known(validating, { recipient: undefined }))).toEqual(notConcerned);
  });

  test('stands while the program asks what is enrolled for more', () => {
    const enrolled = validate(validate(validating, done('payout')), done('tax'));
    const waiting = complete({ ...enrolled, requirements: [] }, done('payout', occasion));
    const more = isInTerm(waiting) ? adjust(waiting, asked, { ...moment, occasion: other }) : undefined;
    expect(more?.history.at(-1)?.what).toBe('adjust');
    expect(toOperator(more ?? pending)).toMatchObject({
      send: { facts: { items: [{ waiting: ['Payout profile'] }] } },
    });
  });

  test('begins when the program asks for no more than was completed, and ends when it asks for still less', () => {
    const [payoutOnly, nothing] = [1, 0].map((count) => ({
      ...asked,
      requirements: requirements.slice(0, count),
    }));
    if (!payoutOnly || !nothing || !isInTerm(half)) throw new Error('not in term');
    const waiting = adjust(half, payoutOnly, { ...moment, occasion });
    expect(toOperator(waiting ?? pending)).toHaveProperty('send');
    const none = waiting && adjust(waiting, nothing, { ...moment, occasion: other });
    expect(none?.status).toBe('enrolled');
    expect(toOperator(none ?? pending)).toEqual(gone);
  });

  test('is dropped once the operator or the partner acted', () => {
    const rejected = rejectedOn(other);
    const states = [
      half,
      rejected,
      complete(rejected, done('payout')),
      validate(validate(validating, done('payout')), done('tax')),
      withdraw(validating, moment),
    ];
    for (const state of states) expect(toOperator(state)).toEqual(gone);
  });
});

test('no letter for partners goes to the operator', () => {
  for (const kind of [
    'invitation',
    'requirementRejected',
    'administratorGone',
    'lapsed',
    'willLapse',
  ] as const)
    expect(decide(told(kind, operator), known(invited(), { recipient: undefined }))).toHaveProperty('drop');
});
