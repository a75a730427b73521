/** Days and terms of a program whose clock is a fixed number of minutes from UTC, reckoned anew for the model. */
const dayMs = 86_400_000;

export interface Calendar {
  /** 1 to 12. */
  firstMonth: number;
  offsetMinutes: number;
}

export const dayAt = ({ offsetMinutes }: Calendar, at: number) =>
  new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The first instant of a day. */
export const startOf = ({ offsetMinutes }: Calendar, day: string) =>
  Date.parse(`${day}T00:00:00Z`) - offsetMinutes * 60_000;

/** The year by which the term of that day is called. */
function yearOf({ firstMonth }: Calendar, day: string): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return firstMonth > 1 && month >= firstMonth ? year + 1 : year;
}

export const yearAt = (calendar: Calendar, at: number) => yearOf(calendar, dayAt(calendar, at));

export function firstDayOf({ firstMonth }: Calendar, year: number): string {
  return `${firstMonth === 1 ? year : year - 1}-${String(firstMonth).padStart(2, '0')}-01`;
}

/** The first instant after the term. */
export const endOf = (calendar: Calendar, year: number) => startOf(calendar, firstDayOf(calendar, year + 1));

export const termName = (year: number) => `FY${String(year).slice(2)}`;

export const zoneOf = ({ offsetMinutes }: Calendar) =>
  ({ 0: 'UTC', 330: '+05:30', [-180]: '-03:00' })[offsetMinutes] ?? 'UTC';
