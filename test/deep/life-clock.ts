/** To when the clock is moved: always some minutes away from the next timer, so that a slow machine changes nothing. */
import { endOf, yearAt } from './life-calendar.ts';
import type { CommandOf } from './life-commands.ts';
import type { Program } from './life-program.ts';
import type { World } from './life-world.ts';

const [minuteMs, hourMs] = [60_000, 3_600_000];
const dayMs = 24 * hourMs;

const howLong = {
  halfAnHour: 30 * minuteMs,
  hours: 5 * hourMs,
  day: dayMs,
  week: 8 * dayMs,
  month: 33 * dayMs,
  season: 100 * dayMs,
};

/** Ten or forty minutes past; or the first moments of a program's next term, before and after the hourly timer. */
export function destination(world: World, { how, program }: CommandOf<'wait'>): number {
  if (how !== 'toTheEnd' && how !== 'overTheEnd') return tidy(world.now + howLong[how]);
  const { calendar } = world.programs[program] as Program;
  const ends = endOf(calendar, yearAt(calendar, world.now));
  return ends + (how === 'toTheEnd' ? minuteMs / 2 : 10.5 * minuteMs);
}

export function tidy(at: number): number {
  const halfHour = Math.floor(at / (hourMs / 2)) * (hourMs / 2);
  const found = halfHour + 10.5 * minuteMs;
  return found >= at ? found : found + hourMs / 2;
}
