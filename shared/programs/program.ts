/** A program: what the vendor offers, to whom, under which rules and in which terms. The policy is data, versioned by date. */
import * as z from 'zod/mini';
import { Rule } from './rule.ts';
import {
  AgreementType,
  atMost,
  Day,
  DayOfTerm,
  Instant,
  Name,
  ProgramId,
  RequirementId,
  TermName,
} from './words.ts';

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

/** What a location has to complete after it accepted, and the operator to validate, before it is enrolled. */
const Requirement = z.strictObject({ requirement: RequirementId, name: Name });

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
  requirements: z._default(z.array(Requirement).check(z.maxLength(20)), []),
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
