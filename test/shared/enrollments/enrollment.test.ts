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
import { adjust, complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import * as life from '../../../shared/enrollments/lifecycle.ts';
import { decideReopening } from '../../../shared/enrollments/reopening.ts';
import { commandsFrom } from '../../../shared/enrollments/step.ts';
import { transitions, type Verb } from '../../../shared/enrollments/transitions.ts';
import { Refusal } from '../../../shared/refusal.ts';
import {
  accepted,
  demanding,
  enrolled,
  ines,
  invited,
  olivia,
  pair,
  progress,
  subject,
  threshold,
} from './subject.ts';

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
  extend: (state) => life.offerAgain(some(state), { ...moment, verb: 'extend', invitation }),
  resend: (state) => life.offerAgain(some(state), { ...moment, verb: 'resend', invitation }),
  withdraw: (state) => life.withdraw(some(state), moment),
  deliver: (state) => life.deliver(some(state) as Invited, moment, {}),
  remind: (state) => life.remind(some(state) as Invited, moment, 7),
  warn: (state) => life.warn(some(state) as InTerm, ending),
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
  reopen: (state) => reopened(some(state)),
};

function some(state: Enrollment | undefined): Enrollment {
  if (state) return state;
  throw new Refusal('enrollment/not-possible', 'There is nothing to move.');
}

const termOf = (state: Enrollment | undefined) => (isInTerm(state) ? state.openTerm : undefined);

const withPayout = (state: Enrollment): Enrollment => ({
  ...state,
  requirements: [
    ...state.requirements.filter((one) => one.requirement !== 'payout-profile'),
    progress('payout-profile'),
  ],
});

/** Whatever it is now, it lapsed before: only the table keeps the others from being re-opened. */
function reopened(state: Enrollment): InTerm {
  const { rollovers } = states.lapsed;
  const asked = {
    ...{ now: new Date(moment.at), occasion: 'o', operator: olivia },
    ...{ reason: 'A late agreement', withinDays: 90 },
  };
  return decideReopening({ ...subject(), state: { ...state, rollovers } }, asked);
}

/** The program asks for nothing more, or of what is enrolled for more; for anything but what has accepted there is nothing to adjust. */
function adjusted(state: Enrollment): Enrollment | undefined {
  if (isInTerm(state)) return adjust(state, state.status === 'enrolled' ? demanding : threshold, moment);
  throw new Refusal('enrollment/not-possible', 'It has not been accepted.');
}

/** The table as the business reads it, written out again: a change of either is seen. */
const allowed = {
  none: 'invite enroll',
  invited: 'enroll decline extend resend expire loseEligibility discontinue deliver remind unattend reopen',
  declined: 'enroll extend resend invite',
  invitationExpired: 'enroll extend resend invite',
  actionRequired:
    'withdraw complete validate reject adjust rollForward lapse loseEligibility discontinue warn attend unattend',
  validating:
    'withdraw complete validate reject adjust rollForward lapse loseEligibility discontinue warn attend unattend',
  enrolled:
    'withdraw complete validate reject adjust rollForward lapse loseEligibility discontinue warn attend unattend',
  withdrawn: 'enroll',
  ineligible: 'invite enroll reopen',
  lapsed: 'invite enroll reopen',
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
    expect(after.history.at(-1)?.term, 'the open term').toBe(termOf(after) ?? termOf(state));
    expect(Enrollment.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });
});

const people = ['enroll', 'decline', 'withdraw', 'complete'];
const operators = ['validate', 'reject', 'extend', 'resend', 'reopen'];

describe.each(Status.options)('from %s, the table has', (status) => {
  test.each([
    ['for people of the partner', ines, people],
    ['for the operator', 'operator', operators],
  ])('%s', (_, by, theirs) => {
    const allows = (command: string) => allowed[status].split(' ').includes(command);
    expect(commandsFrom(status, by)).toEqual(theirs.filter(allows));
  });
});

test('people may turn back and forth a thousand times; what the system finds is always remembered and takes no step from them', () => {
  const step = { ...moment, by: ines, what: 'decline', from: 'invited', to: 'declined' } as const;
  const history = (count: number, by: string) => Array.from({ length: count }, () => ({ ...step, by }));
  const full = { ...states.invited, history: history(1000, ines) };
  expect(() => life.decline(full, { ...moment, by: ines })).toThrow(
    expect.objectContaining({ code: 'enrollment/history-full', details: { steps: 1000 } }),
  );
  const room = { ...full, history: [...history(1500, 'system'), ...history(999, ines)] };
  expect(life.decline(room, { ...moment, by: ines }).history).toHaveLength(2500);
  expect(expire(full, ending).history).toHaveLength(1001);
});

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
