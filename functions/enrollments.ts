/** One location in one program: read, enrolled, withdrawn, and everything that happened to it. */
import { randomUUID } from 'node:crypto';
import { memberId } from '../shared/access/member.ts';
import { decideEnroll } from '../shared/enrollments/enrolling.ts';
import { isInTerm } from '../shared/enrollments/enrollment.ts';
import { EnrollmentParams, EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { grantUsed } from '../shared/enrollments/grant-used.ts';
import { HistoryEntry, withoutOperators } from '../shared/enrollments/history.ts';
import { withdraw } from '../shared/enrollments/lifecycle.ts';
import { checkPossible } from '../shared/enrollments/possible.ts';
import { validationTells } from '../shared/enrollments/validation.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf } from '../shared/http/paging.ts';
import { refuse } from '../shared/refusal.ts';
import {
  answerOf,
  type EnrollmentCall,
  type EnrollmentDeps,
  facingOf,
  loadEnrollment,
  loadWithRoster,
} from './load-enrollment.ts';
import { saveEnrollment } from './save-enrollment.ts';

export const getEnrollment = endpoint({
  summary: 'Where this location stands in this program, and the steps that are left',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadWithRoster(deps, call);
    if (!loaded.state && !loaded.program.openToAll)
      refuse('enrollment/unknown', 'The location was never invited to this program; …/eligibility says why.');
    return ok(answerOf(call, loaded));
  },
});

export const putEnrollment = endpoint({
  summary: 'Enroll the location; If-Match names the invitation that was read',
  params: EnrollmentParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadEnrollment(deps, call);
    const { state } = loaded;
    if (isInTerm(state)) return ok(answerOf(call, loaded));
    const facing = await facingOf(deps, call, loaded);
    const occasion = randomUUID();
    const after = decideEnroll(facing, { state, occasion, ...actor(call), now: call.now });
    const saving = { after, tell: validationTells(after), occasion };
    const answer = await saveEnrollment(deps, call, { loaded, saving });
    return state ? ok(answer) : created(answer, call.url);
  },
});

export const deleteEnrollment = endpoint({
  summary: 'Withdraw the location from the program',
  params: EnrollmentParams,
  answer: undefined,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadEnrollment(deps, call);
    const { state } = loaded;
    if (!state) refuse('enrollment/unknown', 'There is no enrollment to withdraw.');
    if (state.status === 'withdrawn') return noContent();
    checkPossible('withdraw', await facingOf(deps, call, loaded));
    const after = withdraw(state, { at: call.now.toISOString(), ...actor(call) });
    await saveEnrollment(deps, call, { loaded, saving: { after, tell: [] } });
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
    const history = state?.history ?? [];
    return ok({ value: call.standing.operator ? history : withoutOperators(history) });
  },
});
