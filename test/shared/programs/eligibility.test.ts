/** Combined rules, the required agreement, and what explains a no. */
import { describe, expect, test } from 'vitest';
import { agreementActive, Eligibility, evaluate, unmet } from '../../../shared/programs/eligibility.ts';
import type { Rule } from '../../../shared/programs/rule.ts';
import { organization, ruled, situation } from './situation.ts';

describe('combined rules', () => {
  const security: Rule = { kind: 'score', area: 'security', atLeast: 30 };
  const modernWork: Rule = { kind: 'score', area: 'modernWork', atLeast: 30 };
  const revenue: Rule = { kind: 'revenue', level: 'location', atLeastUsd: 25_000 };

  test('never add up the scores of two areas', () => {
    const eligibility = evaluate({
      ...situation,
      program: ruled({ kind: 'anyOf', rules: [security, modernWork] }),
    });
    expect(eligibility).toMatchObject({
      eligible: false,
      criteria: [{ needed: 1, figure: 0, source: 'program' }],
    });
  });

  test('explain a no by what is missing, of alternatives by every one', () => {
    const rule: Rule = {
      kind: 'allOf',
      rules: [revenue, { kind: 'anyOf', rules: [security, { kind: 'allOf', rules: [revenue, modernWork] }] }],
    };
    const eligibility = evaluate({ ...situation, program: ruled(rule) });

    expect(eligibility.criteria).toMatchObject([{ kind: 'allOf', met: false, needed: 2, figure: 1 }]);
    expect(unmet(eligibility)).toMatchObject([
      { kind: 'score', needed: 30, figure: 25 },
      { kind: 'score', needed: 30, figure: 24 },
    ]);
    expect(Eligibility.parse(eligibility)).toEqual(eligibility);
  });

  test('need only one alternative', () => {
    const eligibility = evaluate({
      ...situation,
      program: ruled({ kind: 'anyOf', rules: [security, revenue] }),
    });
    expect(eligibility.eligible).toBe(true);
    expect(unmet(eligibility)).toEqual([]);
  });
});

describe('the required agreement', () => {
  const requiring = { ...ruled({ kind: 'always' }), requiredAgreement: 'mpnAgreement' as const };
  const signed = organization({ mpnAgreement: { activeFrom: '2025-01-01', activeTo: '2026-08-15' } });

  test('comes first and counts', () => {
    const eligibility = evaluate({ ...situation, program: requiring });
    expect(eligibility.eligible).toBe(false);
    expect(eligibility.criteria.map(({ kind }) => kind)).toEqual(['agreement', 'always']);
    expect(unmet(eligibility)).toEqual([expect.objectContaining({ kind: 'agreement', figure: null })]);
  });

  test.each([
    ['2024-12-31', false],
    ['2025-01-01', true],
    ['2026-08-15', true],
    ['2026-08-16', false],
  ])('on %s is active: %o', (day, active) => {
    const eligibility = evaluate({ ...situation, organization: signed, program: requiring, on: day });
    expect(eligibility.eligible).toBe(active);
    expect(eligibility.criteria[0]).toMatchObject({ figure: 'active from 2025-01-01 to 2026-08-15' });
  });

  test('may have no last day, and is of one type', () => {
    const unlimited = organization({ mpnAgreement: { activeFrom: '2025-01-01' } });
    expect(agreementActive(unlimited, 'mpnAgreement', '2099-12-31')).toBe(true);
    expect(agreementActive(unlimited, 'distributorAgreement', '2099-12-31')).toBe(false);
  });
});
