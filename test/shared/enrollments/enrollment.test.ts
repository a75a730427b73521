import { describe, expect, test } from 'vitest';
import {
  discontinue,
  expire,
  lapse,
  loseEligibility,
  rollForward,
} from '../../../shared/enrollments/endings.ts';
import { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import type { Status } from '../../../shared/enrollments/history.ts';
import { enroll, invite, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { transitions } from '../../../shared/enrollments/transitions.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { enrolled, invited, pair } from './subject.ts';

const moment = { at: '2027-03-02T10:00:00.000Z', by: 'system' };
const ending = { ...moment, reasons: [] };
const invitation = { occasion: 'o', invitedAt: moment.at, term: 'FY27', delivered: true };

const states: Record<Status, Enrollment> = {
  invited: invited(),
  enrolled: enrolled(),
  invitationExpired: expire(invited(), ending),
  withdrawn: withdraw(enrolled(), moment),
  ineligible: loseEligibility(invited(), ending),
  lapsed: lapse(enrolled(), { ...ending, toTerm: 'FY28' }),
  discontinued: discontinue(invited(), ending),
};

/** A verb on any state, whether the table allows it or not. */
const verbs: Record<string, (state: Enrollment | undefined) => Enrollment> = {
  invite: (state) => invite(pair, state, { ...moment, invitation }),
  enroll: (state) => enroll(pair, state, { ...moment, term: 'FY27', earnsFrom: '2027-03-01' }),
  expire: (state) => expire(state ?? nobody(), ending),
  withdraw: (state) => withdraw(state ?? nobody(), moment),
  loseEligibility: (state) => loseEligibility(state ?? nobody(), ending),
  discontinue: (state) => discontinue(state ?? nobody(), ending),
  rollForward: (state) =>
    rollForward(state?.status === 'enrolled' ? state : nobody(), { ...moment, term: 'FY28' }),
  lapse: (state) => lapse(state?.status === 'enrolled' ? state : nobody(), { ...ending, toTerm: 'FY28' }),
};

function nobody(): never {
  throw new Refusal('enrollment/not-possible', 'There is nothing to move.');
}

/** The table as the business reads it, written out again: a change of either is seen. */
const allowed = {
  none: ['enroll', 'invite'],
  invited: ['discontinue', 'enroll', 'expire', 'loseEligibility'],
  invitationExpired: ['enroll', 'invite'],
  enrolled: ['discontinue', 'lapse', 'loseEligibility', 'rollForward', 'withdraw'],
  withdrawn: ['enroll'],
  ineligible: ['enroll', 'invite'],
  lapsed: ['enroll', 'invite'],
  discontinued: [],
} satisfies Record<keyof typeof transitions, string[]>;

describe.each(Object.entries(allowed))('from %s', (from, possible) => {
  const state = from === 'none' ? undefined : states[from as Status];

  test.each(Object.entries(verbs))('%s', (verb, act) => {
    if (!(possible as string[]).includes(verb)) {
      expect(() => act(state)).toThrow(Refusal);
      return;
    }
    const after = act(state);
    const row: Partial<Record<string, Status>> = transitions[from as keyof typeof transitions];
    expect(after.status).toBe(row[verb]);
    expect(after.history).toHaveLength((state?.history.length ?? 0) + 1);
    expect(after.history.at(-1)).toMatchObject({ from: state?.status ?? null, to: after.status, what: verb });
    expect(Enrollment.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  });
});

test('a term is open only while enrolled', () => {
  for (const state of Object.values(states)) expect('openTerm' in state).toBe(state.status === 'enrolled');
});
