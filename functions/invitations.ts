/** An invitation: declined by an Incentives administrator, extended or sent again by the operator. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import { getRoster } from '../shared/access/member-store.ts';
import { incentivesAdministratorsOf } from '../shared/access/roster.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import { decideDecline } from '../shared/enrollments/enrolling.ts';
import { Delivered, EnrollmentParams, EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { invitingOccasions } from '../shared/enrollments/reminding.ts';
import {
  checkLastDay,
  DeadlineRequest,
  deadlineOn,
  extend,
  ResendRequest,
  resend,
} from '../shared/enrollments/renewing.ts';
import type { Pass } from '../shared/enrollments/subject.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { listDeliveries } from '../shared/letters/delivery-store.ts';
import { Letter, type LetterKind } from '../shared/letters/letter.ts';
import { uuidOf } from '../shared/letters/letter-store.ts';
import { Guid } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { Instant } from '../shared/programs/words.ts';
import { refuse } from '../shared/refusal.ts';
import { actor } from './enrollments.ts';
import {
  answerOf,
  type EnrollmentCall,
  type EnrollmentDeps,
  loadEnrollment,
  loadSubject,
  type StoredSubject,
} from './load-enrollment.ts';
import { writeDecision } from './write-decision.ts';

const Told = z.strictObject({
  /** A member id, or `contact` for the contact mail of the organization. */
  recipient: z.string(),
  kind: Letter.shape.letterKind,
  state: Letter.shape.state,
  /** What the mail service reported last; null while it has not. */
  delivery: z.nullable(z.string()),
  sentAt: z.nullable(Instant),
});

const InvitationView = z
  .strictObject({
    ...EnrollmentParams.shape,
    invitedAt: Instant,
    deadline: z.nullable(Instant),
    delivered: Delivered,
    /** Who was told of it, and whether the mail arrived. */
    letters: z.array(Told),
  })
  .register(z.globalRegistry, { id: 'Invitation' });

export const getInvitation = endpoint({
  summary: 'The invitation, who was told of it, and whether the mail arrived',
  params: EnrollmentParams,
  answer: InvitationView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const [{ state }, roster] = await Promise.all([
      loadEnrollment(deps, call),
      getRoster(deps.partners, known(call.known).organizationId),
    ]);
    if (!state?.invitation) return refuse('enrollment/unknown', 'The location was never invited.');
    const { organizationId } = call.params;
    const told = await Promise.all(
      invitingOccasions(state).map((occasion) => listDeliveries(deps.partners, organizationId, occasion)),
    );
    const { invitedAt, deadline = null, delivered } = state.invitation;
    const letters = told
      .flat()
      .filter((letter) => isAbout(letter, incentivesAdministratorsOf(roster, call.params)))
      .map(({ delivery = null, sentAt = null, ...letter }) => ({ ...letter, delivery, sentAt }));
    return ok({ ...call.params, invitedAt, deadline, delivered, letters });
  },
});

/** An occasion is one for many locations: only who is told of this one is named. */
function isAbout(
  { kind, recipient }: { kind: LetterKind; recipient: string },
  administrators: string[],
): boolean {
  if (kind === 'invitation' || kind === 'invitationReminder') return administrators.includes(recipient);
  return kind === 'invitationNotice' || kind === 'assignAdministrator';
}

export const putDecline = endpoint({
  summary: 'Decline the invitation; it can still be accepted until its deadline',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadEnrollment(deps, call);
    const { state, program } = loaded;
    if (!state) return refuse('enrollment/not-invited', 'The location has no invitation to decline.');
    if (state.status === 'declined') return ok(answerOf(call, loaded));
    const after = decideDecline(state, { at: call.now.toISOString(), ...actor(call) });
    mustMatch(call.ifMatch, state);
    const decided = { decision: { after, tell: [] }, before: state };
    const pass = { now: call.now, occasion: '' };
    const etag = await writeDecision(deps.partners, fenceOf(call.known), { decided, pass });
    return ok(answerOf(call, { program, state: { ...after, etag } }));
  },
});

export const putDeadline = endpoint({
  summary: 'Extend an invitation, or open one again that was declined or has expired',
  params: EnrollmentParams,
  body: DeadlineRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const subject = await loadSubject(deps, call);
    const { lastDay, reason } = call.body;
    checkLastDay(subject, lastDay, call.now);
    const deadline = deadlineOn(subject, lastDay);
    const { state, roster } = subject;
    if (state.status === 'invited' && state.invitation.deadline === deadline)
      return ok(answerOf(call, subject, roster));
    const pass = { now: call.now, occasion: randomUUID() };
    return save(deps, call, { subject, pass, decision: extend(subject, { ...pass, reason, deadline }) });
  },
});

export const putResend = endpoint({
  summary: 'Send an invitation again; the same resendId sends it once',
  params: z.strictObject({ ...EnrollmentParams.shape, resendId: Guid }),
  body: ResendRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const subject = await loadSubject(deps, call);
    const { state, roster } = subject;
    const { mpnId, programId, resendId } = call.params;
    const pass = { now: call.now, occasion: uuidOf(`${mpnId}|${programId}|${resendId}`) };
    if (state.history.some(({ occasion }) => occasion === pass.occasion))
      return ok(answerOf(call, subject, roster));
    return save(deps, call, { subject, pass, decision: resend(subject, { ...pass, ...call.body }) });
  },
});

interface Renewed {
  subject: StoredSubject;
  pass: Pass;
  decision: Decision;
}

async function save(deps: EnrollmentDeps, call: EnrollmentCall, { subject, pass, decision }: Renewed) {
  const { state, program, roster } = subject;
  mustMatch(call.ifMatch, state);
  const decided = { decision, before: state };
  const etag = await writeDecision(deps.partners, fenceOf(call.known), { decided, pass });
  return ok(answerOf(call, { program, state: { ...decision.after, etag } }, roster));
}
