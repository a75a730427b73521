/** Each kind of rule: met, missed and not known, with the figure used and the words a partner reads. */
import { describe, expect, test } from 'vitest';
import { type Criterion, Eligibility, evaluate, unmet } from '../../../shared/programs/eligibility.ts';
import type { Rule } from '../../../shared/programs/rule.ts';
import { facts, location, on, ruled, situation, unknown } from './situation.ts';

const ofLocation = (atLeastUsd: number): Rule => ({ kind: 'revenue', level: 'location', atLeastUsd });
const ofOrganization = (atLeastUsd: number): Rule => ({ kind: 'revenue', level: 'organization', atLeastUsd });
const security: Rule = { kind: 'score', area: 'security', atLeast: 25 };
const holds = (...anyOf: string[]): Rule => ({ kind: 'designation', anyOf });
const deals = (atLeast: number): Rule => ({ kind: 'activity', atLeast });
const dealsToStay: Rule = { kind: 'activity', atLeast: 1, toStay: true };
const held = facts.designations;

describe('a rule on a figure of the location', () => {
  const findings: [Rule, boolean, Criterion['needed'], Criterion['figure']][] = [
    [ofLocation(25_000), true, 25_000, 25_000],
    [ofLocation(25_001), false, 25_001, 25_000],
    [security, true, 25, 25],
    [{ ...security, area: 'modernWork' }, false, 25, 24],
    [{ ...security, area: 'dataAndAi' }, false, 25, null],
    [holds('Gold', 'Solutions Partner for Security'), true, ['Gold', 'Solutions Partner for Security'], held],
    [holds('Gold'), false, ['Gold'], held],
    [{ kind: 'nominated' }, true, 'nominated', 'nominated'],
    [deals(2), true, 2, 2],
    [deals(3), false, 3, 2],
  ];

  test.each(findings)('%o is met: %o', (rule, met, needed, figure) => {
    const eligibility = evaluate({ ...situation, program: ruled(rule) });
    const criterion = { kind: rule.kind, met, needed, figure, source: 'location', asOf: facts.asOf };
    expect(eligibility).toMatchObject({ eligible: met, criteria: [criterion] });
    expect(Eligibility.parse(eligibility)).toEqual(eligibility);
  });

  test.each(findings)('%o is not met where nothing is known', (rule) => {
    const [criterion] = evaluate({ ...unknown, program: ruled(rule) }).criteria;
    expect(criterion).toMatchObject({ met: false, figure: null, asOf: null });
  });
});

describe('a rule on something else', () => {
  const findings: [Rule, Partial<Criterion>][] = [
    [ofOrganization(900_000), { met: true, source: 'organization', asOf: '2026-07-31' }],
    [ofOrganization(900_001), { met: false, figure: 900_000, level: 'organization' }],
    [
      { kind: 'country', in: ['DE', 'SE'] },
      { met: true, needed: ['DE', 'SE'], figure: 'DE', asOf: null },
    ],
    [
      { kind: 'country', in: ['SE'] },
      { met: false, figure: 'DE', source: 'location' },
    ],
    [
      { kind: 'country', notIn: ['SE', 'NO'] },
      { met: true, needed: 'none of: SE, NO' },
    ],
    [
      { kind: 'country', notIn: ['DE'] },
      { met: false, figure: 'DE' },
    ],
    [
      { kind: 'before', day: '2026-08-16' },
      { met: true, figure: on, source: 'calendar', asOf: null },
    ],
    [
      { kind: 'before', day: on },
      { met: false, needed: `before ${on}` },
    ],
    [{ kind: 'always' }, { met: true, figure: null, source: 'program', asOf: null }],
    [
      { kind: 'agreement', type: 'mpnAgreement' },
      { met: false, figure: null, source: 'organization' },
    ],
  ];

  test.each(findings)('%o gives %o', (rule, finding) => {
    const eligibility = evaluate({ ...situation, program: ruled(rule) });
    expect(eligibility).toMatchObject({ eligible: finding.met, criteria: [{ kind: rule.kind, ...finding }] });
    expect(Eligibility.parse(eligibility)).toEqual(eligibility);
  });

  test('on the revenue of the organization is not met where that is not known', () => {
    const [criterion] = evaluate({ ...unknown, program: ruled(ofOrganization(0)) }).criteria;
    expect(criterion).toMatchObject({ met: false, figure: null, asOf: null });
  });
});

