/** Why a location may not enter or stay, in codes and in words. */
import { describe, expect, test } from 'vitest';
import { eligibilityReasons, reasonsAgainst } from '../../../shared/enrollments/reasons.ts';
import type { Criterion } from '../../../shared/programs/eligibility.ts';
import { on, organization } from '../programs/situation.ts';
import { earning, subject, threshold } from './subject.ts';

function criterion(words: string, given: Partial<Criterion> = {}): Criterion {
  const base = { criterion: words, kind: 'revenue', met: false, needed: 1, figure: null } as const;
  return { ...base, source: 'location', asOf: null, ...given };
}
const revenue = criterion('Revenue', { figure: 2 });
const met = criterion('Score', { met: true });
const names = criterion('Designations', { kind: 'designation', figure: [] });
const some = criterion('Areas', { kind: 'designation', figure: ['a', 'b'] });
const agreement = criterion('Agreement', { kind: 'agreement' });
const all = (...criteria: Criterion[]) => criterion('All', { kind: 'allOf', figure: 0, criteria });
const any = (...criteria: Criterion[]) => criterion('Any', { kind: 'anyOf', figure: 0, criteria });

function said(...criteria: Criterion[]): string[] {
  const eligibility = { eligible: false, programId: 'hosting', mpnId: '1', on, ruleEffectiveFrom: null };
  const reasons = eligibilityReasons({ ...eligibility, figures: 'current', criteria });
  return reasons.map(({ code, message }) => `${code}: ${message}`);
}

describe('given criteria that are not met, then the reasons say', () => {
  test.each([
    ['nothing, where all are met', [met], []],
    ['what was found', [revenue], ['criteriaUnmet: Not met: Revenue (found: US$2).']],
    ['that nothing was found', [names], ['criteriaUnmet: Not met: Designations (found: none).']],
    ['all that was found', [some], ['criteriaUnmet: Not met: Areas (found: a, b).']],
    ['not what is not known', [criterion('Score')], ['criteriaUnmet: Not met: Score.']],
    [
      'each of several',
      [revenue, met, names],
      ['criteriaUnmet: Not met: Revenue (found: US$2). Not met: Designations (found: none).'],
    ],
    [
      'the parts that are missing',
      [all(revenue, met, criterion('Score'))],
      ['criteriaUnmet: Not met: Revenue (found: US$2). Not met: Score.'],
    ],
    [
      'every way there would be',
      [any(revenue, criterion('Score'))],
      ['criteriaUnmet: Not met: at least one of these: Revenue (found: US$2); Score.'],
    ],
    [
      'a way of several parts',
      [any(all(revenue, met), names)],
      [
        'criteriaUnmet: Not met: at least one of these: All (Revenue (found: US$2); Score); Designations (found: none).',
      ],
    ],
    [
      'the agreement apart',
      [agreement, revenue],
      ['criteriaUnmet: Not met: Revenue (found: US$2).', 'agreementNotActive: Not met: Agreement.'],
    ],
    [
      'the agreement apart, in all parts',
      [all(agreement, revenue)],
      ['criteriaUnmet: Not met: Revenue (found: US$2).', 'agreementNotActive: Not met: Agreement.'],
    ],
    [
      'the agreement apart, as one of several ways',
      [any(agreement, revenue)],
      [
        'criteriaUnmet: Not met: at least one of these: Revenue (found: US$2).',
        'agreementNotActive: Not met: at least one of these: Agreement.',
      ],
    ],
    [
      'only the agreements, where there are no others',
      [any(agreement)],
      ['agreementNotActive: Not met: at least one of these: Agreement.'],
    ],
    [
      'the agreement among the parts of a way',
      [any(all(agreement, revenue), revenue)],
      [
        'criteriaUnmet: Not met: at least one of these: All (Agreement; Revenue (found: US$2)); Revenue (found: US$2).',
        'agreementNotActive: Not met: at least one of these: All (Agreement; Revenue (found: US$2)).',
      ],
    ],
    [
      'both of two kinds',
      [any(agreement), revenue],
      [
        'criteriaUnmet: Not met: Revenue (found: US$2).',
        'agreementNotActive: Not met: at least one of these: Agreement.',
      ],
    ],
  ])('%s', (_, criteria, reasons) => {
    expect(said(...criteria)).toEqual(reasons);
  });
});

test('given rules that decided, then the reasons say from when they are; without any, nothing', () => {
  const program = { ...threshold, requiredAgreement: 'microsoftPartnerAgreement' as const };
  const withRules = reasonsAgainst(subject({ program, ...earning(1) }), { on });
  expect(withRules.map(({ ruleEffectiveFrom }) => ruleEffectiveFrom)).toEqual(['2020-07-01', '2020-07-01']);
  const open = { ...program, openToAll: true, versions: [] };
  const [withoutRules] = reasonsAgainst(subject({ program: open }), { on });
  expect(withoutRules).not.toHaveProperty('ruleEffectiveFrom');
});

test('given everything is missing, then the reasons come in the order they are checked', () => {
  const unmigrated = { ...organization(), migration: { status: 'inProgress' as const } };
  const against = (state: 'active' | 'notOpen' | 'discontinued') =>
    reasonsAgainst(subject({ organization: unmigrated, program: { ...threshold, state }, ...earning(1) }), {
      on,
    });
  const [migration, revenueMissing] = against('active');
  expect(migration).toEqual({
    code: 'migrationNotCompleted',
    message: 'The organization has not completed its migration.',
  });
  expect(revenueMissing?.code).toBe('criteriaUnmet');
  expect(against('notOpen')).toEqual([
    migration,
    { code: 'programNotOpen', message: 'Hosting is not open.' },
    revenueMissing,
  ]);
  expect(against('discontinued')[1]).toEqual({
    code: 'programDiscontinued',
    message: 'Hosting is no longer offered.',
  });
  expect(reasonsAgainst(subject(), { on })).toEqual([]);
});
