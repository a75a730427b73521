/** What the people of an enrollment were told of the end of its term, and when: what stands is shown, and what was told is not told again so soon. */
import { termNamed } from '../calendar/calendar.ts';
import type { Enrollment, InTerm, ToldOf } from './enrollment.ts';
import type { Reason } from './history.ts';
import { type Asked, notValidated, requirementReasons } from './requirements.ts';

const dayMs = 24 * 3600_000;
const warnedAheadMs = 30 * dayMs;
/** However often a reason comes and goes, it is the cause of no more than one letter in this time. */
const quietMs = 7 * dayMs;

/** The first instant at which people are warned without anybody asking for it, in milliseconds since 1970. */
function warningsFrom({ calendar }: Pick<Asked, 'calendar'>, { openTerm }: InTerm): number {
  return Date.parse(termNamed(calendar, openTerm).endsAt) - warnedAheadMs;
}

/** Whether its people are kept informed of what stands against the next term: the end is near, or they were warned early. */
export function isWatched(state: InTerm, program: Pick<Asked, 'calendar'>, at: string): boolean {
  return standing(state).length > 0 || warningsFrom(program, state) <= Date.parse(at);
}

/** What its people were warned of and stands. */
export function standing({ warned }: Pick<Enrollment, 'warned'>): Reason[] {
  return warned?.reasons ?? [];
}

/** Whether its people are to be told of it. What was said long before is said again when the end is near. */
export function isNews(
  subject: string,
  state: InTerm,
  { program, at }: { program: Pick<Asked, 'calendar'>; at: string },
): boolean {
  const last = toldTo(state).find((one) => one.subject === subject);
  if (!last) return true;
  if (isRecent(last, at)) return false;
  const from = warningsFrom(program, state);
  return last.again === true || (Date.parse(last.at) < from && from <= Date.parse(at));
}

/** Without what each was told of, it was told of all that stands. */
function toldTo({ warned }: InTerm): ToldOf[] {
  const { at = '', told } = warned ?? {};
  return told ?? subjectsOf(warned?.reasons ?? []).map((subject) => ({ subject, at }));
}

function isRecent(told: ToldOf, at: string): boolean {
  return Date.parse(at) - Date.parse(told.at) < quietMs;
}

interface Found {
  at: string;
  /** All that stand now. */
  reasons: Reason[];
  /** What is said now. */
  told: ToldOf[];
}

/** With what stands now. What has ceased is remembered as long as it may not be said again. */
export function withWarned(state: InTerm, { at, reasons, told }: Found): InTerm {
  const { warned, ...rest } = state;
  const stands = subjectsOf(reasons);
  const before = toldTo(state).filter(({ subject }) => !told.some((one) => one.subject === subject));
  const kept = before.flatMap((one) => {
    if (stands.includes(one.subject)) return [one];
    return isRecent(one, at) ? [{ ...one, again: true }] : [];
  });
  if (reasons.length === 0 && kept.length === 0) return rest;
  const last = told.length > 0 ? at : (warned?.at ?? at);
  return { ...rest, warned: { at: last, reasons, told: [...kept, ...told] } };
}

interface Requiring {
  program: Asked;
  at: string;
  /** Those that its people are asked for now. */
  asked: string[];
}

/** After a requirement has changed: what is in order is warned of no more, and of what is asked for now a letter of its own speaks. */
export function rewarned(state: InTerm, { program, at, asked }: Requiring): InTerm {
  if (!isWatched(state, program, at)) return state;
  const before = standing(state);
  const known = before.flatMap(({ requirements = [] }) => requirements.map((one) => one.requirement));
  const missing = requirementReasons(program, state).flatMap(({ requirements = [] }) => requirements);
  const named = (ids: string[]) =>
    notValidated(missing.filter(({ requirement }) => ids.includes(requirement)));
  const others = before.filter(({ code }) => code !== 'requirementIncomplete');
  const told = subjectsOf(named(asked)).map((subject) => ({ subject, at, again: true }));
  return withWarned(state, { at, reasons: [...others, ...named([...known, ...asked])], told });
}

/** What each reason is about; another figure of the same criterion is nothing new. */
export function subjectsOf(reasons: Reason[]): string[] {
  const all = reasons.flatMap(({ code, criteria, requirements }) =>
    (
      criteria?.map(({ kind, needed }) => `${kind} ${needed}`) ??
      requirements?.map(({ requirement }) => requirement) ?? ['']
    ).map((one) => `${code} ${one}`),
  );
  return [...new Set(all)];
}
