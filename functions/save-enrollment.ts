/** How the calls on one enrollment save what they decided: under the ETag that was read, with its letters, behind the fence. */
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { EnrollmentView } from '../shared/enrollments/enrollment-view.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { answerOf, type EnrollmentCall, type EnrollmentDeps, type Seen } from './load-enrollment.ts';
import { writeDecision } from './write-decision.ts';

interface Saving extends Decision {
  /** Of its letters; without any, there is none. */
  occasion?: string;
}

/** @returns the enrollment as the caller sees it then. @throws Refusal 412 or 428. @throws Contended where what it was decided on has changed. */
export async function saveEnrollment(
  { partners }: EnrollmentDeps,
  call: EnrollmentCall,
  { loaded, saving }: { loaded: Seen; saving: Saving },
): Promise<EnrollmentView> {
  const { state } = loaded;
  const { occasion = '', ...decision } = saving;
  mustMatch(call.ifMatch, state);
  const decided = { decision, before: state };
  const pass = { now: call.now, occasion };
  const etag = await writeDecision(partners, fenceOf(call.known), { decided, pass });
  return answerOf(call, { ...loaded, state: { ...decision.after, etag } });
}