describe('rules that are combined', () => {
  const [met, missed] = [holds(...held), holds('Gold')];

  test.each<[Rule, boolean, number, number]>([
    [{ kind: 'allOf', rules: [met, security] }, true, 2, 2],
    [{ kind: 'allOf', rules: [met, missed] }, false, 2, 1],
    [{ kind: 'allOf', rules: [missed, missed] }, false, 2, 0],
    [{ kind: 'anyOf', rules: [met, security] }, true, 1, 2],
    [{ kind: 'anyOf', rules: [missed, met] }, true, 1, 1],
    [{ kind: 'anyOf', rules: [missed, missed] }, false, 1, 0],
  ])('%o is met: %o', (rule, isMet, needed, figure) => {
    const eligibility = evaluate({ ...situation, program: ruled(rule) });
    const parts = rule.kind === 'allOf' || rule.kind === 'anyOf' ? rule.rules : [];
    expect(eligibility).toMatchObject({
      eligible: isMet,
      criteria: [
        {
          ...{ kind: rule.kind, met: isMet, needed, figure, source: 'program', asOf: null },
          criteria: parts.map(({ kind }) => ({ kind })),
        },
      ],
    });
    expect(Eligibility.parse(eligibility)).toEqual(eligibility);
  });
});

test.each<[Rule, string]>([
  [ofLocation(25_000), 'Trailing 12-month revenue of the location is at least US$25,000'],
  [ofOrganization(1_000_000), 'Trailing 12-month revenue of the organization is at least US$1,000,000'],
  [security, 'Capability score of the location in Security is at least 25 points'],
  [holds('Gold'), 'The location holds Gold'],
  [holds('Silver', 'Gold'), 'The location holds one of: Silver, Gold'],
  [{ kind: 'country', in: ['DE', 'SE'] }, 'The location is in one of: Germany, Sweden'],
  [{ kind: 'country', notIn: ['DE'] }, 'The location is not in Germany'],
  [{ kind: 'nominated' }, 'The location is nominated for this program'],
  [deals(1), 'The location has at least 1 approved deal in this program in FY27'],
  [
    dealsToStay,
    'To stay after FY27, the location needs at least 1 approved deal in this program in that term',
  ],
  [deals(2), 'The location has at least 2 approved deals in this program in FY27'],
  [{ kind: 'before', day: '2026-08-16' }, 'The day is before 2026-08-16'],
  [
    { kind: 'agreement', type: 'mpnAgreement' },
    "The organization's Microsoft Partner Network agreement is active",
  ],
  [{ kind: 'anyOf', rules: [security] }, 'At least one of these is met'],
  [{ kind: 'allOf', rules: [security] }, 'All of these are met'],
])('%o reads: %s', (rule, words) => {
  expect(evaluate({ ...situation, program: ruled(rule) }).criteria[0]?.criterion).toBe(words);
});

describe('nominations and deals', () => {
  test('count for their own program only', () => {
    const others = { ...facts, nominations: ['csp'], activity: { csp: { FY27: 9 } } };
    const rule: Rule = { kind: 'allOf', rules: [{ kind: 'nominated' }, deals(1)] };
    const eligibility = evaluate({ ...situation, location: location(others), program: ruled(rule) });
    expect(unmet(eligibility)).toMatchObject([{ figure: 'not nominated' }, { figure: null }]);
  });

  test('of the term that ended and of the one that runs count each in its own', () => {
    const both = location({ ...facts, activity: { hosting: { FY27: 2, FY28: 1 } } });
    const figure = (day: string, activityOn = day) =>
      evaluate({ ...situation, location: both, program: ruled(deals(1)), on: day, activityOn }).criteria[0]
        ?.figure;

    expect(figure('2027-06-30')).toBe(2);
    expect(figure('2027-07-01')).toBe(1);
    expect(figure('2027-07-01', '2027-06-30')).toBe(2);
    expect(figure('2028-07-01')).toBeNull();
  });

  test('that are asked for to stay are asked for when the term has ended', () => {
    const asked = { ...unknown, program: ruled(dealsToStay), on: '2027-07-01' };
    const late = { ...asked, activityOn: '2027-06-30' };
    const found = { kind: 'activity', needed: 1, figure: null, toStay: true };
    expect(evaluate(asked)).toMatchObject({ eligible: true, criteria: [{ ...found, about: 'FY28' }] });
    expect(evaluate(late)).toMatchObject({ eligible: false, criteria: [{ ...found, about: 'FY27' }] });
    expect(Eligibility.parse(evaluate(late))).toEqual(evaluate(late));
  });

  test('of another term than the one that contains the day count for nothing', () => {
    const rule = ruled(deals(1));
    const extended = { ...rule, calendar: { ...rule.calendar, extendedEnds: { FY27: '2027-09-30' } } };
    const eligible = (program: typeof rule, day: string) =>
      evaluate({ ...situation, program, on: day }).eligible;

    expect(eligible(rule, '2027-06-30')).toBe(true);
    expect(eligible(rule, '2027-07-01')).toBe(false);
    expect(eligible(extended, '2027-09-30')).toBe(true);
  });
});
