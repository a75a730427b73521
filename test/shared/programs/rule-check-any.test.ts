/** Of any rules, exactly those are refused of which no location of a small world can go each way on any day. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../shared/programs/eligibility.ts';
import { partsOf, Rule } from '../../../shared/programs/rule.ts';
import { faultOf } from '../../../shared/programs/rule-check.ts';
import { all, isIn, isNotIn, nominated, until } from './rules.ts';
import { facts, location, organization, program, situation } from './situation.ts';

const effectiveFrom = '2026-07-01';
const placeOf = (rule: Rule) => faultOf({ effectiveFrom, rule })?.place;

const days = ['2026-06-30', effectiveFrom, '2026-07-02', '2026-07-03', '2027-07-01'];
const countries = ['SE', 'NO', 'DK'];
const world = [...countries, 'FI'].flatMap((country) => days.slice(1).map((on) => ({ country, on })));
const figures = { ...facts, trailing12MonthRevenueUsd: 100, designations: ['Gold', 'Silver'] };
const active = { mpnAgreement: { activeFrom: '2000-01-01' } };

/** Whether anybody meets it on any day from its first on, as eligibility is decided. */
const isMet = (rule: Rule) =>
  world.some(({ country, on }) => {
    const asked = { ...situation, organization: organization(active), on };
    const versions = [{ effectiveFrom, rule }];
    return evaluate({
      ...asked,
      program: program({ versions }),
      location: { ...location(figures), country },
    }).eligible;
  });

const some = fc.uniqueArray(fc.constantFrom(...countries), { minLength: 1 });
const leaf: fc.Arbitrary<Rule> = fc.oneof(
  some.map((named) => isIn(...named)),
  some.map((named) => isNotIn(...named)),
  fc.constantFrom(...days).map(until),
  fc.constantFrom<Rule>(
    { kind: 'always' },
    { kind: 'agreement', type: 'mpnAgreement' },
    { kind: 'designation', anyOf: ['Gold'] },
    { kind: 'score', area: 'security', atLeast: 25 },
    { kind: 'revenue', level: 'location', atLeastUsd: 100 },
    { kind: 'activity', atLeast: 2 },
    nominated,
  ),
);
const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constantFrom('allOf' as const, 'anyOf' as const),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 4 }),
    }),
  ),
}));

test('those are refused that have a way which nobody can go on any day, and no others', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(placeOf(rule) === undefined).toBe(waysOf(rule).every(isMet));
    }),
    { numRuns: 500 },
  );
});

test('the place named is a part that nobody meets with all it stands in, though each of its own parts may be met', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const place = placeOf(rule);
      if (place === undefined) return;
      const named = at(rule, place);
      expect(isMet(onlyBy(rule, pathOf(place)))).toBe(false);
      if (!isMet(named)) expect(partsOf(named).every(isMet)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('they are well formed', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(Rule.parse(rule)).toEqual(rule);
    }),
  );
});

/** The part of a rule at a place such as `rule.rules.0`. */
function at(rule: Rule, place: string): Rule {
  return pathOf(place).reduce((part, n) => partsOf(part)[n] ?? part, rule);
}

function pathOf(place: string): number[] {
  return place
    .split('.')
    .slice(1)
    .filter((step) => step !== 'rules')
    .map(Number);
}

/** The rule with one alternative instead of several, wherever the path takes one. */
function onlyBy(rule: Rule, [n, ...path]: number[]): Rule {
  if (n === undefined) return rule;
  const part = onlyBy(partsOf(rule)[n] ?? rule, path);
  return rule.kind === 'allOf' ? all(...rule.rules.with(n, part)) : part;
}

/** The rule by each way to each of its parts. */
function waysOf(rule: Rule): Rule[] {
  if (rule.kind === 'anyOf') return rule.rules.flatMap(waysOf);
  if (rule.kind !== 'allOf') return [rule];
  return rule.rules.flatMap((part, n) => waysOf(part).map((way) => all(...rule.rules.with(n, way))));
}
