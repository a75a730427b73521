/** Which version of a program's rules counts on a day. */
import { describe, expect, test } from 'vitest';
import {
  Eligibility,
  evaluate,
  needsOrganizationRevenue,
  unmet,
  versionOn,
} from '../../../shared/programs/eligibility.ts';
import { on, program, ruled, situation } from './situation.ts';

describe('versions', () => {
  const older = { effectiveFrom: '2021-10-01', rule: { kind: 'always' } } as const;
  const newer = {
    effectiveFrom: '2025-10-01',
    rule: { kind: 'revenue', level: 'organization', atLeastUsd: 1 },
  } as const;

  test.each([
    ['2021-09-30', undefined],
    ['2021-10-01', older],
    ['2025-09-30', older],
    ['2025-10-01', newer],
  ])('on %s count whatever their order', (day, version) => {
    expect(versionOn(program({ versions: [newer, older] }), day)).toEqual(version);
    expect(versionOn(program({ versions: [older, newer] }), day)).toEqual(version);
  });

  test('of the same day: the one listed last', () => {
    const corrected = { ...older, rule: { kind: 'nominated' } } as const;
    expect(versionOn(program({ versions: [older, corrected] }), on)).toEqual(corrected);
  });

  test('say from when they count', () => {
    const eligibility = evaluate({
      ...situation,
      program: program({ versions: [older, newer] }),
      on: '2024-01-01',
    });
    expect(eligibility).toMatchObject({
      programId: 'hosting',
      mpnId: '4100101',
      on: '2024-01-01',
      ruleEffectiveFrom: '2021-10-01',
      figures: 'current',
    });
  });

  test('say whether the revenue of the organization is needed', () => {
    const nested = ruled({
      kind: 'allOf',
      rules: [{ kind: 'always' }, { kind: 'anyOf', rules: [newer.rule] }],
    });
    expect(needsOrganizationRevenue(nested, on)).toBe(true);
    expect(needsOrganizationRevenue(program({ versions: [older, newer] }), '2025-09-30')).toBe(false);
    expect(needsOrganizationRevenue(ruled({ kind: 'revenue', level: 'location', atLeastUsd: 1 }), on)).toBe(
      false,
    );
    expect(needsOrganizationRevenue(program({}), on)).toBe(false);
  });

  test('that begin later admit nobody yet', () => {
    const eligibility = evaluate({
      ...situation,
      program: program({ versions: [newer, older] }),
      on: '2021-09-30',
    });
    expect(eligibility).toMatchObject({ eligible: false, ruleEffectiveFrom: null });
    expect(unmet(eligibility)).toMatchObject([
      { kind: 'rulesInForce', source: 'program', figure: 'in force from 2021-10-01' },
    ]);
    expect(Eligibility.parse(eligibility)).toEqual(eligibility);
  });

  test('are not needed where a program is open to all', () => {
    expect(evaluate({ ...situation, program: program({ openToAll: true }) })).toMatchObject({
      eligible: true,
      criteria: [],
    });
  });
});
