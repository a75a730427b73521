/** What a program's schema cannot say: that its calendar exists and its versions can be told apart. */
import { isTimeZone, termAt } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { Program, ProgramTerms } from './program.ts';

/** @throws Refusal `program/invalid` with the place in the program. */
export function checkTerms(terms: ProgramTerms): void {
  if (!isTimeZone(terms.calendar.timeZone))
    refuse('program/invalid', `${terms.calendar.timeZone} is not a time zone.`, {
      target: 'body.calendar.timeZone',
    });
  const days = terms.versions.map((version) => version.effectiveFrom);
  const repeated = days.findIndex((day, place) => days.indexOf(day) !== place);
  if (repeated >= 0)
    refuse('program/invalid', `Two versions take effect on ${days[repeated]}.`, {
      target: `body.versions.${repeated}.effectiveFrom`,
    });
  if (!terms.openToAll && terms.versions.length === 0)
    refuse('program/invalid', 'A program that is not open to all needs a rule.', { target: 'body.versions' });
  if (terms.openToAll && terms.versions.length > 0)
    refuse('program/invalid', 'A program that is open to all has no criteria.', { target: 'body.versions' });
}

/**
 * The days of a term that is over stay as they were: enrollments are in the terms after it.
 * @throws Refusal `program/invalid` naming the term.
 */
export function checkEndedTerms(stored: Program | undefined, terms: ProgramTerms, now: Date): void {
  if (!stored) return;
  const [before, after] = [stored.calendar.extendedEnds, terms.calendar.extendedEnds];
  const running = termAt(stored.calendar, now).name;
  const ended = Object.keys({ ...before, ...after }).find(
    (name) => name < running && before[name] !== after[name],
  );
  if (ended)
    refuse('program/invalid', `Term ${ended} is over; its last day stays.`, {
      target: `body.calendar.extendedEnds.${ended}`,
    });
}
