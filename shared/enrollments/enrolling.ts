/** Entering a program: whether a location may, and what comes of it, or that it does not want to. */
import { dayAt, instantAt, termAt } from '../calendar/calendar.ts';
import { versionOn } from '../programs/eligibility.ts';
import type { Enrollment, InTerm } from './enrollment.ts';
import type { Facing } from './gates.ts';
import type { HistoryEntry } from './history.ts';
import { decline, enroll } from './lifecycle.ts';
import { checkPossible } from './possible.ts';
import { type Applicant, ruleNamed } from './reasons.ts';
import type { Moment } from './step.ts';

export interface Asked {
  state: Enrollment | undefined;
  by: string;
  grant: HistoryEntry['grant'];
  now: Date;
  /** Of the letters this causes. */
  occasion: string;
}

/**
 * Migration, program, eligibility, agreement, then the invitation.
 * @throws Refusal `organization/migration-not-completed`, `program/*` or `enrollment/*` with the reasons as data.
 */
export function decideEnroll(applicant: Applicant, asked: Asked): InTerm {
  const { organization, program, location } = applicant;
  const { state, now, by, grant, occasion } = asked;
  checkPossible('enroll', { ...applicant, state, now });
  const pair = { organizationId: organization.organizationId, programId: program.id, mpnId: location.mpnId };
  return enroll(pair, state, {
    at: instantAt(now),
    by,
    ...(grant ? { grant } : {}),
    occasion,
    term: termAt(program.calendar, now).name,
    ...ruleNamed(versionOn(program, dayAt(program.calendar.timeZone, now))?.effectiveFrom),
    program,
  });
}

/** What has run out cannot be declined any more: that would keep the next term's invitation away. @throws Refusal `enrollment/not-invited`, `enrollment/not-possible` or `enrollment/invitation-expired`. */
export function decideDecline(facing: Facing, moment: Moment): Enrollment {
  checkPossible('decline', facing);
  // Where nothing is stored, that was refused.
  return decline(facing.state as Enrollment, moment);
}
