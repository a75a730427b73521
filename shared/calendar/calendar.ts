/** When a program's terms begin and end, and which day it is in its time zone: the only file that knows time zones. */
import { Temporal } from 'temporal-polyfill';
import type { ProgramCalendar } from '../programs/program.ts';

/** A term. Days are those of the program's time zone; instants are RFC 3339 in UTC with milliseconds, so they sort as text. */
export interface Term {
  /** 'FY27', named by the calendar year in which the term ends ordinarily, extended or not; FY00 is 2000, FY99 is 2099. */
  name: string;
  startsOn: string;
  /** The last day, included. */
  endsOn: string;
  startsAt: string;
  /** Excluded: the start of the next term. */
  endsAt: string;
}

/**
 * The one term that contains `at`, to the millisecond.
 * @throws RangeError for an unknown time zone, or outside FY00 to FY99.
 */
export function termAt(calendar: ProgramCalendar, at: Date): Term {
  const term = termOn(calendar, dayAt(calendar.timeZone, at));
  // Where clocks are put back over midnight, the last day shows twice: its first end counts.
  return at.toISOString() < term.endsAt ? term : nextTerm(calendar, term.name);
}

/** The one term that contains this day of the program's time zone. @throws RangeError like `termAt`. */
export function termOn(calendar: ProgramCalendar, day: string): Term {
  return termOfYear(calendar, yearOfDay(calendar, day));
}

/**
 * The term of that name.
 * @throws RangeError for a name that is not 'FY' and two digits, or a term whose every day an extended one has taken.
 */
export function termNamed(calendar: ProgramCalendar, name: string): Term {
  const year = yearNamed(name);
  if (!hasDays(calendar, year)) throw new RangeError(`Term ${name} has no day: an extended term covers it`);
  return termOfYear(calendar, year);
}

/**
 * The term that begins the day after this one ends.
 * @throws RangeError for a name that is not 'FY' and two digits, and after FY99.
 */
export function nextTerm(calendar: ProgramCalendar, name: string): Term {
  let year = yearNamed(name) + 1;
  while (!hasDays(calendar, year)) year += 1;
  return termOfYear(calendar, year);
}

/**
 * The calendar day, `YYYY-MM-DD`, it is in that time zone at that instant.
 * @throws RangeError for an unknown time zone or an invalid date.
 */
export function dayAt(timeZone: string, at: Date): string {
  const minute = Math.floor(at.getTime() / 60_000);
  const last = lastDays.get(timeZone);
  if (last?.minute === minute) return last.day;
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  const day = instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  lastDays.set(timeZone, { minute, day });
  return day;
}

/** Everybody asks about now, and no day begins within a minute. There are only so many time zones. */
const lastDays = new Map<string, { minute: number; day: string }>();

/** The instant as it is written everywhere: RFC 3339 in UTC with milliseconds, which sorts as text. @throws RangeError for an invalid date. */
export function instantAt(at: Date): string {
  const time = at.getTime();
  if (lastInstant.time !== time) lastInstant = { time, instant: at.toISOString() };
  return lastInstant.instant;
}

/** A pass asks about its own moment many thousand times. */
let lastInstant = { time: Number.NaN, instant: '' };

/**
 * The first instant of a day in that time zone: not midnight where clocks skip it; of a day that was skipped, the next day's.
 * @throws RangeError for an unknown time zone or an impossible day.
 */
export function startOfDay(timeZone: string, day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

/** The last day, `YYYY-MM-DD`, of what is open until that instant. @throws RangeError like `dayAt`. */
export function lastDayBefore(timeZone: string, instant: string): string {
  return dayAt(timeZone, new Date(Date.parse(instant) - 1));
}

/** The first day, `YYYY-MM-01`, of the month it is in that time zone. @throws RangeError like `dayAt`. */
export function firstOfMonth(timeZone: string, at: Date): string {
  return `${dayAt(timeZone, at).slice(0, 7)}-01`;
}

/** The first day of the month after that of this day. @throws RangeError for an impossible day. */
export function firstOfNextMonth(day: string): string {
  return Temporal.PlainDate.from(day).with({ day: 1 }).add({ months: 1 }).toString();
}

/** The day that many calendar days later, or earlier where negative. @throws RangeError for an impossible day. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whether this is a time zone's exact name ('Europe/Stockholm', 'UTC') or offset ('+05:30'). */
export function isTimeZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}

/** A pass asks for the same few terms many thousand times, and time zones are slow. A program that has not changed keeps its calendar (program-store.ts). */
const known = new WeakMap<ProgramCalendar, Map<number, Term>>();

function termOfYear(calendar: ProgramCalendar, year: number): Term {
  const terms = known.get(calendar) ?? new Map<number, Term>();
  known.set(calendar, terms);
  const term = terms.get(year) ?? computedTerm(calendar, year);
  terms.set(year, term);
  return term;
}

function computedTerm(calendar: ProgramCalendar, year: number): Term {
  const [startsOn, nextStartsOn] = [firstDay(calendar, year), dayAfter(calendar, year)];
  return {
    name: nameOf(year),
    startsOn,
    endsOn: addDays(nextStartsOn, -1),
    startsAt: startOfDay(calendar.timeZone, startsOn).toISOString(),
    endsAt: startOfDay(calendar.timeZone, nextStartsOn).toISOString(),
  };
}

function hasDays(calendar: ProgramCalendar, year: number): boolean {
  if (known.get(calendar)?.has(year)) return true;
  return firstDay(calendar, year) < dayAfter(calendar, year);
}

/** The ordinary first day, or the day after an earlier term that was extended beyond it. */
function firstDay(calendar: ProgramCalendar, year: number): string {
  const earlier = Object.entries(calendar.extendedEnds).filter(([name]) => yearNamed(name) < year);
  return latest([ordinaryStart(calendar, year), ...earlier.map(([, end]) => addDays(end, 1))]);
}

/** An "extended" end that is not later than the ordinary one changes nothing. */
function dayAfter(calendar: ProgramCalendar, year: number): string {
  const extended = calendar.extendedEnds[nameOf(year)];
  return latest([ordinaryStart(calendar, year + 1), ...(extended ? [addDays(extended, 1)] : [])]);
}

function ordinaryStart({ firstMonth }: ProgramCalendar, year: number): string {
  const calendarYear = firstMonth === 1 ? year : year - 1;
  return `${calendarYear}-${String(firstMonth).padStart(2, '0')}-01`;
}

/** The earliest term that lasts until that day or longer. */
function yearOfDay({ firstMonth, extendedEnds }: ProgramCalendar, day: string): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const ordinary = firstMonth > 1 && month >= firstMonth ? year + 1 : year;
  const lasting = Object.entries(extendedEnds).filter(([, end]) => end >= day);
  return Math.min(ordinary, ...lasting.map(([name]) => yearNamed(name)));
}

function latest(days: string[]): string {
  return days.reduce((day, other) => (other > day ? other : day));
}

function nameOf(year: number): string {
  if (!(year >= 2000 && year <= 2099)) throw new RangeError(`No term is named for the year ${year}`);
  return `FY${String(year).slice(2)}`;
}

const years = new Map(Array.from({ length: 100 }, (_, n) => [nameOf(2000 + n), 2000 + n]));

function yearNamed(name: string): number {
  const year = years.get(name);
  if (year === undefined) throw new RangeError(`'${name}' is not the name of a term, such as FY27`);
  return year;
}
