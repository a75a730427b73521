/** The transition table, read by the tests: each verb on each status, the ones that are refused too. */
import { describe, expect, test } from 'vitest';
import {
  discontinue,
  expire,
  lapse,
  loseEligibility,
  rollForward,
} from '../../../shared/enrollments/endings.ts';
import {
  Enrollment,
  type InTerm,
  type Invited,
  isInTerm,
  isLive,
  type Live,
} from '../../../shared/enrollments/enrollment.ts';
import { Status } from '../../../shared/enrollments/history.ts';
import * as life from '../../../shared/enrollments/lifecycle.ts';
import { adjust, complete, reject, validate } from '../../../shared/enrollments/requirements.ts';
import { commands, transitions, type Verb } from '../../../shared/enrollments/transitions.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { accepted, demanding, enrolled, invited, pair, progress, threshold } from './subject.ts';

const moment = { at: '2027-03-02T10:00:00.000Z', by: 'system' };
const ending = { ...moment, reasons: [] };
const invitation = { occasion: 'o', invitedAt: moment.at, term: 'FY27', delivered: true };
const payout = { program: demanding, requirement: 'payout-profile', moment };

const states: Record<Status, Enrollment> = {
  invited: invited(),
  declined: life.decline(invited(), moment),
  invitationExpired: expire(invited(), ending),
  actionRequired: accepted(progress('tax-profile')),
  validating: accepted(progress('payout-profile'), progress('tax-profile')),
  enrolled: { ...enrolled(), requirements: [progress('payout-profile', 'validated')] },
  withdrawn: life.withdraw(enrolled(), moment),
  ineligible: loseEligibility(invited(), ending),
  lapsed: lapse(enrolled(), { ...ending, toTerm: 'FY28' }),
  discontinued: discontinue(invited(), ending),
};

/** A verb on any state, whether the table allows it or not. The types keep some verbs from some states; the table must too. */
const verbs: Record<Verb, (state: Enrollment | undefined) => Enrollment | undefined> = {
  invite: (state) => life.invite(pair, state, { ...moment, invitation }),
  enroll: (state) => life.enroll(pair, state, { ...moment, term: 'FY27', program: threshold }),
  decline: (state) => life.decline(some(state), moment),
  renew: (state) => life.renew(some(state), { ...moment, invitation }),
  withdraw: (state) => life.withdraw(some(state), moment),
  deliver: (state) => life.deliver(some(state) as Invited, moment, {}),
  remind: (state) => life.remind(some(state) as Invited, moment, 7),
  warn: (state) => life.warn(some(state) as InTerm, moment, { term: 'FY27', of: [] }),
  attend: (state) => life.attend(some(state) as InTerm, moment),
  unattend: (state) => life.unattend(some(state) as Live, moment),
  complete: (state) => complete(some(state), payout),
  validate: (state) => validate(withPayout(some(state)), payout),
  reject: (state) => reject(withPayout(some(state)), { ...payout, reason: 'No such bank' }),
  adjust: (state) => adjusted(some(state)),
  expire: (state) => expire(some(state), ending),
  loseEligibility: (state) => loseEligibility(some(state), ending),
  discontinue: (state) => discontinue(some(state), ending),
  rollForward: (state) => rollForward(some(state) as InTerm, { ...moment, term: 'FY28' }),
  lapse: (state) => lapse(some(state) as InTerm, { ...ending, toTerm: 'FY28' }),
};

function some(state: Enrollment | undefined): Enrollment {
  if (state) return state;
  throw new Refusal('enrollment/not-possible', 'There is nothing to move.');
}

const withPayout = (state: Enrollment): Enrollment => ({
  ...state,
  requirements: [
    ...state.requirements.filter((one) => one.requirement !== 'payout-profile'),
    progress('payout-profile'),
  ],
});

/** The program asks for nothing more; for anything but what has accepted there is nothing to adjust. */
function adjusted(state: Enrollment): Enrollment | undefined {
  if (state.status === 'actionRequired' || state.status === 'validating')
    return adjust(state, threshold, moment);
  throw new Refusal('enrollment/not-possible', 'It has not been accepted.');
}

/** The table as the business reads it, written out again: a change of either is seen. */
const allowed = {
  none: 'invite enroll',
  invited: 'enroll decline renew expire loseEligibility discontinue deliver remind unattend',
  declined: 'enroll renew invite',
  invitationExpired: 'enroll renew invite',
  actionRequired:
    'withdraw complete validate reject adjust rollForward lapse loseEligibility discontinue warn attend unattend',
  validating:
    'withdraw complete validate reject adjust rollForward lapse loseEligibility discontinue warn attend unattend',
  enrolled:
    'withdraw complete validate reject rollForward lapse loseEligibility discontinue warn attend unattend',
  withdrawn: 'enroll',
  ineligible: 'invite enroll',
  lapsed: 'invite enroll',
  discontinued: '',
} satisfies Record<keyof typeof transitions, string>;

describe.each(Object.entries(allowed))('from %s', (from, possible) => {
  const state = from === 'none' ? undefined : states[from as Status];
  const row: Partial<Record<string, readonly Status[]>> = transitions[from as keyof typeof transitions];

  test.each(Object.entries(verbs))('%s', (verb, act) => {
    if (!possible.split(' ').includes(verb)) {
      expect(() => act(state)).toThrow(Refusal);
      return;
    }
    const after = some(act(state));
    expect(row[verb]).toContain(after.status);
    expect(after.history).toHaveLength((state?.history.length ?? 0) + 1);
    expect(after.history.at(-1)).toMatchObject({ from: state?.status ?? null, to: after.status, what: verb });
    expect(Enrollment.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });
});

test.each(Status.options.filter((status) => status !== 'invited'))(
  'what is not possible from %s is refused with what people can do',
  (status) => {
    const people = commands.filter((command) => allowed[status].split(' ').includes(command));
    expect(() => expire(states[status], ending)).toThrow(
      expect.objectContaining({ code: 'enrollment/not-possible', details: { status, possible: people } }),
    );
  },
);

test('a term is open from accepting until it ends; somebody has something to act on then, or while invited', () => {
  const inTerm = ['actionRequired', 'validating', 'enrolled'];
  for (const status of Status.options) {
    expect('openTerm' in states[status], status).toBe(inTerm.includes(status));
    expect(isInTerm(states[status]), status).toBe(inTerm.includes(status));
    expect(isLive(states[status]), status).toBe(status === 'invited' || inTerm.includes(status));
  }
  expect([isInTerm(undefined), isLive(undefined)]).toEqual([false, false]);
});

test('a document from before there were requirements has completed none', () => {
  const { requirements: _, ...older } = enrolled();
  expect(Enrollment.parse(older)).toEqual(enrolled());
});
