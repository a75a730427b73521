/** What a program's schema cannot say: that its calendar exists, and its versions can be told apart and met. */
import { nextTerm, type Term, termAt, termOn } from '../calendar/calendar.ts';
import { refuse } from '../refusal.ts';
import { checkCalendar } from './calendar-check.ts';
import type { Program, ProgramCalendar, ProgramTerms, RuleVersion } from './program.ts';
import { faultOf } from './rule-check.ts';
import { lastDayOfTerms } from './words.ts';

/** What is `stored` already is not refused where it could not be changed any more. @throws Refusal `program/invalid` with the place in the program. */
export function checkTerms(terms: ProgramTerms, stored?: Program): void {
  checkCalendar(terms.calendar, stored?.calendar);
  checkVersions(terms);
  terms.versions.forEach(checkRule);
  const requirements = terms.requirements.map(({ requirement }) => requirement);
  const repeated = firstRepeated(requirements);
  if (repeated >= 0)
    refuse('program/invalid', `Two requirements are called ${requirements[repeated]}.`, {
      target: `body.requirements.${repeated}.requirement`,
    });
}

function checkVersions(terms: ProgramTerms): void {
  const days = terms.versions.map((version) => version.effectiveFrom);
  const repeated = firstRepeated(days);
  if (repeated >= 0)
    refuse('program/invalid', `Two versions take effect on ${days[repeated]}.`, {
      target: `body.versions.${repeated}.effectiveFrom`,
    });
  const late = days.findIndex((day) => day > lastDayOfTerms);
  if (late >= 0)
    refuse('program/invalid', `No term is known on ${days[late]}: the last day is ${lastDayOfTerms}.`, {
      target: `body.versions.${late}.effectiveFrom`,
    });
  if (!terms.openToAll && terms.versions.length === 0)
    refuse('program/invalid', 'A program that is not open to all needs a rule.', { target: 'body.versions' });
  if (terms.openToAll && terms.versions.length > 0)
    refuse('program/invalid', 'A program that is open to all has no criteria.', { target: 'body.versions' });
  if (terms.openToAll && terms.requiredAgreement !== undefined)
    refuse('program/invalid', 'A program that is open to all asks for no agreement.', {
      target: 'body.requiredAgreement',
    });
}

/** The place of the first that was there before, or -1. */
function firstRepeated(names: string[]): number {
  return names.findIndex((name, place) => names.indexOf(name) !== place);
}

function checkRule(version: RuleVersion, index: number): void {
  const fault = faultOf(version);
  if (fault) refuse('program/invalid', fault.message, { target: `body.versions.${index}.${fault.place}` });
}

/** Its enrollments have ended for good. @throws Refusal `program/invalid`. */
export function checkState(stored: Program | undefined, terms: ProgramTerms): void {
  if (stored?.state === 'discontinued' && terms.state !== 'discontinued')
    refuse('program/invalid', 'The program is discontinued, which is for good.', { target: 'body.state' });
}

/**
 * The days of a term that is over stay as they were, and the term that is running goes on: enrollments are in it.
 * @throws Refusal `program/invalid` naming the term.
 */
export function checkEndedTerms(stored: Program | undefined, terms: ProgramTerms, now: Date): void {
  if (!stored) return;
  checkExtensions(stored, terms, now);
  const running = termAt(stored.calendar, now);
  const after = termAt(terms.calendar, now);
  if (after.name !== running.name || after.startsAt !== running.startsAt)
    refuse(
      'program/invalid',
      `Term ${running.name} is running: it began on ${running.startsOn}, and cannot end in the past.`,
      { target: 'body.calendar' },
    );
  const ended = firstDifference(termsUntil(stored.calendar, running), termsUntil(terms.calendar, running));
  if (ended) refuse('program/invalid', `Term ${ended} is over; its days stay.`, { target: 'body.calendar' });
}

/** The terms before this one, oldest first, from the first there is in every calendar. */
function termsUntil(calendar: ProgramCalendar, until: Term): Term[] {
  const terms: Term[] = [];
  let term = termOn(calendar, '2000-12-31');
  while (term.name < until.name) {
    terms.push(term);
    term = nextTerm(calendar, term.name);
  }
  return terms;
}

function firstDifference(before: Term[], after: Term[]): string | undefined {
  const [stay, change] = [before.map(boundaries), after.map(boundaries)];
  const at = stay.findIndex((one, place) => one !== change[place]);
  return at < 0 ? undefined : before[at]?.name;
}

const boundaries = ({ name, startsAt, endsAt }: Term) => `${name} ${startsAt} ${endsAt}`;

function checkExtensions(stored: Program, terms: ProgramTerms, now: Date): void {
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
