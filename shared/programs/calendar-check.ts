/** What is wrong with a calendar that is well formed: no such time zone, or a term that is extended by nothing or over the whole next one. */
import { isTimeZone, nextTerm, termNamed } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import type { ProgramCalendar } from './program.ts';

/** An extension that is `stored` already stays as it is: its term may be over. @throws Refusal `program/invalid` with the place. */
export function checkCalendar(calendar: ProgramCalendar, stored: ProgramCalendar | undefined): void {
  if (!isTimeZone(calendar.timeZone))
    refuse('program/invalid', `${calendar.timeZone} is not a time zone.`, {
      target: 'body.calendar.timeZone',
    });
  for (const [name, end] of Object.entries(calendar.extendedEnds)) {
    const fault = stored?.extendedEnds[name] === end ? undefined : extensionFault(calendar, name, end);
    if (fault) refuse('program/invalid', fault, { target: `body.calendar.extendedEnds.${name}` });
  }
}

/** It takes days from the next term, and leaves it some. */
function extensionFault(calendar: ProgramCalendar, name: string, end: string): string | undefined {
  const ordinary = { ...calendar, extendedEnds: {} };
  const { endsOn } = termNamed(ordinary, name);
  if (end <= endsOn) return `${name} lasts until ${endsOn} anyway; an extension ends later.`;
  const next = nextTerm(ordinary, name);
  if (end < next.endsOn) return undefined;
  return `This leaves no day of ${next.name}, which ends on ${next.endsOn}.`;
}
