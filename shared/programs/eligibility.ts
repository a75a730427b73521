/** Whether a location is eligible for a program on a day, and why: the rules of that day, each with the figure that was used. */
import * as z from 'zod/mini';
import { Criterion, judge, type Situation } from './criterion.ts';
import type { Program, RuleVersion } from './program.ts';
import { partsOf, type Rule } from './rule.ts';
import { Day, ProgramId } from './words.ts';

export { agreementActive, Criterion } from './criterion.ts';

/** The answer for one location on one day. `figures` says that they are today's, whatever the day asked about. */
export const Eligibility = z
  .object({
    eligible: z.boolean(),
    programId: ProgramId,
    mpnId: z.string(),
    on: Day,
    /** The first day of the rules that were used; null where there are none, as in most open programs. */
    ruleEffectiveFrom: z.nullable(Day),
    figures: z.literal('current'),
    criteria: z.array(Criterion),
  })
  .register(z.globalRegistry, { id: 'Eligibility' });
export type Eligibility = z.infer<typeof Eligibility>;

/**
 * Eligibility of one location for one program by the rules and agreements of the day `on` (in the program's time zone).
 * The program's state, the migration and who asks are not looked at.
 * @throws RangeError for an activity rule on a day outside FY00 to FY99.
 */
export function evaluate(situation: Situation): Eligibility {
  const { program, location, on } = situation;
  const version = versionOn(program, on);
  const criteria = [
    ...agreementNeeded(program).map((rule) => judge(rule, situation)),
    ...(version ? [judge(version.rule, situation)] : withoutRules(program, on)),
  ];
  return {
    eligible: criteria.every(({ met }) => met),
    programId: program.id,
    mpnId: location.mpnId,
    on,
    ruleEffectiveFrom: version?.effectiveFrom ?? null,
    figures: 'current',
    criteria,
  };
}

/** The single criteria that explain a no: of `allOf` those that are missing, of `anyOf` every way there would have been. */
export function unmet(eligibility: Eligibility): Criterion[] {
  return unmetAmong(eligibility.criteria);
}

/** Whether the answer depends on the revenue of the whole organization, so that all its locations must be read. */
export function needsOrganizationRevenue(program: Program, on: string): boolean {
  const version = versionOn(program, on);
  return version !== undefined && looksAtOrganizationRevenue(version.rule);
}

/** The version in force on that day: the latest one effective by then; of two with the same day, the one listed last. */
export function versionOn(program: Program, on: string): RuleVersion | undefined {
  const effective = program.versions.filter(({ effectiveFrom }) => effectiveFrom <= on);
  const later = (one: RuleVersion, other: RuleVersion) =>
    other.effectiveFrom >= one.effectiveFrom ? other : one;
  return effective.length > 0 ? effective.reduce(later) : undefined;
}

function agreementNeeded({ requiredAgreement }: Program): Rule[] {
  return requiredAgreement ? [{ kind: 'agreement', type: requiredAgreement }] : [];
}

/** A program that is not open to all admits nobody before its first rules. */
function withoutRules(program: Program, on: string): Criterion[] {
  if (program.openToAll) return [];
  const first = program.versions.map(({ effectiveFrom }) => effectiveFrom).sort()[0];
  return [
    {
      criterion: `The program has rules in force on ${on}`,
      kind: 'rulesInForce',
      met: false,
      needed: `in force on ${on}`,
      figure: first ? `in force from ${first}` : null,
      source: 'program',
      asOf: null,
    },
  ];
}

function unmetAmong(criteria: Criterion[]): Criterion[] {
  return criteria
    .filter(({ met }) => !met)
    .flatMap((criterion) => (criterion.criteria ? unmetAmong(criterion.criteria) : [criterion]));
}

function looksAtOrganizationRevenue(rule: Rule): boolean {
  if (rule.kind === 'revenue') return rule.level === 'organization';
  return partsOf(rule).some(looksAtOrganizationRevenue);
}
