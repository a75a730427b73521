/** The end of a term: an enrollment rolls forward into the next one, or lapses with the reasons. */
import { nextTerm, termNamed } from '../calendar/calendar.ts';
import { concerned, type Decision, decideAttendance } from './attendance.ts';
import { lapse, rollForward } from './endings.ts';
import type { Enrolled } from './enrollment.ts';
import { reasonsAgainst } from './reasons.ts';
import type { Pass, Subject } from './subject.ts';

/** Whether the term of the enrollment has ended; its end is the first instant of the next one. */
export function isOver(state: Enrolled, { program }: Pick<Subject, 'program'>, now: Date): boolean {
  return termNamed(program.calendar, state.openTerm).endsAt <= now.toISOString();
}

/**
 * By the rules and agreements of the first day of the next term, on the figures at hand.
 * Boundaries missed are taken in order, one decision after the other on the same document.
 */
export function rollOver(subject: Subject, state: Enrolled, pass: Pass): Decision {
  const { calendar } = subject.program;
  const term = nextTerm(calendar, state.openTerm);
  const activityOn = termNamed(calendar, state.openTerm).endsOn;
  const reasons = reasonsAgainst(subject, { on: term.startsOn, activityOn });
  const moment = { at: pass.now.toISOString(), by: 'system' };
  if (reasons.length > 0) {
    const after = lapse(state, { ...moment, occasion: pass.occasion, reasons, toTerm: term.name });
    return { after, tell: [{ kind: 'lapsed', recipients: concerned(subject) }] };
  }
  const after = rollForward(state, { ...moment, term: term.name });
  if (isOver(after, subject, pass.now)) return rollOver(subject, after, pass);
  return decideAttendance(subject, after, pass) ?? { after, tell: [] };
}
