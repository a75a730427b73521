/** A lapsed enrollment, re-opened by the operator with a reason. */
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import type { Deps } from '../shared/deps.ts';
import { EnrollmentParams, EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { decideReopening, isReopened, ReopeningRequest } from '../shared/enrollments/reopening.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { answerOf, type EnrollmentDeps, loadSubject } from './load-enrollment.ts';
import { writeDecision } from './write-decision.ts';

export const putReopening = endpoint({
  summary: 'Take a lapse back, with a reason: the enrollment goes on as if it had rolled forward',
  params: EnrollmentParams,
  body: ReopeningRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps & Pick<Deps, 'reopenWithinDays'>) => async (call) => {
    const subject = await loadSubject(deps, call);
    const { state, program, roster } = subject;
    if (isReopened(state)) return ok(answerOf(call, subject, roster));
    const asked = { now: call.now, reason: call.body.reason, withinDays: deps.reopenWithinDays };
    const after = decideReopening(subject, asked);
    mustMatch(call.ifMatch, state);
    const decided = { decision: { after, tell: [] }, before: state };
    const pass = { now: call.now, occasion: '' };
    const etag = await writeDecision(deps.partners, fenceOf(call.known), { decided, pass });
    return ok(answerOf(call, { program, state: { ...after, etag } }, roster));
  },
});
