/** What people were warned of follows what is done about the requirements, in the same step. */
import { describe, expect, test } from 'vitest';
import {
  type Enrollment,
  isInTerm,
  type RequirementProgress,
} from '../../../shared/enrollments/enrollment.ts';
import { complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import { decide } from '../../../shared/enrollments/reconcile.ts';
import { alex, demanding, earning, enrolled, ines, pass, progress, subject, threshold } from './subject.ts';

const [payout, tax] = ['payout-profile', 'tax-profile'];
const at = (day: string) => ({ now: new Date(`2027-06-${day}T00:00:00.000Z`), occasion: day });
const done = (requirement: string, day: string) => ({
  program: demanding,
  requirement,
  moment: { at: at(day).now.toISOString(), by: 'operator' },
});
const lacking = (...requirements: RequirementProgress[]) => ({ ...enrolled(), requirements });
const standing = (state: Enrollment | undefined) =>
  state?.warned?.reasons.map(({ code, message }) => `${code}: ${message}`);
const look = (state: Enrollment | undefined, day: string, program = demanding) =>
  decide(subject({ state, program }), at(day));

test('given newer rules that ask for the same, then what was said is not said again', () => {
  const poor = (program: typeof threshold, state: Enrollment | undefined, day: string) =>
    decide(subject({ ...earning(1), program, state }), at(day));
  const warned = poor(threshold, enrolled(), '05')?.after;
  expect(warned?.warned?.reasons).toMatchObject([{ ruleEffectiveFrom: '2020-07-01' }]);
  const [version] = threshold.versions;
  if (!version) throw new Error('no rules');
  const newer = { ...threshold, versions: [version, { ...version, effectiveFrom: '2027-07-01' }] };
  expect(poor(newer, warned, '20')).toBeUndefined();
});

describe('given an enrollment that was warned because its requirements are not validated', () => {
  const both = look(lacking(progress(payout), progress(tax)), '05')?.after ?? enrolled();

  test('when one is validated, then the other stands, and when both are, then nothing does', () => {
    expect(standing(both)).toEqual(['requirementIncomplete: Not validated: Payout profile, Tax profile.']);
    const one = validate(both, done(payout, '06'));
    expect(standing(one)).toEqual(['requirementIncomplete: Not validated: Tax profile.']);
    expect(look(one, '06')).toBeUndefined();
    const none = validate(one, done(tax, '07'));
    expect(standing(none)).toEqual([]);
    expect(look(none, '07')).toBeUndefined();
    expect(validate(one, done(tax, '20'))).not.toHaveProperty('warned');
  });

  test('when the program no longer asks for them, then nothing stands at once', () => {
    const asked = look(look(enrolled(), '05')?.after, '12')?.after;
    expect(standing(look(asked, '13', threshold)?.after)).toEqual([]);
  });

  test('when there are other reasons, then those stay', () => {
    const poor = decide(subject({ state: both, program: demanding, ...earning(1) }), at('06'))?.after;
    const mended = [payout, tax].reduce((state, one) => validate(state, done(one, '07')), poor ?? both);
    expect(mended.warned?.reasons.map(({ code }) => code)).toEqual(['criteriaUnmet']);
  });

  test('when one is completed again, then it stands until it is validated', () => {
    const rejected = reject(both, { ...done(tax, '06'), reason: 'Outdated' });
    expect(standing(complete(rejected, done(tax, '07')))).toEqual(standing(both));
  });
});

describe('given that the end of the term is near', () => {
  const rejected = reject(lacking(progress(payout, 'validated'), progress(tax)), {
    ...done(tax, '05'),
    reason: 'Outdated',
  });

  test.each([
    ['the program asks for more', look(enrolled(), '05')?.after],
    ['the operator rejects what was completed', rejected],
  ])(
    'when %s, then everybody concerned is warned a week later, unless it is in order by then',
    (_, state) => {
      expect(standing(state)?.[0]).toContain('Tax profile');
      for (const day of ['05', '11']) expect(look(state, day)).toBeUndefined();
      expect(look(state, '12')?.tell).toEqual([{ kind: 'willLapse', recipients: [ines, alex] }]);
      const ids = [payout, tax];
      const mended = ids.reduce(
        (one, id) => validate(complete(one, done(id, '06')), done(id, '07')),
        state as Enrollment,
      );
      expect(look(mended, '12')).toBeUndefined();
    },
  );

  test('when something else stands against it that nobody was told of, then that is told at once', () => {
    const asked = decide(subject({ state: enrolled(), program: demanding, ...earning(1) }), at('05'));
    expect(asked?.tell.map(({ kind }) => kind)).toEqual(['requirementAdded']);
    const next = decide(subject({ state: asked?.after, program: demanding, ...earning(1) }), at('05'));
    expect(next?.tell.map(({ kind }) => kind)).toEqual(['willLapse']);
  });

  test('when nobody asked for anything, then a requirement that changes tells nothing', () => {
    const state = lacking(progress(payout, 'rejected'), progress(tax, 'validated'));
    expect(complete(state, done(payout, '05'))).not.toHaveProperty('warned');
  });
});

test('while the end is far, nobody is warned of what is asked for', () => {
  expect(decide(subject({ state: enrolled(), program: demanding }), pass)?.after).not.toHaveProperty(
    'warned',
  );
  const state = reject(lacking(progress(tax)), {
    ...done(tax, '05'),
    moment: { at: '2027-03-01T00:00:00.000Z', by: 'operator' },
    reason: 'No',
  });
  expect(isInTerm(state) && state.warned).toBeUndefined();
});
