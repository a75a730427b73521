/** What is said with a decision: the details of refusals, what the history keeps, and who is told. */
import { describe, expect, test } from 'vitest';
import { administrators, concerned } from '../../../shared/enrollments/attendance.ts';
import { expire, loseEligibility } from '../../../shared/enrollments/endings.ts';
import { decideEnroll } from '../../../shared/enrollments/enrolling.ts';
import { decline, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decide, isActivityOnly } from '../../../shared/enrollments/reconcile.ts';
import { judge } from '../../../shared/programs/criterion.ts';
import { situation } from '../programs/situation.ts';
import { alex, earning, enrolled, ines, invited, pass, subject, threshold, withoutInes } from './subject.ts';

const ended = { at: pass.now.toISOString(), by: 'system', reasons: [] };
const deadline = pass.now.toISOString();
const asked = { by: ines, grant: undefined, now: pass.now, occasion: 'accepting' };

describe('given enrolling is refused, then it says', () => {
  const short = { reasons: [expect.objectContaining({ code: 'criteriaUnmet' })] };
  test.each([
    ['the reasons', 'ineligible', earning(24_999), invited(), short],
    ['that nothing is stored', 'not-invited', {}, undefined, { status: null }],
    ['the status', 'not-invited', {}, loseEligibility(invited(), ended), { status: 'Ineligible' }],
    ['the deadline', 'invitation-expired', {}, invited({ deadline }), { deadline }],
    ['that of what expired', 'invitation-expired', {}, expire(invited({ deadline }), ended), { deadline }],
    ['that there was none', 'invitation-expired', {}, expire(invited(), ended), { deadline: undefined }],
  ])('%s', (_, code, given, state, details) => {
    const refusal = { code: `enrollment/${code}`, details: expect.objectContaining(details) };
    expect(() => decideEnroll(subject(given), { ...asked, state })).toThrow(expect.objectContaining(refusal));
  });
});

describe('given an end, then the history says why, by whom, and under which occasion', () => {
  test('of a program that is no longer offered: nobody is told', () => {
    const program = { ...threshold, state: 'discontinued' as const };
    const decision = decide(subject({ state: enrolled(), program }), pass);
    const reasons = [{ code: 'programDiscontinued', message: 'The program is no longer offered.' }];
    expect(decision?.tell).toEqual([]);
    expect(decision?.after).toMatchObject({ status: 'discontinued', reasons });
    expect(decision?.after.history.at(-1)).toMatchObject({ at: deadline, by: 'system', reasons });
  });

  test('of an eligibility: everybody concerned is told', () => {
    const program = { ...threshold, offBoarding: 'atOnce' as const };
    const decision = decide(subject({ state: enrolled(), program, ...earning(1) }), pass);
    const reasons = [{ code: 'criteriaUnmet' }];
    expect(decision?.tell).toEqual([{ kind: 'lapsed', recipients: [ines, alex] }]);
    expect(decision?.after.history.at(-1)).toMatchObject({ by: 'system', occasion: 'spring', reasons });
  });

  test.each([
    ['lapse', earning(1)],
    ['rollForward', {}],
  ])('of a term: %s', (what, given) => {
    const july = { now: new Date('2027-07-01T00:00:00.000Z'), occasion: 'july' };
    const decision = decide(subject({ state: enrolled(), ...given }), july);
    expect(decision?.after.history.at(-1)).toMatchObject({ what, by: 'system', at: july.now.toISOString() });
  });
});

describe('given several ways, then only activity can still come about', () => {
  const activity = judge({ kind: 'activity', atLeast: 3 }, { ...situation, program: threshold });
  const revenue = { ...activity, kind: 'revenue' as const };
  test.each([
    [true, [activity]],
    [false, [activity, revenue]],
    [false, undefined],
  ])('%s', (is, criteria) => {
    expect(isActivityOnly({ code: 'criteriaUnmet', message: '', ...(criteria ? { criteria } : {}) })).toBe(
      is,
    );
  });
});

describe('given administrators, then those are told who cover the location and the program', () => {
  const scoped = (locations: string[], programs: string[]) => ({
    ...withoutInes,
    incentivesAdministrators: [{ memberId: ines, scopes: [{ locations, programs }] }],
  });
  test.each([
    [[ines], ['4100101'], ['hosting']],
    [[], ['2'], ['hosting']],
    [[], ['4100101'], ['azure']],
  ])('%o', (found, locations, programs) => {
    expect(administrators(subject({ roster: scoped(locations, programs) }))).toEqual(found);
  });

  test('each person once, where they have both roles', () => {
    const roster = { ...scoped(['4100101'], ['hosting']), accountAdministrators: [ines, alex] };
    expect(concerned(subject({ roster }))).toEqual([ines, alex]);
    expect(decide(subject({ roster }), pass)?.tell).toEqual([
      { kind: 'invitation', recipients: [ines] },
      { kind: 'invitationNotice', recipients: [alex] },
    ]);
  });
});

describe('given an invitation', () => {
  test('when it is made, then those who were told are remembered', () => {
    expect(decide(subject(), pass)?.after.invitation).toMatchObject({ delivered: true, told: [ines] });
  });

  test('when somebody comes, then the history keeps the occasion, and fifty of them are remembered', () => {
    const incentivesAdministrators = Array.from({ length: 51 }, (_, n) => ({
      ...{ memberId: `${n}`, scopes: [{ locations: 'all' as const, programs: 'all' as const }] },
    }));
    const roster = { ...withoutInes, incentivesAdministrators };
    const after = decide(subject({ state: invited({ delivered: false }), roster }), pass)?.after;
    expect(after?.history.at(-1)).toMatchObject({ what: 'deliver', by: 'system', occasion: 'spring' });
    expect(after?.invitation?.told).toHaveLength(50);
  });

  test('when all who were told are gone, then that is noticed, as nobody comes after them', () => {
    const gone = decide(subject({ state: invited({ told: [ines] }), roster: withoutInes }), pass)?.after;
    expect(gone).toMatchObject({ invitation: { delivered: false } });
    expect(decide(subject({ state: gone, roster: withoutInes }), pass)).toBeUndefined();
  });

  test('when one of those who were told is left beside others, then nobody is told again', () => {
    const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
    const both = [ines, alex].map((memberId) => ({ memberId, scopes: everywhere }));
    const roster = { ...withoutInes, incentivesAdministrators: both };
    expect(decide(subject({ state: invited({ told: [ines] }), roster }), pass)).toBeUndefined();
  });
});

test('given what was declined or withdrawn, then nobody is missed there', () => {
  const over = [decline(invited(), ended), withdraw(enrolled(), ended)];
  for (const state of over) expect(decide(subject({ state, roster: withoutInes }), pass)).toBeUndefined();
});
