/** The words programs, organizations and rules share: ids, days, terms, areas, agreements, countries. */
import * as z from 'zod/mini';

/** The id of what people name: it is part of addresses and of documents' ids. */
export const Slug = z
  .string()
  .check(
    z.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Lower-case letters, digits and hyphens, at most 64'),
    z.describe('Lower-case letters, digits and hyphens'),
  );

export const ProgramId = Slug.check(z.describe('A program, such as hosting-fy21'));

/** A thing a location has to complete before it is enrolled. */
export const RequirementId = Slug.check(z.describe('A requirement, such as payout-profile'));

/** At most so many members, in the API description too. */
export function atMost<T extends object>(count: number): z.core.$ZodCheck<T>[] {
  const fits = (members: T) => Object.keys(members).length <= count;
  return [z.refine(fits, `At most ${count} entries`), z.meta({ maxProperties: count })];
}

/** The name of a term. */
export const TermName = z.string().check(z.regex(/^FY[0-9]{2}$/, 'A term, such as FY27'));

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** Of every calendar: FY00 to FY99 are all the terms there are. */
export const lastDayOfTerms = '2098-12-31';
/** A day in a term of any calendar. */
export const DayOfTerm = Day.check(
  z.refine((day) => day >= '2000-01-01' && day <= lastDayOfTerms, 'A day from 2000-01-01 to 2098-12-31'),
);
/** An RFC 3339 instant in UTC. */
export const Instant = z.iso.datetime();

const areas = [
  'businessApplications',
  'dataAndAi',
  'digitalAndAppInnovation',
  'infrastructure',
  'modernWork',
  'security',
] as const;
/** The solution areas in which designations and capability scores are given. */
export const SolutionArea = z.enum(areas);
export type SolutionArea = z.infer<typeof SolutionArea>;

const agreementTypes = ['microsoftPartnerAgreement', 'mpnAgreement', 'distributorAgreement'] as const;
export const AgreementType = z.enum(agreementTypes);
export type AgreementType = z.infer<typeof AgreementType>;

/** What something is called. */
export const Name = z.string().check(z.minLength(1), z.maxLength(100));
/** ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/, 'A country: two capital letters'), z.describe('ISO 3166-1 alpha-2'));
