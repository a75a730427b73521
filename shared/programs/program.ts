/** A program: what the vendor offers, to whom, under which rules and in which terms. The policy is data, versioned by date. */
import * as z from 'zod/mini';

export const ProgramId = z
  .string()
  .check(
    z.regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Lower-case letters, digits and hyphens, at most 64'),
    z.describe('Lower-case letters, digits and hyphens'),
  );

/** At most so many members, in the API description too. */
export function atMost<T extends object>(count: number): z.core.$ZodCheck<T>[] {
  const fits = (members: T) => Object.keys(members).length <= count;
  return [z.refine(fits, `At most ${count} entries`), z.meta({ maxProperties: count })];
}

/** The name of a term. */
export const TermName = z.string().check(z.regex(/^FY[0-9]{2}$/, 'A term, such as FY27'));

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** A day in a term of any calendar: FY00 to FY99 are all there are. */
export const DayOfTerm = Day.check(
  z.refine((day) => day >= '2000-01-01' && day <= '2098-12-31', 'A day from 2000-01-01 to 2098-12-31'),
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

const Level = z.enum(['location', 'organization']);
const Name = z.string().check(z.minLength(1), z.maxLength(100));
/** ISO 3166-1 alpha-2. */
export const CountryCode = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/, 'A country: two capital letters'), z.describe('ISO 3166-1 alpha-2'));
const Countries = z.array(CountryCode).check(z.minLength(1), z.maxLength(250));

/** One criterion, or several combined. Amounts are whole US dollars over the trailing twelve months. */
export type Rule =
  | { kind: 'agreement'; type: AgreementType }
  | { kind: 'designation'; anyOf: string[] }
  | { kind: 'score'; area: SolutionArea; atLeast: number }
  | { kind: 'revenue'; level: z.infer<typeof Level>; atLeastUsd: number }
  | { kind: 'country'; in: string[] }
  | { kind: 'country'; notIn: string[] }
  | { kind: 'nominated' }
  | { kind: 'activity'; atLeast: number }
  | { kind: 'before'; day: string }
  | { kind: 'always' }
  | { kind: 'allOf'; rules: Rule[] }
  | { kind: 'anyOf'; rules: Rule[] };

export const Rule: z.ZodMiniType<Rule> = z
  .union([
    z.strictObject({ kind: z.literal('agreement'), type: AgreementType }),
    z.strictObject({
      kind: z.literal('designation'),
      anyOf: z.array(Name).check(z.minLength(1), z.maxLength(50)),
    }),
    z.strictObject({
      kind: z.literal('score'),
      area: SolutionArea,
      atLeast: z.int().check(z.gte(0), z.lte(100)),
    }),
    z.strictObject({ kind: z.literal('revenue'), level: Level, atLeastUsd: z.int().check(z.gte(0)) }),
    z.strictObject({ kind: z.literal('country'), in: Countries }),
    z.strictObject({ kind: z.literal('country'), notIn: Countries }),
    z.strictObject({ kind: z.literal('nominated') }),
    z.strictObject({ kind: z.literal('activity'), atLeast: z.int().check(z.gte(1)) }),
    z.strictObject({ kind: z.literal('before'), day: Day }),
    z.strictObject({ kind: z.literal('always') }),
    // One member for both: where two recur, each level of a rule doubles the work of parsing it.
    z.strictObject({
      kind: z.enum(['allOf', 'anyOf']),
      get rules() {
        return z.array(Rule).check(z.minLength(1), z.maxLength(20));
      },
    }),
  ])
  .register(z.globalRegistry, { id: 'Rule' });

/** When terms begin and end. A term is named by the calendar year it ends in; the vendor's fiscal year begins in July. */
export const ProgramCalendar = z.strictObject({
  timeZone: z._default(z.string().check(z.minLength(1), z.maxLength(60)), 'UTC'),
  firstMonth: z._default(z.int().check(z.gte(1), z.lte(12)), 7),
  /** The last day of a term that was extended, by the term's name; the next term begins the day after. */
  extendedEnds: z._default(z.record(TermName, DayOfTerm).check(...atMost(50)), {}),
});
export type ProgramCalendar = z.infer<typeof ProgramCalendar>;

export const RuleVersion = z.strictObject({ effectiveFrom: Day, rule: Rule });
export type RuleVersion = z.infer<typeof RuleVersion>;

/** What an operator writes and everybody reads. */
export const ProgramTerms = z.strictObject({
  name: Name,
  description: z._default(z.string().check(z.maxLength(1000)), ''),
  guideUrl: z.url({ protocol: /^https$/ }),
  state: z.enum(['active', 'notOpen', 'discontinued']),
  /** Open to all: no criteria, no mail, no home card. */
  openToAll: z.boolean(),
  requiredAgreement: z.optional(AgreementType),
  /** Ordered or not, the version in force on a day is the latest one effective by then. Empty for open programs. */
  versions: z.array(RuleVersion).check(z.maxLength(50)),
  invitationValidDays: z.optional(z.int().check(z.gte(1), z.lte(366))),
  calendar: ProgramCalendar,
  /** Whether a location that loses eligibility leaves at once, or when its term ends. */
  offBoarding: z.enum(['atOnce', 'atTermEnd']),
});
export type ProgramTerms = z.infer<typeof ProgramTerms>;

export const Program = z.object({
  kind: z.literal('program'),
  schemaVersion: z.literal(1),
  id: ProgramId,
  ...ProgramTerms.shape,
});
export type Program = z.infer<typeof Program>;

/** That programs were changed, and not every organization has been asked to look at them again. */
export const ProgramChanges = z.object({
  kind: z.literal('programChanges'),
  schemaVersion: z.literal(1),
  id: z.string(),
  since: Instant,
});
export type ProgramChanges = z.infer<typeof ProgramChanges>;
