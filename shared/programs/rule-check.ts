/** What is wrong with a rule that is well formed: it is too large, names no country there is, or nobody can ever meet it. */
import { lazily } from '../lazily.ts';
import type { RuleVersion } from './program.ts';
import { admitsCountry, partsOf, type Rule } from './rule.ts';

interface RuleFault {
  /** Where in the version, such as `rule.rules.0`. */
  place: string;
  message: string;
}

interface Placed {
  rule: Rule;
  place: string;
  /** 1 for the rule of the version itself. */
  level: number;
}

const mostLevels = 5;
const mostCriteria = 100;
/** Of a rule as text: what is unmet of it is kept with every enrollment that fails it, and stays in its history. */
const mostCharacters = 8_000;

/** The first fault of a version's rule, at the smallest part of it that has the fault. */
export function faultOf({ effectiveFrom, rule }: RuleVersion): RuleFault | undefined {
  const whole: Placed = { rule, place: 'rule', level: 1 };
  const every = within(whole);
  return extentFault(every) ?? countryFault(every) ?? impossibility(whole, effectiveFrom);
}

/** A rule and all it consists of. */
function within(whole: Placed): Placed[] {
  return [whole, ...placedParts(whole).flatMap(within)];
}

function placedParts({ rule, place, level }: Placed): Placed[] {
  return partsOf(rule).map((part, n) => ({ rule: part, place: `${place}.rules.${n}`, level: level + 1 }));
}

function extentFault(every: Placed[]): RuleFault | undefined {
  const deep = every.find(({ level }) => level > mostLevels);
  if (deep) return { place: deep.place, message: `A rule has at most ${mostLevels} levels.` };
  const criteria = every.filter(({ rule }) => partsOf(rule).length === 0).length;
  if (criteria > mostCriteria)
    return {
      place: 'rule',
      message: `A rule has at most ${mostCriteria} criteria; this one has ${criteria}.`,
    };
  const characters = JSON.stringify(every[0]?.rule).length;
  if (characters <= mostCharacters) return undefined;
  return {
    place: 'rule',
    message: `A rule has at most ${mostCharacters} characters; this one has ${characters}.`,
  };
}

function countryFault(every: Placed[]): RuleFault | undefined {
  const named = every.flatMap(({ rule, place }) => {
    const list = rule.kind === 'country' && rule.in ? 'in' : 'notIn';
    return countriesOf(rule).map((code, n) => ({ code, place: `${place}.${list}.${n}` }));
  });
  const wrong = named.find(({ code }) => !isCountry(code));
  return wrong && { place: wrong.place, message: `${wrong.code} is not the code of a country.` };
}

function countriesOf(rule: Rule): string[] {
  return rule.kind === 'country' ? (rule.in ?? rule.notIn ?? []) : [];
}

const countryNames = lazily(() => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }));
/** Codes with a name that no location is in. */
const noCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/** Whether it is the code in use: not one that another has replaced, as GB has UK. */
function isCountry(code: string): boolean {
  if (countryNames().of(code) === undefined || noCountries.includes(code)) return false;
  return new Intl.Locale('und', { region: code }).region === code;
}

/** Stands for all countries that a rule does not name: to the rule they are one. */
const elsewhere = '';

/**
 * Figures, nominations and agreements can always be such that a criterion is met, and all at once. What cannot is being in two
 * countries, and being early: no criterion excludes the first day of the version that admits a later one. So a rule can be met
 * if it can be met on that day, in one of the countries it names or elsewhere.
 */
function impossibility(whole: Placed, effectiveFrom: string): RuleFault | undefined {
  const countries = [...new Set(within(whole).flatMap(({ rule }) => countriesOf(rule))), elsewhere];
  const isImpossible = ({ rule }: Placed) =>
    !countries.some((country) => isPossible(rule, country, effectiveFrom));
  if (!isImpossible(whole)) return undefined;
  const { place, rule } = narrowest(whole, isImpossible);
  return { place, message: reason(rule, effectiveFrom) };
}

function isPossible(rule: Rule, country: string, on: string): boolean {
  if (rule.kind === 'country') return admitsCountry(rule, country);
  if (rule.kind === 'before') return on < rule.day;
  if (rule.kind === 'allOf') return rule.rules.every((part) => isPossible(part, country, on));
  if (rule.kind === 'anyOf') return rule.rules.some((part) => isPossible(part, country, on));
  return true;
}

/** Of an impossible rule, the part that makes it so by itself. */
function narrowest(whole: Placed, isImpossible: (part: Placed) => boolean): Placed {
  const parts = placedParts(whole);
  const isOneOfSeveral = whole.rule.kind === 'anyOf' && parts.length > 1;
  const culprit = isOneOfSeveral ? undefined : parts.find(isImpossible);
  return culprit ? narrowest(culprit, isImpossible) : whole;
}

function reason(rule: Rule, effectiveFrom: string): string {
  if (rule.kind === 'before')
    return `These rules take effect on ${effectiveFrom}, and no day from then on is before ${rule.day}.`;
  if (rule.kind === 'anyOf') return 'Nobody can ever meet any of these.';
  return 'These contradict each other: there is no country in which all of them can be met.';
}
