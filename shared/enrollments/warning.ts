/** Warns those concerned, weeks before a term ends, that the location would not be carried into the next one: once for each reason. */
import { termNamed } from '../calendar/calendar.ts';
import { concerned, type Decision } from './attendance.ts';
import type { InTerm } from './enrollment.ts';
import type { Reason } from './history.ts';
import { warn } from './lifecycle.ts';
import { reasonsAtEnd } from './rollover.ts';
import type { Pass, Subject } from './subject.ts';

const warnedAheadMs = 30 * 24 * 3600_000;

/** The same decision as at the end of the term, on the figures at hand; only something new to say is said. */
export function decideWarning(
  subject: Subject,
  state: InTerm,
  { now, occasion }: Pass,
): Decision | undefined {
  const { endsAt } = termNamed(subject.program.calendar, state.openTerm);
  if (Date.parse(endsAt) - now.getTime() > warnedAheadMs) return undefined;
  return decideEarlyWarning(subject, state, { now, occasion });
}

/** However long the term still lasts: the operator asks for it with a preview. */
export function decideEarlyWarning(
  subject: Subject,
  state: InTerm,
  { now, occasion }: Pass,
): Decision | undefined {
  const reasons = reasonsAtEnd(subject, state);
  const known = state.warned?.term === state.openTerm ? state.warned.of : [];
  const news = subjectsOf(reasons).filter((one) => !known.includes(one));
  if (news.length === 0) return undefined;
  const warned = { term: state.openTerm, of: [...known, ...news] };
  const moment = { at: now.toISOString(), by: 'system', term: state.openTerm, occasion, reasons };
  return {
    after: warn(state, moment, warned),
    tell: [{ kind: 'willLapse', recipients: concerned(subject) }],
  };
}

/** What each reason is about; another figure of the same criterion is nothing new. */
function subjectsOf(reasons: Reason[]): string[] {
  const all = reasons.flatMap(({ code, criteria }) =>
    criteria ? criteria.map(({ kind, needed }) => `${code} ${kind} ${needed}`) : [code],
  );
  return [...new Set(all)];
}
