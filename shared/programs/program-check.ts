/** What a program's schema cannot say: that its calendar exists and its versions can be told apart. */
import { isTimeZone } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { ProgramTerms } from './program.ts';

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
