/** Criteria in Swedish: each kind of rule with the figure found, and no English but names. */
import { describe, expect, test } from 'vitest';
import type { Reason } from '../../../shared/enrollments/history.ts';
import { criteriaInSwedish, inSwedish } from '../../../shared/letters/criterion-texts.ts';
import { evaluate, unmet } from '../../../shared/programs/eligibility.ts';
import type { Rule } from '../../../shared/programs/rule.ts';
import { facts, location, organization, program, ruled, situation, unknown } from '../programs/situation.ts';

const criterionOf = (rule: Rule, known: Omit<Parameters<typeof evaluate>[0], 'program'> = situation) => {
  const [criterion] = evaluate({ ...known, program: ruled(rule) }).criteria;
  if (!criterion) throw new Error('no criterion');
  return criterion;
};
/** Numbers are written with spaces that do not break. */
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

const security: Rule = { kind: 'score', area: 'security', atLeast: 30 };
const gold: Rule = { kind: 'designation', anyOf: ['Gold'] };

test.each<[Rule, string]>([
  [
    { kind: 'revenue', level: 'location', atLeastUsd: 25_001 },
    'Platsens omsättning de senaste tolv månaderna är minst 25 001 US-dollar (uppgift 1 augusti 2026: 25 000 US-dollar)',
  ],
  [
    { kind: 'revenue', level: 'organization', atLeastUsd: 1_000_000 },
    'Organisationens omsättning de senaste tolv månaderna är minst 1 000 000 US-dollar (uppgift 31 juli 2026: 900 000 US-dollar)',
  ],
  [security, 'Platsens kapacitetspoäng inom Security är minst 30 (uppgift 1 augusti 2026: 25)'],
  [
    { ...security, area: 'digitalAndAppInnovation' },
    'Platsens kapacitetspoäng inom Digital & App Innovation är minst 30 (uppgift saknas)',
  ],
  [gold, 'Platsen har Gold (uppgift 1 augusti 2026: Solutions Partner for Security)'],
  [
    { kind: 'designation', anyOf: ['Gold', 'Silver'] },
    'Platsen har något av: Gold, Silver (uppgift 1 augusti 2026: Solutions Partner for Security)',
  ],
  [{ kind: 'country', in: ['SE', 'NO'] }, 'Platsen ligger i något av: Sverige, Norge (uppgift: Tyskland)'],
  [{ kind: 'country', notIn: ['DE'] }, 'Platsen ligger inte i Tyskland (uppgift: Tyskland)'],
  [{ kind: 'nominated' }, 'Platsen är nominerad till programmet (uppgift 1 augusti 2026: nominerad)'],
  [
    { kind: 'activity', atLeast: 3 },
    'Platsen har minst 3 godkända affärer i programmet under FY27 (uppgift 1 augusti 2026: 2)',
  ],
  [
    { kind: 'activity', atLeast: 1 },
    'Platsen har minst 1 godkänd affär i programmet under FY27 (uppgift 1 augusti 2026: 2)',
  ],
  [{ kind: 'before', day: '2026-08-15' }, 'Dagen är före den 15 augusti 2026 (uppgift: 15 augusti 2026)'],
  [{ kind: 'always' }, 'Inget mer krävs'],
  [
    { kind: 'agreement', type: 'distributorAgreement' },
    'Organisationens distributörsavtal är aktivt (inget avtal)',
  ],
  [
    { kind: 'agreement', type: 'mpnAgreement' },
    'Organisationens avtal för Microsoft Partner Network är aktivt (inget avtal)',
  ],
  [
    { kind: 'anyOf', rules: [gold, security] },
    'Minst ett av dessa är uppfyllt (Platsen har Gold (uppgift 1 augusti 2026: Solutions Partner for Security); Platsens kapacitetspoäng inom Security är minst 30 (uppgift 1 augusti 2026: 25))',
  ],
])('%o', (rule, words) => {
  expect(plain(inSwedish(criterionOf(rule)))).toBe(words);
});

