/** A lapsed enrollment, re-opened by the operator with a reason. */
import { randomUUID } from 'node:crypto';
import { memberId } from '../shared/access/member.ts';
import type { Deps } from '../shared/deps.ts';
import { EnrollmentParams, EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import {
  decideReopening,
  isReopened,
  ReopeningRequest,
  reopeningTells,
} from '../shared/enrollments/reopening.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { answerOf, type EnrollmentDeps, loadSubject } from './load-enrollment.ts';
import { saveEnrollment } from './save-enrollment.ts';

export const putReopening = endpoint({
  summary: 'Take a lapse back, with a reason: the enrollment goes on as if it had rolled forward',
  params: EnrollmentParams,
  body: ReopeningRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps & Pick<Deps, 'reopenWithinDays'>) => async (call) => {
    const subject = await loadSubject(deps, call);
    if (isReopened(subject.state)) return ok(answerOf(call, subject));
    const occasion = randomUUID();
    const asked = {
      ...{ now: call.now, occasion, operator: memberId(call.caller) },
      ...{ reason: call.body.reason, withinDays: deps.reopenWithinDays },
    };
    const after = decideReopening(subject, asked);
    const saving = { after, tell: reopeningTells(subject), occasion };
    return ok(await saveEnrollment(deps, call, { loaded: subject, saving }));
  },
});
