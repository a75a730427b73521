/** What is remembered of an enrollment: each step with who, when and why. Append-only. */
import * as z from 'zod/mini';
import { Scope } from '../access/member.ts';
import { Criterion } from '../programs/eligibility.ts';
import { Instant, RequirementId } from '../programs/words.ts';

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

/** Why something ended, stayed out or was refused: a stable code, and the criteria where they are the reason. */
export const Reason = z
  .object({
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
  })
  .register(z.globalRegistry, { id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

export const HistoryEntry = z
  .object({
    at: Instant,
    /** The member who did it, `operator`, or `system`, whose reasons are given. */
    by: z.string(),
    what: z.string(),
    from: z.nullable(Status),
    to: Status,
    term: z.optional(z.string()),
    reasons: z.optional(z.array(Reason)),
    grant: z.optional(z.object({ role: z.string(), scopes: z.array(Scope) })),
    requirement: z.optional(RequirementId),
    /** The occasion of the letters this caused. */
    occasion: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Rollover = z
  .object({
    fromTerm: z.string(),
    toTerm: z.string(),
    at: Instant,
    outcome: z.enum(['rolledForward', 'lapsed']),
    reasons: z.array(Reason),
  })
  .register(z.globalRegistry, { id: 'Rollover' });
