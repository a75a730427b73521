/** The last Incentives administrator goes, and somebody comes again: who is told, once, and what is remembered. */
import { describe, expect, test } from 'vitest';
import { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { alex, earning, enrolled, ines, invited, pass, subject, withoutInes } from './subject.ts';

const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };
const roster = withoutInes;
const told = [{ kind: 'administratorGone', recipients: [alex] }];
const gone = { from: 'enrolled', to: 'enrolled', what: 'unattend', by: 'system', occasion: 'spring' };

describe('given an enrollment whose last administrator is gone', () => {
  const decision = decide(subject({ state: enrolled(), roster }), pass);

  test('when it is noticed, then it stays enrolled, since when is remembered, and those who appoint are told', () => {
    expect(decision).toMatchObject({
      after: { status: 'enrolled', openTerm: 'FY27', unattendedSince: pass.now.toISOString() },
      tell: told,
    });
    expect(decision?.after.history.at(-1)).toMatchObject(gone);
    expect(Enrollment.parse(decision?.after)).toEqual(decision?.after);
  });

  test('when it is looked at again, then nothing is written and nobody is told again', () => {
    expect(decide(subject({ state: decision?.after, roster }), pass)).toBeUndefined();
  });

  test('when somebody covers it again, then the mark goes without a letter, once', () => {
    const again = decide(subject({ state: decision?.after }), pass);
    expect(again?.tell).toEqual([]);
    expect(again?.after).not.toHaveProperty('unattendedSince');
    expect(again?.after.history.at(-1)).toMatchObject({ what: 'attend', from: 'enrolled', to: 'enrolled' });
    expect(decide(subject({ state: again?.after }), pass)).toBeUndefined();
  });

  test('when the term ends, then it rolls forward, and nobody is told again', () => {
    const rolled = decide(subject({ state: decision?.after, roster }), july);
    expect(rolled).toMatchObject({
      after: { openTerm: 'FY28', unattendedSince: pass.now.toISOString() },
      tell: [],
    });
    expect(decide(subject({ state: rolled?.after, roster }), july)).toBeUndefined();
  });

  test('when it lapses, then the mark ends with it', () => {
    const lapsed = decide(subject({ state: decision?.after, roster, ...earning(1) }), july);
    expect(lapsed?.after.status).toBe('lapsed');
    expect(lapsed?.after).not.toHaveProperty('unattendedSince');
  });
});

test('given a term that ended while the last administrator went, when it rolls forward, then both are one decision', () => {
  const decision = decide(subject({ state: enrolled(), roster }), july);
  expect(decision?.tell).toEqual(told);
  expect(decision?.after.history.slice(-2).map(({ what }) => what)).toEqual(['rollForward', 'unattend']);
  expect(decide(subject({ state: decision?.after, roster }), july)).toBeUndefined();
});

test('given nobody who could appoint, when the last administrator is gone, then there is still a letter, to the contact', () => {
  const nobody = { ...roster, accountAdministrators: [] };
  expect(decide(subject({ state: enrolled(), roster: nobody }), pass)?.tell).toEqual([
    { kind: 'administratorGone', recipients: [] },
  ]);
});

describe('given a delivered invitation whose last administrator is gone', () => {
  const decision = decide(subject({ state: invited(), roster }), pass);

  test('when it is noticed, then it waits for the next one, and those who appoint are told, once', () => {
    expect(decision).toMatchObject({
      after: { status: 'invited', invitation: { delivered: false, occasion: 'winter' } },
      tell: told,
    });
    expect(decision?.after).toHaveProperty('unattendedSince', pass.now.toISOString());
    expect(decide(subject({ state: decision?.after, roster }), pass)).toBeUndefined();
  });

  test('when somebody is appointed, then it is delivered to them', () => {
    const again = decide(subject({ state: decision?.after }), pass);
    expect(again).toMatchObject({ after: { invitation: { delivered: true } } });
    expect(again?.after).not.toHaveProperty('unattendedSince');
    expect(again?.tell).toContainEqual({ kind: 'invitation', recipients: [ines] });
    expect(decide(subject({ state: again?.after }), pass)).toBeUndefined();
  });
});

test('given an invitation that never had anybody, when it is looked at, then nobody is told that somebody went', () => {
  expect(decide(subject({ state: invited({ delivered: false }), roster }), pass)).toBeUndefined();
});

describe('given an invitation whose administrators were all replaced', () => {
  const ivan = ines.replace(/2/g, '4');
  const replaced = {
    ...withoutInes,
    incentivesAdministrators: [
      { memberId: ivan, scopes: [{ locations: 'all' as const, programs: 'all' as const }] },
    ],
  };
  const state = invited({ told: [ines] });

  test('when it is looked at, then the others are invited, once', () => {
    const decision = decide(subject({ state, roster: replaced }), pass);
    expect(decision?.tell).toContainEqual({ kind: 'invitation', recipients: [ivan] });
    expect(decision?.after).toMatchObject({
      status: 'invited',
      invitation: { delivered: true, told: [ivan] },
    });
    expect(decide(subject({ state: decision?.after, roster: replaced }), pass)).toBeUndefined();
  });

  test('when one of them is still there, then nothing is said again', () => {
    expect(decide(subject({ state: invited({ told: [ivan, ines] }) }), pass)).toBeUndefined();
    expect(decide(subject({ state: invited(), roster: replaced }), pass)).toBeUndefined();
  });
});
