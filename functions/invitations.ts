/** An invitation: declined by an Incentives administrator, extended or sent again by the operator. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { memberId } from '../shared/access/member.ts';
import { incentivesAdministratorsOf } from '../shared/access/roster.ts';
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
import { deadlineOf } from '../shared/enrollments/shown.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listDeliveries } from '../shared/letters/delivery-store.ts';
import { contact, Letter, type LetterKind } from '../shared/letters/letter.ts';
import { uuidOf } from '../shared/letters/letter-store.ts';
import { Guid } from '../shared/organizations/organization.ts';
import { Instant } from '../shared/programs/words.ts';
import { refuse } from '../shared/refusal.ts';
import { actor } from './enrollments.ts';
import {
  answerOf,
  type EnrollmentDeps,
  facingOf,
  loadEnrollment,
  loadSubject,
  loadWithRoster,
} from './load-enrollment.ts';
import { saveEnrollment } from './save-enrollment.ts';

const LetterTold = z.strictObject({
  /** A member id, or `contact` for the contact mail of the organization. */
  recipient: z.string(),
  kind: Letter.shape.letterKind,
  state: Letter.shape.state,
  /** What the mail service reported last; null while it has not. */
  delivery: z.nullable(z.string()),
  sentAt: z.nullable(Instant),
  /** `contact`: it went to the contact mail of the organization, because its recipient has no mailbox. */
  sentTo: z.nullable(z.literal(contact)),
});

const InvitationView = z
  .strictObject({
    ...EnrollmentParams.shape,
    invitedAt: Instant,
    deadline: z.nullable(Instant),
    delivered: Delivered,
    /** Who was told of it, and whether the mail arrived. */
    letters: z.array(LetterTold),
  })
  .register(z.globalRegistry, { id: 'Invitation' });

export const getInvitation = endpoint({
  summary: 'The invitation, who was told of it, and whether the mail arrived',
  params: EnrollmentParams,
  answer: InvitationView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const { state, program, roster } = await loadWithRoster(deps, call);
    if (!state?.invitation) return refuse('enrollment/unknown', 'The location was never invited.');
    const { organizationId } = call.params;
    const told = await Promise.all(
      invitingOccasions(state).map((occasion) => listDeliveries(deps.partners, organizationId, occasion)),
    );
    const { invitedAt, delivered } = state.invitation;
    const deadline = deadlineOf(program, state) ?? null;
    const letters = told
      .flat()
      .filter((letter) => isAbout(letter, incentivesAdministratorsOf(roster, call.params)))
      .map(({ delivery = null, sentAt = null, sentTo = null, ...letter }) => {
        return { ...letter, delivery, sentAt, sentTo };
      });
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
    const { state } = loaded;
    if (state?.status === 'declined') return ok(answerOf(call, loaded));
    const facing = await facingOf(deps, call, loaded);
    const after = decideDecline(facing, { at: call.now.toISOString(), ...actor(call) });
    return ok(await saveEnrollment(deps, call, { loaded, saving: { after, tell: [] } }));
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
    const { state } = subject;
    if (state.status === 'invited' && state.invitation.deadline === deadline)
      return ok(answerOf(call, subject));
    const occasion = randomUUID();
    const operator = memberId(call.caller);
    const decision = extend(subject, { now: call.now, occasion, reason, operator, deadline });
    const saving = { ...decision, occasion };
    return ok(await saveEnrollment(deps, call, { loaded: subject, saving }));
  },
});

export const putResend = endpoint({
  summary: 'Send an invitation again; the same resendId sends it once',
  params: z.strictObject({ ...EnrollmentParams.shape, resendId: Guid }),
  body: ResendRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const subject = await loadSubject(deps, call);
    const { mpnId, programId, resendId } = call.params;
    const occasion = uuidOf(`${mpnId}|${programId}|${resendId}`);
    if (subject.state.history.some((step) => step.occasion === occasion)) return ok(answerOf(call, subject));
    const operator = memberId(call.caller);
    const decision = resend(subject, { now: call.now, occasion, operator, ...call.body });
    const saving = { ...decision, occasion };
    return ok(await saveEnrollment(deps, call, { loaded: subject, saving }));
  },
});
