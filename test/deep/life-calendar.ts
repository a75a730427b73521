/** Days and terms of a program by the clock of its place, reckoned anew for the model: by the machine's own time zones, not by the library that the product uses. */
const dayMs = 86_400_000;

/** In none of them do clocks change at midnight. */
export const zones = [
  'UTC',
  '+05:30',
  '-03:00',
  'Europe/Stockholm',
  'America/New_York',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
] as const;

export interface Calendar {
  /** 1 to 12. */
  firstMonth: number;
  zone: (typeof zones)[number];
  /** The last days of the terms that last longer than usual, by their years. */
  extended: Record<number, string>;
}

export const dayAt = ({ zone }: Calendar, at: number) =>
  new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The first instant of a day. */
export function startOf({ zone }: Calendar, day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return midnight - offsetAt(zone, midnight - offsetAt(zone, midnight));
}

/** The year by which the term of that day is called. */
export function yearOf({ firstMonth, extended }: Calendar, day: string): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const usual = firstMonth > 1 && month >= firstMonth ? year + 1 : year;
  return (extended[usual - 1] ?? '') >= day ? usual - 1 : usual;
}

export const yearAt = (calendar: Calendar, at: number) => yearOf(calendar, dayAt(calendar, at));

export function firstDayOf(calendar: Calendar, year: number): string {
  const before = calendar.extended[year - 1];
  return before === undefined ? usualFirstDayOf(calendar, year) : daysAfter(before, 1);
}

function usualFirstDayOf({ firstMonth }: Calendar, year: number): string {
  return `${firstMonth === 1 ? year : year - 1}-${String(firstMonth).padStart(2, '0')}-01`;
}

/** With a term that lasts so many days longer than usual; the same where it lasts as long already. */
export function prolonged(calendar: Calendar, year: number, days: number): Calendar {
  const end = daysAfter(usualFirstDayOf(calendar, year + 1), days - 1);
  if ((calendar.extended[year] ?? '') >= end) return calendar;
  return { ...calendar, extended: { ...calendar.extended, [year]: end } };
}

/** The first instant after the term. */
export const endOf = (calendar: Calendar, year: number) => startOf(calendar, firstDayOf(calendar, year + 1));

export const termName = (year: number) => `FY${String(year).slice(2)}`;

/** How far the clocks are ahead of UTC, in milliseconds. */
function offsetAt(zone: Calendar['zone'], at: number): number {
  const parts = formats.get(zone)?.formatToParts(at) ?? [];
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(.)(\d+):(\d+)/.exec(name) ?? [];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
  ]),
);
