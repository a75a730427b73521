/** Reminders before a deadline, and warnings before a term ends: each said once. */
import { describe, expect, test } from 'vitest';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { waitsForMigration } from '../../../shared/enrollments/migrating.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { decideEarlyWarning } from '../../../shared/enrollments/warning.ts';
import { facts, location, organization, ruled } from '../programs/situation.ts';
import {
  alex,
  demanding,
  earning,
  enrolled,
  ines,
  invited,
  openProgram,
  pass,
  subject,
  threshold,
  withoutInes,
} from './subject.ts';

const day = 24 * 3600_000;
const at = (instant: string, occasion = 'later') => ({ now: new Date(instant), occasion });
const deadline = '2027-04-02T00:00:00.000Z';
const daysBefore = (days: number) => at(new Date(Date.parse(deadline) - days * day).toISOString());
const valid = (invitationValidDays: number) => ({ ...threshold, invitationValidDays });

const earlier = (state: Enrollment | undefined) => {
  if (!isInTerm(state)) throw new Error('not in term');
  return state;
};

/** How many days are left at the least when a daily pass reminds. */
function remindedOn(days: number, calendar = threshold.calendar): number[] {
  const program = { ...valid(days), calendar };
  let state: Enrollment | undefined = decide(subject({ program }), pass)?.after;
  const end = Date.parse(state?.invitation?.deadline ?? '');
  const reminded: number[] = [];
  for (let now = pass.now.getTime() + day; now < end; now += day) {
    const decision = decide(subject({ program, state }), { now: new Date(now), occasion: 'daily' });
    if (decision) reminded.push(Math.floor((end - now) / day));
    state = decision?.after ?? state;
  }
  return reminded;
}

describe('given an invitation with a deadline', () => {
  const state = invited({ deadline });

  test.each([
    [30, [14, 7, 1]],
    [16, [14, 7, 1]],
    [15, [7, 1]],
    [9, [7, 1]],
    [8, [1]],
    [3, [1]],
    [2, []],
  ])(
    'of %i days, when it is looked at daily, then its administrators are reminded when at least so many are left',
    (days, expected) => {
      expect(remindedOn(days)).toEqual(expected);
    },
  );

  test.each(['America/Toronto', 'America/Anchorage', 'Pacific/Auckland', 'UTC'])(
    'that ends at midnight in %s, then they have the day that a reminder leaves them',
    (timeZone) => {
      expect(remindedOn(30, { ...threshold.calendar, timeZone })).toEqual([14, 7, 1]);
    },
  );

  test('when a mark comes within a day, then the Incentives administrators are told, not an instant before, and once', () => {
    const early = new Date(daysBefore(15).now.getTime() - 1);
    expect(decide(subject({ state }), { now: early, occasion: 'early' })).toBeUndefined();
    const decision = decide(subject({ state }), daysBefore(15));
    expect(decision?.tell).toEqual([{ kind: 'invitationReminder', recipients: [ines] }]);
    expect(decision?.after).toMatchObject({ status: 'invited', invitation: { deadline, reminded: 14 } });
    expect(decision?.after.history.at(-1)).toMatchObject({ what: 'remind', by: 'system', occasion: 'later' });
    expect(decide(subject({ state: decision?.after }), daysBefore(8.1))).toBeUndefined();
    expect(decide(subject({ state: decision?.after }), daysBefore(8))?.after.invitation?.reminded).toBe(7);
  });

  test('when several marks were missed, then only the last is given', () => {
    const decision = decide(subject({ state }), daysBefore(0.5));
    expect(decision?.after.invitation?.reminded).toBe(1);
    expect(decide(subject({ state: decision?.after }), daysBefore(0.1))).toBeUndefined();
  });

  test('when nobody can act, then there is nobody to remind', () => {
    const waiting = invited({ deadline, delivered: false });
    expect(decide(subject({ state: waiting, roster: withoutInes }), daysBefore(1))).toBeUndefined();
  });
});

