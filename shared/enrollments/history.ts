/** What is remembered of an enrollment: each step with who, when and why. Append-only. */
import * as z from 'zod/mini';
import { Scope } from '../access/member.ts';
import { object } from '../compiled.ts';
import { Criterion } from '../programs/eligibility.ts';
import { Day, Instant, RequirementId } from '../programs/words.ts';

export const Status = z.enum([
  'invited',
  'declined',
  'invitationExpired',
  'actionRequired',
  'validating',
  'enrolled',
  'withdrawn',
  'ineligible',
  'lapsed',
  'discontinued',
]);
export type Status = z.infer<typeof Status>;

/** Why something ended, stayed out or was refused: a stable code, and the criteria or requirements where they are the reason. */
export const Reason = object({
  code: z.enum([
    'criteriaUnmet',
    'agreementNotActive',
    'programNotOpen',
    'programDiscontinued',
    'migrationNotCompleted',
    'requirementIncomplete',
    'requirementRejected',
    'deadlinePassed',
    'operatorDecision',
  ]),
  message: z.string(),
  criteria: z.optional(z.array(Criterion)),
  /** The first day of the rules that the criteria are of. */
  ruleEffectiveFrom: z.optional(Day),
  /** Those that are not validated, by id and name. */
  requirements: z.optional(z.array(object({ requirement: RequirementId, name: z.string() }))),
}).register(z.globalRegistry, { id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

export const HistoryEntry = object({
  at: Instant,
  /** The member who did it, `operator`, or `system`, whose reasons are given. */
  by: z.string(),
  /** Which of the operator's people or automation, as a member id: only the operator reads it. */
  operator: z.optional(z.string()),
  what: z.string(),
  from: z.nullable(Status),
  to: Status,
  /** The term that is open then, or was until then. */
  term: z.optional(z.string()),
  /** The first day of the rules by which it was admitted, or carried into that term. */
  ruleEffectiveFrom: z.optional(Day),
  reasons: z.optional(z.array(Reason)),
  grant: z.optional(object({ role: z.string(), scopes: z.array(Scope) })),
  requirement: z.optional(RequirementId),
  /** The occasion of the letters this caused. */
  occasion: z.optional(z.string()),
}).register(z.globalRegistry, { id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The history as a partner reads it. */
export function withoutOperators(history: HistoryEntry[]): HistoryEntry[] {
  return history.map(({ operator: _, ...entry }) => entry);
}

/** What was before a lapse: a re-opening goes on from there. */
const BeforeLapse = z.discriminatedUnion('status', [
  object({ status: z.literal('enrolled'), enrolledAt: Instant, earnsFrom: Day }),
  object({ status: z.literal('actionRequired'), acceptedAt: Instant }),
  object({ status: z.literal('validating'), acceptedAt: Instant }),
]);
export type BeforeLapse = z.infer<typeof BeforeLapse>;

export const Rollover = object({
  fromTerm: z.string(),
  toTerm: z.string(),
  at: Instant,
  /** `reopened`: the operator took a lapse back. */
  outcome: z.enum(['rolledForward', 'lapsed', 'reopened']),
  reasons: z.array(Reason),
  before: z.optional(BeforeLapse),
}).register(z.globalRegistry, { id: 'Rollover' });
export type Rollover = z.infer<typeof Rollover>;
