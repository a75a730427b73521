/** What follows an invitation: whether there is another, until when, and who is told. */
import { describe, expect, test } from 'vitest';
import { expire, lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { enroll, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { invitingOccasions, openUntil } from '../../../shared/enrollments/reminding.ts';
import { earning, enrolled, ines, invited, pair, pass, subject, threshold } from './subject.ts';

const moment = { at: '2027-02-20T10:00:00.000Z', by: 'system', reasons: [] };
const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };
const february = '2027-02-15T00:00:00.000Z';
const limited = { ...threshold, invitationValidDays: 30 };
const again = (state: Enrollment | undefined, at = pass) =>
  decide(subject({ program: limited, state }), at)?.after;
const fresh = '2027-04-02T00:00:00.000Z';
const inJuly = '2027-08-01T00:00:00.000Z';

/** Accepted before its deadline, which has passed since. */
const running = enroll(pair, invited({ deadline: february }), {
  ...moment,
  at: '2027-02-01T00:00:00.000Z',
  by: ines,
  term: 'FY27',
  program: threshold,
});

describe('given what was before, then a location that is eligible', () => {
  test.each<[string, Enrollment | undefined, string | undefined, typeof pass]>([
    ['is invited', undefined, fresh, pass],
    ['is invited after a lapse', lapse(enrolled('FY26'), { ...moment, toTerm: 'FY27' }), fresh, pass],
    ['is invited after losing what it had accepted', loseEligibility(running, moment), fresh, pass],
    ['has the deadline it had', loseEligibility(invited({ deadline: inJuly }), moment), inJuly, pass],
    ['has a new one, where it had none', loseEligibility(invited(), moment), fresh, pass],
    [
      'is not invited after its deadline',
      loseEligibility(invited({ deadline: february }), moment),
      undefined,
      pass,
    ],
    ['nor after it expired', expire(invited({ deadline: february }), moment), undefined, pass],
    ['is invited with the next term', expire(invited({ deadline: february }), moment), inJuly, july],
    ['even at once', loseEligibility(invited({ deadline: july.now.toISOString() }), moment), inJuly, july],
    ['is not invited after it withdrew', withdraw(enrolled(), moment), undefined, july],
  ])('%s', (_, state, deadline, at) => {
    expect(again(state, at)?.invitation?.deadline).toBe(deadline);
    expect(again(state, at)?.status).toBe(deadline && 'invited');
  });

  test('is named in the document', () => {
    expect(again(undefined)).toMatchObject({ ...pair, id: 'enrollment:hosting:4100101' });
  });
});

test.each([
  ['invitationExpired', 'deadlinePassed', { state: invited({ deadline: february }) }],
  ['ineligible', 'criteriaUnmet', { state: invited(), ...earning(1) }],
])(
  'given an invitation that ends as %s, then the reason is kept, and nobody is told',
  (status, code, given) => {
    const decision = decide(subject(given), pass);
    expect(decision?.tell).toEqual([]);
    expect(decision?.after).toMatchObject({ status, reasons: [{ code }] });
    expect(decision?.after.history.at(-1)).toMatchObject({ by: 'system', reasons: [{ code }] });
    expect(JSON.stringify(decision?.after)).toContain(
      code === 'deadlinePassed' ? 'open until the end of 2027-02-14.' : '(found: US$1, as of 2026-08-01)',
    );
  },
);

describe('given a deadline, then the reminders that would come within a day are given', () => {
  test.each([
    [undefined, {}],
    [16 + 1 / 86_400_000, {}],
    [16, { reminded: 14 }],
    [9, { reminded: 7 }],
    [3, { reminded: 1 }],
  ])('%d days ahead', (days, expected) => {
    const deadline =
      days === undefined ? undefined : new Date(pass.now.getTime() + days * 86_400_000).toISOString();
    expect(openUntil(deadline, pass.now)).toStrictEqual(deadline ? { deadline, ...expected } : {});
  });
});

describe('the occasions of an invitation', () => {
  const told = (...steps: string[]) => {
    const history = steps.map((what, n) => ({ what, occasion: `${what} ${n}`, at: february, by: 'system' }));
    return invitingOccasions({
      history: history.map((step) => ({ ...step, from: null, to: 'invited' as const })),
    });
  };
  test.each([
    [[], []],
    [['invite'], ['invite 0']],
    [
      ['invite', 'unattend', 'deliver', 'remind', 'warn'],
      ['invite 0', 'deliver 2', 'remind 3'],
    ],
    [
      ['invite', 'remind', 'extend', 'remind'],
      ['extend 2', 'remind 3'],
    ],
    [
      ['invite', 'remind', 'resend', 'deliver'],
      ['resend 2', 'deliver 3'],
    ],
    [
      ['invite', 'lapse', 'invite', 'deliver'],
      ['invite 2', 'deliver 3'],
    ],
    [['remind', 'unattend'], ['remind 0']],
  ])('after %o are %o', (steps, occasions) => {
    expect(told(...steps)).toEqual(occasions);
  });

  test('are those that have one', () => {
    const { history } = invited();
    expect(invitingOccasions({ history: history.map(({ occasion: _, ...step }) => step) })).toEqual([]);
  });
});