describe('what is found', () => {
  test('may be that there is none', () => {
    const none = { ...situation, location: location({ ...facts, designations: [], nominations: [] }) };
    expect(inSwedish(criterionOf(gold, none))).toBe('Platsen har Gold (uppgift 1 augusti 2026: inget)');
    expect(inSwedish(criterionOf({ kind: 'nominated' }, none))).toBe(
      'Platsen är nominerad till programmet (uppgift 1 augusti 2026: inte nominerad)',
    );
  });

  test('is said of each part', () => {
    const both: Rule = { kind: 'allOf', rules: [gold, { kind: 'nominated' }] };
    expect(inSwedish(criterionOf(both, unknown))).toBe(
      'Alla dessa är uppfyllda (Platsen har Gold (uppgift saknas); Platsen är nominerad till programmet (uppgift saknas))',
    );
  });

  test('is said to be missing where nothing is known', () => {
    expect(inSwedish(criterionOf(gold, unknown))).toBe('Platsen har Gold (uppgift saknas)');
  });

  test('of an agreement is its period', () => {
    const agreement: Rule = { kind: 'agreement', type: 'microsoftPartnerAgreement' };
    const during = (activeFrom: string, activeTo?: string) => ({
      ...situation,
      organization: organization({
        microsoftPartnerAgreement: { activeFrom, ...(activeTo ? { activeTo } : {}) },
      }),
    });
    const sentence = 'Organisationens Microsoft Partner Agreement är aktivt';
    expect(inSwedish(criterionOf(agreement, during('2020-01-01', '2026-06-30')))).toBe(
      `${sentence} (aktivt 1 januari 2020–30 juni 2026)`,
    );
    expect(inSwedish(criterionOf(agreement, during('2026-09-01')))).toBe(
      `${sentence} (aktivt från den 1 september 2026)`,
    );
  });

  test('of rules not in force yet is from when they are', () => {
    const later = program({ versions: [{ effectiveFrom: '2027-01-01', rule: gold }] });
    const [criterion] = evaluate({ ...situation, program: later }).criteria;
    expect(criterion && inSwedish(criterion)).toBe(
      'Programmet har regler som gäller den 15 augusti 2026 (gäller från den 1 januari 2027)',
    );
  });
});

describe('a reason', () => {
  const reasonOf = (rule: Rule, message: string): Reason => ({
    code: 'criteriaUnmet',
    message,
    criteria: unmet(evaluate({ ...unknown, program: ruled(rule) })),
  });

  test('names every criterion that is missing', () => {
    expect(criteriaInSwedish(reasonOf({ kind: 'allOf', rules: [gold, security] }, 'Not met: …'))).toBe(
      'Inte uppfyllt: Platsen har Gold (uppgift saknas); Platsens kapacitetspoäng inom Security är minst 30 (uppgift saknas).',
    );
  });

  test('says that one of several ways is enough', () => {
    const reason = reasonOf({ kind: 'anyOf', rules: [gold, security] }, 'Not met: at least one of these: …');
    expect(criteriaInSwedish(reason)).toMatch(/^Inte uppfyllt \(där det finns alternativ räcker ett\): /);
  });

  test('without criteria leaves the words to others', () => {
    expect(criteriaInSwedish({ code: 'criteriaUnmet', message: 'Not met.' })).toBeUndefined();
  });
});

test('a criterion that was stored before it said what it is about is worded without the name', () => {
  const reworded = (rule: Rule) => inSwedish({ ...criterionOf(rule, unknown), about: undefined });
  expect(reworded({ kind: 'agreement', type: 'mpnAgreement' })).toBe(
    'Organisationens nödvändiga avtal är aktivt (inget avtal)',
  );
  expect(reworded(security)).toBe('Platsens kapacitetspoäng är minst 30 (uppgift saknas)');
  expect(reworded({ kind: 'activity', atLeast: 2 })).toBe(
    'Platsen har minst 2 godkända affärer i programmet (uppgift saknas)',
  );
});
