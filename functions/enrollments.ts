/** One location in one program: read, enrolled, withdrawn, and everything that happened to it. */
import { randomUUID } from 'node:crypto';
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import { memberId } from '../shared/access/member.ts';
import { getRoster } from '../shared/access/member-store.ts';
import { dayAt } from '../shared/calendar/calendar.ts';
import { decideEnroll } from '../shared/enrollments/enrolling.ts';
import { isInTerm } from '../shared/enrollments/enrollment.ts';
import { EnrollmentParams, EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { grantUsed } from '../shared/enrollments/grant-used.ts';
import { HistoryEntry } from '../shared/enrollments/history.ts';
import { withdraw } from '../shared/enrollments/lifecycle.ts';
import { validationTells } from '../shared/enrollments/validation.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { applicantFor } from './load-applicant.ts';
import { answerOf, type EnrollmentCall, type EnrollmentDeps, loadEnrollment } from './load-enrollment.ts';
import { writeDecision } from './write-decision.ts';

export const getEnrollment = endpoint({
  summary: 'Where this location stands in this program, and the steps that are left',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const [loaded, roster] = await Promise.all([
      loadEnrollment(deps, call),
      getRoster(deps.partners, known(call.known).organizationId),
    ]);
    if (!loaded.state && !loaded.program.openToAll)
      refuse('enrollment/unknown', 'The location was never invited to this program; …/eligibility says why.');
    return ok(answerOf(call, loaded, roster));
  },
});

export const putEnrollment = endpoint({
  summary: 'Enroll the location; If-Match names the invitation that was read',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadEnrollment(deps, call);
    const { state, program, location } = loaded;
    if (isInTerm(state)) return ok(answerOf(call, loaded));
    const on = dayAt(program.calendar.timeZone, call.now);
    const applicant = await applicantFor(deps, known(call.known), { program, location, on });
    const occasion = randomUUID();
    const after = decideEnroll(applicant, { state, occasion, ...actor(call), now: call.now });
    mustMatch(call.ifMatch, state);
    const decided = { decision: { after, tell: validationTells(after) }, before: state };
    const pass = { now: call.now, occasion };
    const etag = await writeDecision(deps.partners, fenceOf(call.known), { decided, pass });
    const answer = answerOf(call, { program, state: { ...after, etag } });
    return state ? ok(answer) : created(answer, call.url);
  },
});

export const deleteEnrollment = endpoint({
  summary: 'Withdraw the location from the program',
  params: EnrollmentParams,
  answer: undefined,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const { state } = await loadEnrollment(deps, call);
    if (!state) refuse('enrollment/unknown', 'There is no enrollment to withdraw.');
    if (state.status === 'withdrawn') return noContent();
    const after = withdraw(state, { at: call.now.toISOString(), ...actor(call) });
    mustMatch(call.ifMatch, state);
    const decided = { decision: { after, tell: [] }, before: state };
    const pass = { now: call.now, occasion: '' };
    await writeDecision(deps.partners, fenceOf(call.known), { decided, pass });
    return noContent();
  },
});

/** Who acts, and by which grant. */
export function actor(call: EnrollmentCall) {
  return { by: memberId(call.caller), grant: grantUsed(call.standing, call.params) };
}

export const getHistory = endpoint({
  summary: 'Everything that happened to this enrollment, oldest first',
  params: EnrollmentParams,
  answer: listOf(HistoryEntry),
  handle: (deps: EnrollmentDeps) => async (call) => {
    const { state } = await loadEnrollment(deps, call);
    return ok({ value: state?.history ?? [] });
  },
});