describe('given an enrollment that would not be carried into the next term', () => {
  const june = at('2027-06-01T00:00:00.000Z', 'june');
  const failing = { state: enrolled(), ...earning(19_200) };
  const warned = decide(subject(failing), june);

  test('when 30 days are left, then everybody concerned is warned with the reasons, not an instant before', () => {
    expect(decide(subject(failing), at('2027-05-31T23:59:59.999Z'))).toBeUndefined();
    expect(warned?.tell).toEqual([{ kind: 'willLapse', recipients: [ines, alex] }]);
    expect(warned?.after).toMatchObject({ status: 'enrolled', openTerm: 'FY27' });
    expect(warned?.after).toMatchObject({ warned: { at: june.now.toISOString(), reasons: [{}] } });
    expect(warned?.after.history.at(-1)).toMatchObject({
      what: 'warn',
      by: 'system',
      occasion: 'june',
      term: 'FY27',
      reasons: [{ code: 'criteriaUnmet', criteria: [{ figure: 19_200 }] }],
    });
  });

  test('when it is looked at again, even with another figure, then nobody is told again', () => {
    expect(decide(subject({ ...failing, state: warned?.after }), june)).toBeUndefined();
    expect(decide(subject({ ...earning(18_000), state: warned?.after }), june)).toBeUndefined();
  });

  test('when another reason comes, then they are told of that too', () => {
    const closing = { ...threshold, requiredAgreement: 'mpnAgreement' as const };
    const again = decide(subject({ ...failing, state: warned?.after, program: closing }), june);
    expect(again?.tell).toEqual([{ kind: 'willLapse', recipients: [ines, alex] }]);
    expect(decide(subject({ ...failing, state: again?.after, program: closing }), june)).toBeUndefined();
  });

  test('when a reason ceases, then nobody is told, and when it comes back a week later, then they are told again', () => {
    const later = at('2027-06-05T00:00:00.000Z', 'june 5');
    const righted = decide(subject({ state: warned?.after }), later);
    expect(righted?.tell).toEqual([]);
    expect(righted?.after.warned?.reasons).toEqual([]);
    expect(righted?.after.history).toEqual(warned?.after.history);
    expect(decide(subject({ state: righted?.after }), later)).toBeUndefined();
    const again = decide(subject({ ...failing, state: righted?.after }), at('2027-06-09T00:00:00.000Z'));
    expect(again?.tell).toEqual([{ kind: 'willLapse', recipients: [ines, alex] }]);
  });

  test('when it comes back before, then it stands, and they are told once a week is over', () => {
    const daily = (day: number) => at(new Date(june.now.getTime() + day * 24 * 3600_000).toISOString());
    const righted = decide(subject({ state: warned?.after }), daily(1))?.after;
    const back = decide(subject({ ...failing, state: righted }), daily(2));
    expect(back).toMatchObject({ tell: [], after: { warned: { reasons: [{ code: 'criteriaUnmet' }] } } });
    const almost = { ...daily(7), now: new Date(daily(7).now.getTime() - 1) };
    expect(decide(subject({ ...failing, state: back?.after }), almost)).toBeUndefined();
    const again = decide(subject({ ...failing, state: back?.after }), daily(7));
    expect(again?.tell[0]?.kind).toBe('willLapse');
    expect(decide(subject({ ...failing, state: again?.after }), daily(20))).toBeUndefined();
  });

  test('when it ceased without their having been told of what else came, then that is told', () => {
    const program = { ...threshold, requiredAgreement: 'mpnAgreement' as const };
    const righted = decide(subject({ state: warned?.after }), june)?.after;
    expect(decide(subject({ state: righted, program }), june)?.tell[0]?.kind).toBe('willLapse');
  });

  test('when a figure crosses its threshold at every pass, then there is a letter and a step a week, and what stands is shown', () => {
    let state: Enrollment | undefined = enrolled();
    const letters: number[] = [];
    for (let pass = 0; pass < 29 * 24; pass += 1) {
      const given = pass % 2 === 0 ? earning(1) : {};
      const decision = decide(
        subject({ ...given, state }),
        at(new Date(june.now.getTime() + pass * 3600_000).toISOString()),
      );
      state = decision?.after ?? state;
      if (decision?.tell.length) letters.push(pass / 24);
      expect(state?.warned?.reasons).toHaveLength(pass % 2 === 0 ? 1 : 0);
    }
    expect(letters).toEqual([0, 7, 14, 21, 28]);
    expect(state?.history).toHaveLength(enrolled().history.length + 5);
  });

  test('when a release before wrote what they were warned of, then they were told of all of it', () => {
    const { told: _, ...before } = warned?.after.warned ?? { at: '', reasons: [] };
    const state = { ...earlier(warned?.after), warned: before };
    expect(decide(subject({ ...failing, state }), at('2027-06-20T00:00:00.000Z'))).toBeUndefined();
    expect(decide(subject({ state }), june)?.after.warned).toMatchObject({
      reasons: [],
      told: [{ again: true }],
    });
  });

  test('when one of two reasons ceases, then the other is left', () => {
    const program = { ...threshold, requiredAgreement: 'mpnAgreement' as const };
    const both = decide(subject({ ...failing, program }), june);
    const codes = (state: Enrollment | undefined) => state?.warned?.reasons.map(({ code }) => code);
    expect(codes(both?.after)).toEqual(['criteriaUnmet', 'agreementNotActive']);
    const one = decide(subject({ state: both?.after, program }), at('2027-06-05T00:00:00.000Z'));
    expect([codes(one?.after), one?.tell]).toEqual([['agreementNotActive'], []]);
    const back = decide(
      subject({ ...earning(1), state: one?.after, program }),
      at('2027-06-08T00:00:00.000Z'),
    );
    expect([codes(back?.after), back?.tell.length]).toEqual([['criteriaUnmet', 'agreementNotActive'], 1]);
  });

  describe('and the operator had it warned early', () => {
    const early = decideEarlyWarning(subject(failing), failing.state, at('2027-01-20T00:00:00.000Z'));
    const state = early?.after;

    test('when it is looked at before the last 30 days, then nobody is told again', () => {
      expect(early?.tell[0]?.kind).toBe('willLapse');
      expect(decide(subject({ ...failing, state }), at('2027-05-31T23:59:59.999Z'))).toBeUndefined();
      expect(
        decideEarlyWarning(subject({ ...failing }), earlier(state), at('2027-02-20T00:00:00.000Z')),
      ).toBeUndefined();
    });

    test('when that was some days before, then it is said once more after a week', () => {
      const late = decideEarlyWarning(subject(failing), failing.state, at('2027-05-29T00:00:00.000Z'))?.after;
      expect(decide(subject({ ...failing, state: late }), june)).toBeUndefined();
      const again = decide(subject({ ...failing, state: late }), at('2027-06-05T00:00:00.000Z'));
      expect(again?.tell[0]?.kind).toBe('willLapse');
    });

    test('when 30 days are left, then it is said once more', () => {
      const again = decide(subject({ ...failing, state }), june);
      expect(again?.tell[0]?.kind).toBe('willLapse');
      expect(decide(subject({ ...failing, state: again?.after }), june)).toBeUndefined();
    });

    test('when what stands against it changes before, then that is kept up to date', () => {
      const march = at('2027-03-20T00:00:00.000Z');
      expect(decide(subject({ state }), march)?.after).not.toHaveProperty('warned');
      const program = { ...threshold, requiredAgreement: 'mpnAgreement' as const };
      expect(decide(subject({ ...failing, state, program }), march)?.tell[0]?.kind).toBe('willLapse');
    });
  });

  test('when the same comes in the next term, then they are told again', () => {
    const rolled = decide(subject({ state: warned?.after }), at('2027-07-01T00:00:00.000Z'))?.after;
    expect(rolled).toMatchObject({ openTerm: 'FY28' });
    const nextJune = at('2028-06-15T00:00:00.000Z');
    expect(decide(subject({ ...earning(1), state: rolled }), nextJune)?.tell[0]?.kind).toBe('willLapse');
  });

  test.each([
    [
      'requirements',
      { state: decide(subject({ state: enrolled(), program: demanding }), pass)?.after, program: demanding },
    ],
    [
      'activity',
      { state: enrolled(), program: ruled({ kind: 'activity', atLeast: 3 }), location: location(facts) },
    ],
  ])('when %s are missing, then that is warned of too', (_, given) => {
    expect(decide(subject(given), june)?.tell[0]?.kind).toBe('willLapse');
  });

  test('when all is well, then nothing is said', () => {
    expect(decide(subject({ state: enrolled() }), june)).toBeUndefined();
  });
});

describe('a location waits for the migration of its organization', () => {
  const unmigrated = { organization: { ...organization(), migration: { status: 'inProgress' as const } } };

  test.each([
    [true, 'that is all that is missing', unmigrated],
    [false, 'it is completed', {}],
    [false, 'it is not eligible either', { ...unmigrated, ...earning(1) }],
    [false, 'the program invites nobody', { ...unmigrated, program: openProgram }],
    [false, 'something is stored already', { ...unmigrated, state: invited() }],
  ])('%s where %s', (waits, _, given) => {
    expect(waitsForMigration(subject(given), pass)).toBe(waits);
  });
});

test('those who appoint are told who is concerned beside the administrators', () => {
  expect(
    decide(subject({ state: enrolled(), ...earning(1) }), at('2027-06-20T00:00:00.000Z'))?.tell[0]
      ?.recipients,
  ).toContain(alex);
});
