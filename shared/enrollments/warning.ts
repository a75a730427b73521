/** Warns those concerned, weeks before a term ends, that the location would not be carried into the next one: of each reason once while it stands. */
import { instantAt } from '../calendar/calendar.ts';
import { concerned, type Decision } from './attendance.ts';
import type { InTerm } from './enrollment.ts';
import { warn } from './lifecycle.ts';
import { reasonsAtEnd } from './rollover.ts';
import type { Pass, Subject } from './subject.ts';
import { isNews, isWatched, standing, subjectsOf, withWarned } from './warned.ts';

/** The same decision as at the end of the term, on the figures at hand. Whoever was warned early hears of what changes since. */
export function decideWarning(subject: Subject, state: InTerm, pass: Pass): Decision | undefined {
  const isDue = isWatched(state, subject.program, instantAt(pass.now));
  return isDue ? decideEarlyWarning(subject, state, pass) : undefined;
}

/** However long the term still lasts: the operator asks for it with a preview. What is corrected without telling anybody is no step. */
export function decideEarlyWarning(subject: Subject, state: InTerm, pass: Pass): Decision | undefined {
  const reasons = reasonsAtEnd(subject, state);
  const found = subjectsOf(reasons);
  const at = instantAt(pass.now);
  if (found.some((one) => isNews(one, state, { program: subject.program, at }))) {
    const moment = { at, by: 'system', term: state.openTerm, reasons, occasion: pass.occasion };
    return { after: warn(state, moment), tell: [{ kind: 'willLapse', recipients: concerned(subject) }] };
  }
  const stood = subjectsOf(standing(state));
  const isSame = stood.length === found.length && stood.every((one) => found.includes(one));
  return isSame ? undefined : { after: withWarned(state, { at, reasons, told: [] }), tell: [] };
}
