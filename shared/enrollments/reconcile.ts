/** Compares what an organization has in a program with what it should have now, and decides the difference. May run at any moment, twice, anywhere. */
import { dayAt, instantAt } from '../calendar/calendar.ts';
import { concerned, type Decision, decideAttendance } from './attendance.ts';
import { discontinue, loseEligibility } from './endings.ts';
import { type Enrollment, type InTerm, isInTerm, isLive } from './enrollment.ts';
import type { Reason } from './history.ts';
import { invited, mayInvite, whileInvited } from './inviting.ts';
import { adjust } from './judging.ts';
import { reasonsAgainst } from './reasons.ts';
import { awaitsValidation } from './requirements.ts';
import { isOver, rollOver } from './rollover.ts';
import type { Findings, Pass, Subject } from './subject.ts';
import { additionTells, validationTells } from './validation.ts';
import { decideWarning } from './warning.ts';

/** The decision for one location in one program, or undefined when all is as it should be. */
export function decide(subject: Subject, pass: Pass): Decision | undefined {
  const { state, program } = subject;
  if (isInTerm(state) && isOver(state, subject, pass.now)) return rollOver(subject, state, pass);
  if (program.state === 'discontinued') return discontinued(state, pass);
  // Closed for a while: what is there waits, and the end of the term decides.
  if (program.state === 'notOpen') return undefined;
  const reasons = reasonsAgainst(subject, { on: dayAt(program.calendar.timeZone, pass.now) });
  if (isInTerm(state)) return whileInTerm(subject, state, { reasons, pass });
  // Who was invited before it was open to all needs no invitation any more: it has no deadline, and nobody is told of it.
  if (program.openToAll) return undefined;
  if (state?.status === 'invited') return whileInvited(subject, state, { reasons, pass });
  if (reasons.length > 0 || !mayInvite(subject, pass)) return undefined;
  return invited(subject, pass);
}

function discontinued(state: Enrollment | undefined, pass: Pass): Decision | undefined {
  if (!isLive(state)) return undefined;
  const reasons: Reason[] = [{ code: 'programDiscontinued', message: 'The program is no longer offered.' }];
  return { after: discontinue(state, { at: instantAt(pass.now), by: 'system', reasons }), tell: [] };
}

function whileInTerm(subject: Subject, state: InTerm, { reasons, pass }: Findings): Decision | undefined {
  const lost = reasons.filter((reason) => !isActivityOnly(reason));
  if (subject.program.offBoarding !== 'atOnce' || lost.length === 0)
    return (
      adjusted(subject, state, { reasons, pass }) ??
      decideAttendance(subject, state, pass) ??
      decideWarning(subject, state, pass)
    );
  const moment = { at: instantAt(pass.now), by: 'system', occasion: pass.occasion, reasons: lost };
  return {
    after: loseEligibility(state, moment),
    tell: [{ kind: 'lapsed', recipients: concerned(subject) }],
  };
}

/** The program asks for other requirements than when it was looked at last. */
function adjusted(subject: Subject, state: InTerm, { reasons, pass }: Findings): Decision | undefined {
  const { now, occasion } = pass;
  const after = adjust(state, subject.program, { at: instantAt(now), by: 'system', occasion });
  if (!after) return undefined;
  // Nobody becomes enrolled before the migration, also where nothing is asked for any more.
  const enrolls = after.status === 'enrolled' && state.status !== 'enrolled';
  if (enrolls && reasons.some(({ code }) => code === 'migrationNotCompleted')) return undefined;
  // Whoever waits for the operator already is reminded of already.
  const reminders = awaitsValidation(state) ? [] : validationTells(after);
  return { after, tell: [...reminders, ...additionTells(subject, state, after)] };
}

/** Activity has the whole term to come about; only the end of the term asks for it. */
export function isActivityOnly({ criteria }: Reason): boolean {
  return criteria?.every((criterion) => criterion.kind === 'activity') ?? false;
}
