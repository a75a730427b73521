/** Whether somebody can meet a rule, and each way it offers. */
import { admitsCountry, countriesOf, type Placed, placedParts, type Rule, within } from './rule.ts';

export interface RuleFault {
  /** Where in the version, such as `rule.rules.0`. */
  place: string;
  message: string;
}

/** Stands for all countries that a rule does not name: to the rule they are one. */
const elsewhere = '';

/**
 * Figures, nominations and agreements can always be such that a criterion is met, and all at once. What cannot is being in two
 * countries, and being early: no criterion excludes the first day of the version that admits a later one. So a way can be gone
 * if it can be gone on that day, in one of the countries the rule names or elsewhere.
 */
export function impossibility(whole: Placed, effectiveFrom: string): RuleFault | undefined {
  const countries = [...new Set(within(whole).flatMap(({ rule }) => countriesOf(rule))), elsewhere];
  const isImpossible = ({ rule }: Placed) =>
    !countries.some((country) => isPossible(rule, country, effectiveFrom));
  const way = closedWay(whole, { countries, on: effectiveFrom });
  if (!way) return undefined;
  const culprit = within(way).find((part) => isImpossible(part) && !placedParts(part).some(isImpossible));
  if (culprit) return { place: culprit.place, message: reason(culprit.rule, effectiveFrom) };
  return {
    place: way.place,
    message: 'This contradicts what it stands in: there is no country in which both can be met.',
  };
}

/** The first way that is open in none of the countries in which all that it stands in can be met. */
function closedWay(part: Placed, { countries, on }: { countries: string[]; on: string }): Placed | undefined {
  const open = countries.filter((country) => isPossible(part.rule, country, on));
  if (open.length === 0) return part;
  for (const inner of placedParts(part)) {
    const closed = closedWay(inner, { countries: open, on });
    if (closed) return closed;
  }
  return undefined;
}

function isPossible(rule: Rule, country: string, on: string): boolean {
  if (rule.kind === 'country') return admitsCountry(rule, country);
  if (rule.kind === 'before') return on < rule.day;
  if (rule.kind === 'allOf') return rule.rules.every((part) => isPossible(part, country, on));
  if (rule.kind === 'anyOf') return rule.rules.some((part) => isPossible(part, country, on));
  return true;
}

function reason(rule: Rule, effectiveFrom: string): string {
  return rule.kind === 'before'
    ? `These rules take effect on ${effectiveFrom}, and no day from then on is before ${rule.day}.`
    : 'These contradict each other: there is no country in which all of them can be met.';
}
