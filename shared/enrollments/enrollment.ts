/** An enrollment: the record of one location in one program, from invited to enrolled and beyond. What moves it is in transitions.ts. */
import * as z from 'zod/mini';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import { Day, Instant, ProgramId } from '../programs/words.ts';
import { HistoryEntry, Reason, Rollover } from './history.ts';

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
