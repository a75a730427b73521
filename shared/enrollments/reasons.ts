/** Why a location may not enter or stay in a program at a moment: the conditions in the order they are checked. */
import { dayAt } from '../calendar/calendar.ts';
import { type Location, type Organization, organizationRevenue } from '../organizations/organization.ts';
import { type Eligibility, evaluate, unmet } from '../programs/eligibility.ts';
import type { Program } from '../programs/program.ts';
import type { Reason } from './enrollment.ts';

export interface Applicant {
  organization: Organization;
  location: Location;
  /** All locations of the organization, where a rule looks at its revenue as a whole. */
  locations: Location[];
  program: Program;
}

/** The day asked about, and the term whose activity counts where it is another one. */
export interface AskedOn {
  on: string;
  activityOn?: string;
}

/** Eligibility by the rules and agreements of a day, on the figures at hand. */
export function eligibilityOn(applicant: Applicant, asked: AskedOn): Eligibility {
  const revenueOfOrganization = organizationRevenue(applicant.locations);
  return evaluate({ ...applicant, revenueOfOrganization, ...asked });
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
  const missing = unmet(eligibility);
  const criteria = missing.filter((criterion) => criterion.kind !== 'agreement');
  const agreements = missing.filter((criterion) => criterion.kind === 'agreement');
  return [
    ...(criteria.length > 0
      ? [{ code: 'criteriaUnmet' as const, message: sentence(criteria), criteria }]
      : []),
    ...(agreements.length > 0
      ? [{ code: 'agreementNotActive' as const, message: sentence(agreements), criteria: agreements }]
      : []),
  ];
}

function sentence(criteria: { criterion: string; figure: unknown }[]): string {
  return criteria
    .map(
      ({ criterion, figure }) =>
        `Not met: ${criterion}${figure === null ? '' : ` (found: ${String(figure)})`}.`,
    )
    .join(' ');
}
