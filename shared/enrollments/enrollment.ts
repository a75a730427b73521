/** An enrollment: the record of one location in one program, from invited to enrolled and beyond. What moves it is in transitions.ts. */
import * as z from 'zod/mini';
import { Scope } from '../access/member.ts';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import { Criterion } from '../programs/eligibility.ts';
import { Day, Instant, ProgramId } from '../programs/program.ts';

export const Status = z.enum([
  'invited',
  'invitationExpired',
  'enrolled',
  'withdrawn',
  'ineligible',
  'lapsed',
  'discontinued',
]);
export type Status = z.infer<typeof Status>;

/** Why something ended or was refused: a stable code, and the criteria where they are the reason. */
export const Reason = z
  .object({
    code: z.enum([
      'criteriaUnmet',
      'agreementNotActive',
      'programNotOpen',
      'programDiscontinued',
      'migrationNotCompleted',
      'deadlinePassed',
      'locationUnknown',
    ]),
    message: z.string(),
    criteria: z.optional(z.array(Criterion)),
  })
  .register(z.globalRegistry, { id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

export const HistoryEntry = z
  .object({
    at: Instant,
    /** The member who did it, or the system, whose reasons are given. */
    by: z.string(),
    what: z.string(),
    from: z.nullable(Status),
    to: Status,
    term: z.optional(z.string()),
    reasons: z.optional(z.array(Reason)),
    grant: z.optional(z.object({ role: z.string(), scopes: z.array(Scope) })),
    /** The occasion of the letters this caused. */
    occasion: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Invitation = z.object({
  /** What a home card is put away by. */
  occasion: z.string(),
  invitedAt: Instant,
  /** The term in which it was made; a passed deadline is not followed by another before the next one. */
  term: z.string(),
  deadline: z.optional(Instant),
  /** False while nobody at the location could act on it. */
  delivered: z.boolean(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Rollover = z
  .object({
    fromTerm: z.string(),
    toTerm: z.string(),
    at: Instant,
    outcome: z.enum(['rolledForward', 'lapsed']),
    reasons: z.array(Reason),
  })
  .register(z.globalRegistry, { id: 'Rollover' });

const common = {
  kind: z.literal('enrollment'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  programId: ProgramId,
  mpnId: MpnId,
  invitation: z.optional(Invitation),
  /** Since when a live one has nobody who can act for it; absent where it never had, or has again. */
  unattendedSince: z.optional(Instant),
  rollovers: z.array(Rollover),
  history: z.array(HistoryEntry),
};
const enrolledSince = { enrolledAt: Instant, earnsFrom: Day };

/** A union by status, so that an impossible combination does not parse: a term is open only while enrolled. */
export const Enrollment = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('invited'), invitation: Invitation }),
  z.object({ ...common, status: z.literal('enrolled'), openTerm: z.string(), ...enrolledSince }),
  z.object({ ...common, status: z.literal('invitationExpired'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('withdrawn') }),
  z.object({ ...common, status: z.literal('ineligible'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('lapsed'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('discontinued'), reasons: z.array(Reason) }),
]);
export type Enrollment = z.infer<typeof Enrollment>;
export type Invited = Extract<Enrollment, { status: 'invited' }>;
export type Enrolled = Extract<Enrollment, { status: 'enrolled' }>;
/** Somebody has something to act on. */
export type Live = Invited | Enrolled;

export interface Pair {
  organizationId: string;
  programId: string;
  mpnId: string;
}

export const enrollmentId = (pair: Pick<Pair, 'programId' | 'mpnId'>) =>
  `enrollment:${pair.programId}:${pair.mpnId}`;
