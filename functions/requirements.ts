/** The requirements of an enrollment: completed by an Incentives administrator, validated or rejected by the operator. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { memberId } from '../shared/access/member.ts';
import { EnrollmentView, RequirementParams } from '../shared/enrollments/enrollment-view.ts';
import { complete, reject, validate } from '../shared/enrollments/judging.ts';
import { checkPossible } from '../shared/enrollments/possible.ts';
import { OperatorReason } from '../shared/enrollments/renewing.ts';
import { checkRequirement, progressOf } from '../shared/enrollments/requirements.ts';
import type { Moment } from '../shared/enrollments/step.ts';
import { rejectionTells, validationTells } from '../shared/enrollments/validation.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { refuse } from '../shared/refusal.ts';
import { actor } from './enrollments.ts';
import {
  answerOf,
  type EnrollmentDeps,
  facingOf,
  loadEnrollment,
  loadSubject,
  type StoredSubject,
} from './load-enrollment.ts';
import { saveEnrollment } from './save-enrollment.ts';

export const putRequirement = endpoint({
  summary: 'Say that a requirement is completed; the operator validates it then',
  params: RequirementParams,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const loaded = await loadEnrollment(deps, call);
    const { state, program } = loaded;
    const { requirement } = call.params;
    checkRequirement(program, requirement);
    if (!state) return refuse('enrollment/unknown', 'Enroll the location first.');
    const stands = progressOf(state, requirement)?.state;
    if (stands === 'completed' || stands === 'validated') return ok(answerOf(call, loaded));
    checkPossible('complete', await facingOf(deps, call, loaded));
    const occasion = randomUUID();
    const moment = { at: call.now.toISOString(), occasion, ...actor(call) };
    const after = complete(state, { program, requirement, moment });
    const saving = { after, tell: validationTells(after), occasion };
    return ok(await saveEnrollment(deps, call, { loaded, saving }));
  },
});

const ValidationRequest = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('validated') }),
  z.strictObject({ outcome: z.literal('rejected'), reason: OperatorReason }),
]);
type ValidationRequest = z.infer<typeof ValidationRequest>;

const commandOf = { validated: 'validate', rejected: 'reject' } as const;

export const putValidation = endpoint({
  summary: 'Validate what the partner completed, or reject it with a reason',
  params: RequirementParams,
  body: ValidationRequest,
  answer: EnrollmentView,
  handle: (deps: EnrollmentDeps) => async (call) => {
    const subject = await loadSubject(deps, call);
    const { state, program } = subject;
    const { requirement } = call.params;
    checkRequirement(program, requirement);
    if (progressOf(state, requirement)?.state === call.body.outcome) return ok(answerOf(call, subject));
    checkPossible(commandOf[call.body.outcome], { ...subject, requirement });
    const occasion = randomUUID();
    const by = { by: 'operator', operator: memberId(call.caller) };
    const moment = { at: call.now.toISOString(), ...by, occasion };
    const saving = { ...judged(subject, { requirement, moment, asked: call.body }), occasion };
    return ok(await saveEnrollment(deps, call, { loaded: subject, saving }));
  },
});

interface Judging {
  requirement: string;
  moment: Moment;
  asked: ValidationRequest;
}

function judged(subject: StoredSubject, { requirement, moment, asked }: Judging) {
  const { state, program } = subject;
  if (asked.outcome === 'rejected') {
    const { reason } = asked;
    return { after: reject(state, { program, requirement, moment, reason }), tell: rejectionTells(subject) };
  }
  // Nobody is told, so no letter looks for an occasion.
  const { occasion: _, ...silent } = moment;
  return { after: validate(state, { program, requirement, moment: silent }), tell: [] };
}
