/** Compares what an organization has in a program with what it should have now, and decides the difference. May run at any moment, twice, anywhere. */

import { appointers, type Roster } from '../access/roster.ts';
import { addDays, dayAt, nextTerm, startOfDay, termAt, termNamed } from '../calendar/calendar.ts';
import {
  administrators,
  concerned,
  type Decision,
  decideAttendance,
  invitationLetters,
} from './attendance.ts';
import type { Enrolled, Enrollment, Invitation, Reason } from './enrollment.ts';
import { discontinue, expire, invite, lapse, loseEligibility, rollForward } from './lifecycle.ts';
import { type Applicant, reasonsAgainst } from './reasons.ts';

export interface Subject extends Applicant {
  roster: Roster;
  state: Enrollment | undefined;
}

/** When the pass runs, and the occasion under which its letters go out. */
export interface Pass {
  now: Date;
  occasion: string;
}

const system = 'system';

/** The decision for one location in one program, or undefined when all is as it should be. */
export function decide(subject: Subject, pass: Pass): Decision | undefined {
  const { state, program } = subject;
  if (state?.status === 'enrolled' && isOver(state, subject, pass.now)) return rollOver(subject, state, pass);
  if (program.state === 'discontinued') return discontinued(state, pass);
  const reasons = reasonsAgainst(subject, { on: dayAt(program.calendar.timeZone, pass.now) });
  if (state?.status === 'invited') return whileInvited(subject, state, { reasons, pass });
  if (state?.status === 'enrolled') return whileEnrolled(subject, state, { reasons, pass });
  if (program.openToAll || reasons.length > 0 || !mayInvite(subject, pass)) return undefined;
  return invited(subject, pass);
}

function isOver(state: Enrolled, { program }: Subject, now: Date): boolean {
  return termNamed(program.calendar, state.openTerm).endsAt <= now.toISOString();
}

/** Boundaries missed are taken in order, one decision after the other on the same document. */
function rollOver(subject: Subject, state: Enrolled, pass: Pass): Decision {
  const { calendar } = subject.program;
  const term = nextTerm(calendar, state.openTerm);
  const activityOn = termNamed(calendar, state.openTerm).endsOn;
  const reasons = reasonsAgainst(subject, { on: term.startsOn, activityOn });
  const moment = { at: pass.now.toISOString(), by: system };
  if (reasons.length > 0) {
    const occasion = pass.occasion;
    const after = lapse(state, { ...moment, occasion, reasons, toTerm: term.name });
    return { after, tell: [{ kind: 'lapsed', recipients: concerned(subject) }] };
  }
  const after = rollForward(state, { ...moment, term: term.name });
  if (isOver(after, subject, pass.now)) return rollOver(subject, after, pass);
  return decideAttendance(subject, after, pass) ?? { after, tell: [] };
}

function discontinued(state: Enrollment | undefined, pass: Pass): Decision | undefined {
  if (state?.status !== 'invited' && state?.status !== 'enrolled') return undefined;
  const reasons: Reason[] = [{ code: 'programDiscontinued', message: 'The program is no longer offered.' }];
  return { after: discontinue(state, { at: pass.now.toISOString(), by: system, reasons }), tell: [] };
}

interface Findings {
  reasons: Reason[];
  pass: Pass;
}

function whileInvited(
  subject: Subject,
  state: Extract<Enrollment, { status: 'invited' }>,
  { reasons, pass }: Findings,
): Decision | undefined {
  const moment = { at: pass.now.toISOString(), by: system };
  const { deadline } = state.invitation;
  if (reasons.length > 0) return { after: loseEligibility(state, { ...moment, reasons }), tell: [] };
  if (deadline !== undefined && deadline <= moment.at) {
    const passed: Reason = { code: 'deadlinePassed', message: `The invitation was open until ${deadline}.` };
    return { after: expire(state, { ...moment, reasons: [passed] }), tell: [] };
  }
  return decideAttendance(subject, state, pass);
}

function whileEnrolled(subject: Subject, state: Enrolled, { reasons, pass }: Findings): Decision | undefined {
  if (subject.program.offBoarding !== 'atOnce' || reasons.length === 0)
    return decideAttendance(subject, state, pass);
  const moment = { at: pass.now.toISOString(), by: system, occasion: pass.occasion, reasons };
  return {
    after: loseEligibility(state, moment),
    tell: [{ kind: 'lapsed', recipients: concerned(subject) }],
  };
}

/** A passed deadline is not followed by another invitation before the program's next term. */
function mayInvite({ state, program }: Subject, { now }: Pass): boolean {
  if (state === undefined || state.status === 'ineligible' || state.status === 'lapsed') return true;
  return (
    state.status === 'invitationExpired' && state.invitation?.term !== termAt(program.calendar, now).name
  );
}

function invited(subject: Subject, pass: Pass): Decision {
  const { organization, program, location, state } = subject;
  const pair = { organizationId: organization.organizationId, programId: program.id, mpnId: location.mpnId };
  const delivered = administrators(subject).length > 0;
  const invitation = invitationAt(subject, pass, delivered);
  const moment = { at: pass.now.toISOString(), by: system, occasion: pass.occasion };
  return {
    after: invite(pair, state, { ...moment, invitation }),
    tell: delivered
      ? invitationLetters(subject)
      : [{ kind: 'assignAdministrator', recipients: appointers(subject.roster) }],
  };
}

/** The deadline is the end of the last valid day in the program's time zone. */
function invitationAt({ program }: Subject, { now, occasion }: Pass, delivered: boolean): Invitation {
  const { calendar, invitationValidDays } = program;
  const term = termAt(calendar, now).name;
  const base = { occasion, invitedAt: now.toISOString(), term, delivered };
  if (invitationValidDays === undefined) return base;
  const lastDay = addDays(dayAt(calendar.timeZone, now), invitationValidDays);
  return { ...base, deadline: startOfDay(calendar.timeZone, addDays(lastDay, 1)).toISOString() };
}
