/** The end of a term: an enrollment rolls forward into the next one, or lapses with the reasons. */
import { instantAt, nextTerm, termNamed } from '../calendar/calendar.ts';
import { versionOn } from '../programs/eligibility.ts';
import { concerned, type Decision, decideAttendance } from './attendance.ts';
import { lapse, rollForward } from './endings.ts';
import type { InTerm } from './enrollment.ts';
import type { Reason } from './history.ts';
import { reasonsAgainst, ruleNamed } from './reasons.ts';
import { requirementReasons } from './requirements.ts';
import type { Pass, Subject } from './subject.ts';

/** Whether the term of the enrollment has ended; its end is the first instant of the next one. */
export function isOver(state: InTerm, { program }: Pick<Subject, 'program'>, now: Date): boolean {
  return termNamed(program.calendar, state.openTerm).endsAt <= instantAt(now);
}

/** What stands against the next term: by the rules and agreements of its first day, on the figures at hand. */
export function reasonsAtEnd(subject: Subject, state: InTerm): Reason[] {
  const { calendar } = subject.program;
  const activityOn = termNamed(calendar, state.openTerm).endsOn;
  return [
    ...reasonsAgainst(subject, { on: nextTerm(calendar, state.openTerm).startsOn, activityOn }),
    ...requirementReasons(subject.program, state),
  ];
}

/** Boundaries missed are taken in order, one decision after the other on the same document. */
export function rollOver(subject: Subject, state: InTerm, pass: Pass): Decision {
  const { program } = subject;
  const { name: term, startsOn } = nextTerm(program.calendar, state.openTerm);
  const reasons = reasonsAtEnd(subject, state);
  const moment = { at: instantAt(pass.now), by: 'system' };
  if (reasons.length > 0) {
    const after = lapse(state, { ...moment, occasion: pass.occasion, reasons, toTerm: term });
    return { after, tell: [{ kind: 'lapsed', recipients: concerned(subject) }] };
  }
  const rule = ruleNamed(versionOn(program, startsOn)?.effectiveFrom);
  const after = rollForward(state, { ...moment, term, ...rule });
  if (isOver(after, subject, pass.now)) return rollOver(subject, after, pass);
  return decideAttendance(subject, after, pass) ?? { after, tell: [] };
}
