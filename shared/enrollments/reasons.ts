/** Why a location may not enter or stay in a program at a moment: the conditions in the order they are checked. */
import { dayAt } from '../calendar/calendar.ts';
import type { Location, Organization } from '../organizations/organization.ts';
import { type Criterion, type Eligibility, evaluate, unmet } from '../programs/eligibility.ts';
import type { Program } from '../programs/program.ts';
import { foundInWords } from '../programs/wording.ts';
import type { Reason } from './history.ts';

export interface Applicant {
  organization: Organization;
  location: Location;
  /** Of all its locations, in whole US dollars; without `asOf`, not known. */
  revenueOfOrganization: { usd: number; asOf: string | undefined };
  program: Program;
}

/** The day asked about, and the term whose activity counts where it is another one. */
export interface AskedOn {
  on: string;
  activityOn?: string;
}

/** Eligibility by the rules and agreements of a day, on the figures at hand. */
export function eligibilityOn(applicant: Applicant, asked: AskedOn): Eligibility {
  return evaluate({ ...applicant, ...asked });
}

export function eligibilityAt(applicant: Applicant, now: Date): Eligibility {
  return eligibilityOn(applicant, { on: dayAt(applicant.program.calendar.timeZone, now) });
}

/** Everything that stands against the location on that day; empty when nothing does. */
export function reasonsAgainst(applicant: Applicant, asked: AskedOn): Reason[] {
  return [
    ...migrationReasons(applicant.organization),
    ...programReasons(applicant.program),
    ...eligibilityReasons(eligibilityOn(applicant, asked)),
  ];
}

function migrationReasons({ migration }: Organization): Reason[] {
  if (migration.status === 'completed') return [];
  return [{ code: 'migrationNotCompleted', message: 'The organization has not completed its migration.' }];
}

function programReasons({ state, name }: Program): Reason[] {
  if (state === 'notOpen') return [{ code: 'programNotOpen', message: `${name} is not open.` }];
  if (state === 'discontinued')
    return [{ code: 'programDiscontinued', message: `${name} is no longer offered.` }];
  return [];
}

/** The required agreement apart from the other criteria: a different person mends it. */
export function eligibilityReasons(eligibility: Eligibility): Reason[] {
  const isAgreement = (criterion: Criterion) => criterion.kind === 'agreement';
  return [
    ...reason('criteriaUnmet', eligibility, (criterion) => !isAgreement(criterion)),
    ...reason('agreementNotActive', eligibility, isAgreement),
  ];
}

function reason(
  code: 'criteriaUnmet' | 'agreementNotActive',
  eligibility: Eligibility,
  concerns: (criterion: Criterion) => boolean,
): Reason[] {
  const criteria = unmet(eligibility).filter(concerns);
  if (criteria.length === 0) return [];
  const message = eligibility.criteria.flatMap((criterion) => sentences(criterion, concerns)).join(' ');
  return [{ code, message, criteria, ...ruleNamed(eligibility.ruleEffectiveFrom) }];
}

/** The rules that decided, by their first day, as reasons and the history name them; nothing where there are none. */
export function ruleNamed(effectiveFrom: string | null | undefined): { ruleEffectiveFrom?: string } {
  return effectiveFrom ? { ruleEffectiveFrom: effectiveFrom } : {};
}

/** What is missing, in words: of several ways that there are, one is enough. */
function sentences(criterion: Criterion, concerns: (criterion: Criterion) => boolean): string[] {
  if (criterion.met) return [];
  if (criterion.kind === 'allOf')
    return (criterion.criteria ?? []).flatMap((part) => sentences(part, concerns));
  if (criterion.kind !== 'anyOf') return concerns(criterion) ? [`Not met: ${found(criterion)}.`] : [];
  const ways = (criterion.criteria ?? []).filter((way) => way.criteria !== undefined || concerns(way));
  return ways.length > 0 ? [`Not met: at least one of these: ${ways.map(found).join('; ')}.`] : [];
}

function found(criterion: Criterion): string {
  const { criteria, criterion: asked } = criterion;
  if (criteria) return `${asked} (${criteria.map(found).join('; ')})`;
  const words = foundInWords(criterion);
  return words === undefined ? asked : `${asked} (found: ${words})`;
}
