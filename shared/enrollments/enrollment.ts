/** An enrollment: the record of one location in one program, from invited to enrolled and beyond. What moves it is in transitions.ts. */
import * as z from 'zod/mini';
import { object } from '../compiled.ts';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import { Day, Instant, ProgramId, RequirementId } from '../programs/words.ts';
import { HistoryEntry, Reason, Rollover } from './history.ts';

export const Invitation = object({
  /** What a home card is put away by. */
  occasion: z.string(),
  invitedAt: Instant,
  /** The term in which it was made; a passed deadline is not followed by another before the next one. */
  term: z.string(),
  deadline: z.optional(Instant),
  /** False while nobody at the location could act on it. */
  delivered: z.boolean(),
  /** The deadline is later than an earlier one. */
  extended: z.optional(z.boolean()),
  /** The Incentives administrators who were invited, as far as one remembers; when all of them are gone, the others are. */
  told: z.optional(z.array(z.string())),
  /** The last reminder that was due: so many days before the deadline. */
  reminded: z.optional(z.number()),
});
export type Invitation = z.infer<typeof Invitation>;

/** How far a requirement is here. It outlives a withdrawal or a lapse: what was validated once is not asked for again. */
export const RequirementProgress = object({
  requirement: RequirementId,
  /** `asked`: the program began to ask for it after the location was enrolled. */
  state: z.enum(['completed', 'validated', 'rejected', 'asked']),
  /** When an Incentives administrator completed it, the last time. */
  completedAt: z.optional(Instant),
  /** Why the operator rejected it. */
  reason: z.optional(z.string()),
});
export type RequirementProgress = z.infer<typeof RequirementProgress>;

/** What its people were told of the end of the term: what a reason was about, and when. */
const ToldOf = object({
  subject: z.string(),
  at: Instant,
  /** It ceased, or only those who complete it were told: where it stands after a while, it is said to everybody. */
  again: z.optional(z.boolean()),
});
export type ToldOf = z.infer<typeof ToldOf>;

const common = {
  kind: z.literal('enrollment'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  programId: ProgramId,
  mpnId: MpnId,
  invitation: z.optional(Invitation),
  requirements: z._default(z.array(RequirementProgress), []),
  /** Since when a live one has nobody who can act for it; absent where it never had, or has again. */
  unattendedSince: z.optional(Instant),
  /** Why it would not be carried into the next term, as far as its people were told; when they were told last, and of what when. */
  warned: z.optional(object({ at: Instant, reasons: z.array(Reason), told: z.optional(z.array(ToldOf)) })),
  rollovers: z.array(Rollover),
  history: z.array(HistoryEntry),
};
const accepted = { openTerm: z.string(), acceptedAt: Instant };

/** A union by status, so that an impossible combination does not parse: a term is open only from accepting on. */
export const Enrollment = z.discriminatedUnion('status', [
  object({ ...common, status: z.literal('invited'), invitation: Invitation }),
  object({ ...common, status: z.literal('declined'), invitation: Invitation, declinedAt: Instant }),
  object({ ...common, status: z.literal('invitationExpired'), reasons: z.array(Reason) }),
  object({ ...common, status: z.literal('actionRequired'), ...accepted }),
  object({ ...common, status: z.literal('validating'), ...accepted }),
  object({
    ...common,
    status: z.literal('enrolled'),
    openTerm: z.string(),
    enrolledAt: Instant,
    earnsFrom: Day,
  }),
  object({ ...common, status: z.literal('withdrawn') }),
  object({ ...common, status: z.literal('ineligible'), reasons: z.array(Reason) }),
  object({ ...common, status: z.literal('lapsed'), reasons: z.array(Reason) }),
  object({ ...common, status: z.literal('discontinued'), reasons: z.array(Reason) }),
]);
export type Enrollment = z.infer<typeof Enrollment>;
export type Invited = Extract<Enrollment, { status: 'invited' }>;
/** Accepted, and not yet enrolled: requirements are left. */
export type Pending = Extract<Enrollment, { status: 'actionRequired' | 'validating' }>;
type Enrolled = Extract<Enrollment, { status: 'enrolled' }>;
/** A term is running for it. */
export type InTerm = Pending | Enrolled;
/** Somebody has something to act on. */
export type Live = Invited | InTerm;

export interface Pair {
  organizationId: string;
  programId: string;
  mpnId: string;
}

export const enrollmentId = (pair: Pick<Pair, 'programId' | 'mpnId'>) =>
  `enrollment:${pair.programId}:${pair.mpnId}`;

export function isInTerm(state: Enrollment | undefined): state is InTerm {
  return state !== undefined && 'openTerm' in state;
}

export function isLive(state: Enrollment | undefined): state is Live {
  return state?.status === 'invited' || isInTerm(state);
}
