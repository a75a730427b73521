/** When a location is invited, until when it may accept, and what ends an invitation. */
import { addDays, dayAt, instantAt, lastDayBefore, startOfDay, termAt } from '../calendar/calendar.ts';
import type { Program } from '../programs/program.ts';
import { administrators, type Decision, decideAttendance } from './attendance.ts';
import { expire, loseEligibility } from './endings.ts';
import type { Enrollment, Invited } from './enrollment.ts';
import type { Reason } from './history.ts';
import { invite } from './lifecycle.ts';
import { offer } from './offering.ts';
import { decideReminder, openUntil } from './reminding.ts';
import type { Findings, Pass, Subject } from './subject.ts';

const system = 'system';
type Lapsed = Extract<Enrollment, { status: 'lapsed' }>;

/** The end of the last valid day in the program's time zone; counted from the moment somebody can act. */
export function deadlineFrom({ calendar, invitationValidDays }: Program, now: Date): string | undefined {
  if (invitationValidDays === undefined) return undefined;
  const lastDay = addDays(dayAt(calendar.timeZone, now), invitationValidDays);
  return startOfDay(calendar.timeZone, addDays(lastDay, 1)).toISOString();
}

/** A passed deadline comes first: eligibility lost and found again does not renew it. */
export function whileInvited(
  subject: Subject,
  state: Invited,
  { reasons, pass }: Findings,
): Decision | undefined {
  const moment = { at: instantAt(pass.now), by: system };
  const { deadline } = state.invitation;
  if (deadline !== undefined && deadline <= moment.at) {
    const reasons = [deadlinePassed(subject.program, deadline)];
    return { after: expire(state, { ...moment, reasons }), tell: [] };
  }
  if (reasons.length > 0) return { after: loseEligibility(state, { ...moment, reasons }), tell: [] };
  const until = openUntil(deadline ?? deadlineFrom(subject.program, pass.now), pass.now);
  return decideAttendance(subject, state, { ...pass, until }) ?? decideReminder(subject, state, pass);
}

function deadlinePassed({ calendar }: Program, deadline: string): Reason {
  const lastDay = lastDayBefore(calendar.timeZone, deadline);
  return { code: 'deadlinePassed', message: `The invitation was open until the end of ${lastDay}.` };
}

/** A passed deadline, a no, or a lapse of what is asked only to stay, is not followed by another invitation before the program's next term. */
export function mayInvite({ state, program }: Subject, { now }: Pass): boolean {
  if (state === undefined) return true;
  if (state.status === 'lapsed') return !staysOut(state, program, now);
  if (state.status === 'declined') return !isSameTerm(program, state.declinedAt, now);
  if (state.status !== 'ineligible' && state.status !== 'invitationExpired') return false;
  // Its invitation was accepted: no deadline of it passed.
  if (state.status === 'ineligible' && state.history.at(-1)?.from !== 'invited') return true;
  const deadline = state.invitation?.deadline;
  return deadline === undefined || deadline > instantAt(now) || !isSameTerm(program, deadline, now);
}

/** What is asked only to stay keeps nobody from entering: the lapse itself does, for the term it was not carried into. */
function staysOut({ reasons, rollovers }: Lapsed, { calendar }: Program, now: Date): boolean {
  const missesToStay = reasons.some(({ criteria = [] }) => criteria.some(({ toStay }) => toStay));
  return missesToStay && rollovers.at(-1)?.toTerm === termAt(calendar, now).name;
}

/** Whether the last moment before this instant was in the term that is running. */
function isSameTerm({ calendar }: Program, instant: string, now: Date): boolean {
  return termAt(calendar, new Date(Date.parse(instant) - 1)).name === termAt(calendar, now).name;
}

export function invited(subject: Subject, pass: Pass): Decision {
  const { organization, program, location, state } = subject;
  const pair = { organizationId: organization.organizationId, programId: program.id, mpnId: location.mpnId };
  const { invitation, tell } = offer(subject, openFor(subject, pass), pass);
  const moment = { at: instantAt(pass.now), by: system, occasion: pass.occasion };
  return { after: invite(pair, state, { ...moment, invitation }), tell };
}

/** Eligible again before the deadline passed: it is still the same deadline. That of an invitation which was accepted is over with it. */
function openFor(subject: Subject, { now }: Pass): string | undefined {
  const { program, state } = subject;
  const interrupted = state?.status === 'ineligible' && state.history.at(-1)?.from === 'invited';
  const earlier = interrupted ? state.invitation?.deadline : undefined;
  if (earlier !== undefined && earlier > instantAt(now)) return earlier;
  return administrators(subject).length > 0 ? deadlineFrom(program, now) : undefined;
}
