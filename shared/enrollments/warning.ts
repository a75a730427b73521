/** Warns those concerned, weeks before a term ends, that the location would not be carried into the next one: of each reason once while it stands. */
import { termNamed } from '../calendar/calendar.ts';
import { concerned, type Decision } from './attendance.ts';
import type { InTerm } from './enrollment.ts';
import type { Reason } from './history.ts';
import { unwarn, warn } from './lifecycle.ts';
import { reasonsAtEnd } from './rollover.ts';
import type { Pass, Subject } from './subject.ts';

const warnedAheadMs = 30 * 24 * 3600_000;

/** The same decision as at the end of the term, on the figures at hand. Whoever was warned early hears of what changes since. */
export function decideWarning(subject: Subject, state: InTerm, pass: Pass): Decision | undefined {
  const isDue = warningsFrom(subject, state) <= pass.now.toISOString();
  return isDue || state.warned ? decideEarlyWarning(subject, state, pass) : undefined;
}

/** However long the term still lasts: the operator asks for it with a preview. */
export function decideEarlyWarning(subject: Subject, state: InTerm, pass: Pass): Decision | undefined {
  const reasons = reasonsAtEnd(subject, state);
  const found = subjectsOf(reasons);
  const told = toldOf(subject, state, pass);
  const at = pass.now.toISOString();
  const moment = { at, by: 'system', term: state.openTerm, reasons };
  if (found.some((one) => !told.includes(one)))
    return {
      after: warn(state, { ...moment, occasion: pass.occasion }),
      tell: [{ kind: 'willLapse', recipients: concerned(subject) }],
    };
  const stood = subjectsOf(state.warned?.reasons ?? []);
  return stood.every((one) => found.includes(one)) ? undefined : { after: unwarn(state, moment), tell: [] };
}

/** What was said long before is said again when the end is near. */
function toldOf(subject: Subject, state: InTerm, { now }: Pass): string[] {
  const from = warningsFrom(subject, state);
  const isStale = state.warned !== undefined && state.warned.at < from && from <= now.toISOString();
  return isStale ? [] : subjectsOf(state.warned?.reasons ?? []);
}

function warningsFrom({ program }: Subject, { openTerm }: InTerm): string {
  const { endsAt } = termNamed(program.calendar, openTerm);
  return new Date(Date.parse(endsAt) - warnedAheadMs).toISOString();
}

/** What each reason is about; another figure of the same criterion is nothing new. */
function subjectsOf(reasons: Reason[]): string[] {
  const all = reasons.flatMap(({ code, criteria, requirements }) =>
    (
      criteria?.map(({ kind, needed }) => `${kind} ${needed}`) ??
      requirements?.map(({ requirement }) => requirement) ?? ['']
    ).map((one) => `${code} ${one}`),
  );
  return [...new Set(all)];
}
