/** Rules that are refused though they are well formed, with the place and in words. */
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../shared/programs/rule.ts';
import { faultOf } from '../../../shared/programs/rule-check.ts';
import { all, any, isIn, isNotIn, nominated, until } from './rules.ts';

const effectiveFrom = '2026-07-01';
const placeOf = (rule: Rule) => faultOf({ effectiveFrom, rule })?.place;
const hundred = all(...ten(all(...ten(nominated))));
const past = until(effectiveFrom);

describe('given rules that take effect on 1 July 2026', () => {
  test.each<[string, Rule, string]>([
    ['ends on that day', until('2026-07-01'), 'rule'],
    ['ended before', all(nominated, until('2021-10-01')), 'rule.rules.1'],
    ['asks for two countries', all(isIn('SE'), isIn('NO', 'DK')), 'rule'],
    ['asks for a country and excludes it', all(nominated, all(isIn('SE'), isNotIn('SE'))), 'rule.rules.1'],
    ['excludes all it asks for, bit by bit', all(isIn('SE', 'NO'), isNotIn('SE'), isNotIn('NO')), 'rule'],
    ['offers two ways that are none', any(past, all(isIn('SE'), isIn('NO'))), 'rule.rules.0'],
    ['offers a way that is none', any(nominated, until('2020-01-01')), 'rule.rules.1'],
    ['offers a way that contradicts itself', any(nominated, all(isIn('DE'), isNotIn('DE'))), 'rule.rules.1'],
    ['offers a way in another country than all', all(isIn('SE'), any(nominated, isIn('NO'))), placed(1, 1)],
    [
      'offers a way in another country far above it',
      all(isIn('SE'), any(nominated, all(any(isIn('NO'), isIn('SE'))))),
      placed(1, 1, 0, 0),
    ],
    ['offers one way that is none', any(any(past)), 'rule.rules.0.rules.0'],
    ['has ways in other countries only', all(isIn('SE'), any(isIn('NO'), all(isIn('SE'), past))), 'rule'],
    [
      'contradicts itself deep down',
      any(all(nominated, any(all(isIn('SE'), isNotIn('SE'))))),
      placed(0, 1, 0),
    ],
  ])('when one %s, then its place is named', (_, rule, place) => {
    expect(placeOf(rule)).toBe(place);
  });

  test.each<[string, Rule]>([
    ['ends the day after', until('2026-07-02')],
    ['has two ends', all(until('2026-07-02'), until('2027-07-01'))],
    ['asks for countries that overlap', all(isIn('SE', 'NO'), isIn('NO', 'DK'), isNotIn('SE', 'DK'))],
    ['excludes many countries', all(isNotIn('SE', 'NO'), isNotIn('DK', 'FI'))],
    ['has another way in each country', all(any(isIn('SE'), isIn('NO')), any(isIn('NO'), isIn('SE')))],
    ['has ways in some countries of many', all(isIn('SE', 'NO'), any(isIn('NO'), isNotIn('NO')))],
    ['asks for the most there is', all({ kind: 'score', area: 'security', atLeast: 100 }, nominated)],
    ['repeats itself', all(isIn('SE'), isIn('SE'), { kind: 'designation', anyOf: ['Gold', 'Gold'] })],
  ])('when one %s, then it is accepted', (_, rule) => {
    expect(placeOf(rule)).toBeUndefined();
  });
});

test.each<[string, Rule]>([
  [
    'These rules take effect on 2026-07-01, and no day from then on is before 2021-10-01.',
    until('2021-10-01'),
  ],
  [
    'These contradict each other: there is no country in which all of them can be met.',
    all(isIn('SE'), isNotIn('SE')),
  ],
  [
    'This contradicts what it stands in: there is no country in which both can be met.',
    all(isIn('SE'), any(nominated, isIn('NO'))),
  ],
  ['XQ is not the code of a country.', isIn('SE', 'XQ')],
  ['A rule has at most 5 levels.', all(all(all(all(all(nominated)))))],
  ['A rule has at most 100 criteria; this one has 101.', all(nominated, hundred)],
])('it is said: %s', (message, rule) => {
  expect(faultOf({ effectiveFrom, rule })?.message).toBe(message);
});

test('a rule may have 5 levels and 100 criteria', () => {
  expect(placeOf(all(all(all(all(nominated)))))).toBeUndefined();
  expect(placeOf(hundred)).toBeUndefined();
  expect(placeOf(any(nominated, all(all(all(all(nominated))))))).toBe(
    'rule.rules.1.rules.0.rules.0.rules.0.rules.0',
  );
});

test.each(['UK', 'SU', 'EU', 'ZZ', 'QQ'])('%s is no country, and named by its place', (code) => {
  expect(placeOf(all(nominated, isNotIn('GB', code)))).toBe('rule.rules.1.notIn.1');
  expect(placeOf(isIn(code))).toBe('rule.in.0');
});

function placed(...path: number[]): string {
  return ['rule', ...path.flatMap((n) => ['rules', n])].join('.');
}

function ten(rule: Rule): Rule[] {
  return Array.from({ length: 10 }, () => rule);
}
