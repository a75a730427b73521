/** What is wrong with a rule that is well formed: it is too large, names no country there is, or has a part that nobody can ever meet. */
import { lazily } from '../lazily.ts';
import type { RuleVersion } from './program.ts';
import { countriesOf, type Placed, partsOf, within } from './rule.ts';
import { impossibility, type RuleFault } from './rule-possible.ts';

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

const countryNames = lazily(() => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }));
/** Codes with a name that no location is in. */
const noCountries = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

/** Whether it is the code in use: not one that another has replaced, as GB has UK. */
function isCountry(code: string): boolean {
  if (countryNames().of(code) === undefined || noCountries.includes(code)) return false;
  return new Intl.Locale('und', { region: code }).region === code;
}
