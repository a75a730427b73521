/** When a timer's six-field NCRONTAB expression occurs, in UTC: second minute hour day month weekday. */

const fields = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 6 },
] as const;
type Field = (typeof fields)[number];

export interface Schedule {
  expression: string;
  /** The seconds of a day at which it occurs, ascending. */
  timesOfDay: readonly number[];
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
}

const dayMs = 86_400_000;
/** Far enough for 29 February on a given weekday; a schedule silent for longer never occurs. */
const horizonDays = 366 * 41;

/** Refuses anything but six fields of numbers, lists, ranges, steps and `*`. */
export function parseSchedule(expression: string): Schedule {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length) throw new Error(`"${expression}" must have six fields`);
  const [seconds = [], minutes = [], hours = [], days, months, weekdays] = fields.map((field, index) =>
    parseField(field, texts[index] ?? ''),
  );
  const timesOfDay = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
  );
  return {
    expression,
    timesOfDay,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays),
  };
}

function parseField(field: Field, text: string): number[] {
  const values = new Set(text.split(',').flatMap((part) => parsePart(field, part)));
  return [...values].sort((a, b) => a - b);
}

function parsePart(field: Field, text: string): number[] {
  const [, low, high, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const first = low === '*' ? field.from : Number(low);
  // NCRONTAB reads "5/15" as "from 5 on, every 15".
  const last = high !== undefined ? Number(high) : low === '*' || step !== undefined ? field.to : first;
  const every = Number(step ?? 1);
  const legal = first >= field.from && last <= field.to && first <= last && every > 0;
  if (!legal || (low === '*' && high !== undefined))
    throw new Error(`"${text}" is not a ${field.name} of a schedule`);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every);
}

/** The first occurrence later than the instant, or undefined when there is none. */
export function nextOccurrence(schedule: Schedule, after: Date): Date | undefined {
  const today = startOfDay(after);
  const second = Math.floor((after.getTime() - today) / 1000);
  for (let ahead = 0; ahead < horizonDays; ahead += 1) {
    const day = today + ahead * dayMs;
    if (!occursOn(schedule, day)) continue;
    const time = ahead === 0 ? schedule.timesOfDay.find((each) => each > second) : schedule.timesOfDay[0];
    if (time !== undefined) return new Date(day + time * 1000);
  }
  return undefined;
}

/** The last occurrence at or before the instant, or undefined when there is none. */
export function lastOccurrence(schedule: Schedule, atOrBefore: Date): Date | undefined {
  const today = startOfDay(atOrBefore);
  const second = Math.floor((atOrBefore.getTime() - today) / 1000);
  for (let back = 0; back < horizonDays; back += 1) {
    const day = today - back * dayMs;
    if (!occursOn(schedule, day)) continue;
    const time = schedule.timesOfDay.findLast((each) => back > 0 || each <= second);
    if (time !== undefined) return new Date(day + time * 1000);
  }
  return undefined;
}

/** NCRONTAB asks for day and weekday both, where cron takes either. */
function occursOn(schedule: Schedule, day: number): boolean {
  const date = new Date(day);
  return (
    schedule.days.has(date.getUTCDate()) &&
    schedule.months.has(date.getUTCMonth() + 1) &&
    schedule.weekdays.has(date.getUTCDay())
  );
}

function startOfDay(instant: Date): number {
  return Math.floor(instant.getTime() / dayMs) * dayMs;
}
