/** The world as it is when a life begins: everybody where they are by default, and nothing done yet. */
import { type Calendar, dayAt, daysAfter, prolonged, yearAt } from './life-calendar.ts';
import type { Life } from './life-commands.ts';
import type { PlannedProgram, Program } from './life-program.ts';
import type { Pair, World } from './life-world.ts';

export function worldOf({ migrated, programs }: Life, now: number): World {
  return {
    now,
    migrated,
    figures: [undefined, undefined],
    grants: { ines: {} },
    programs: programs.map((planned) => programOf(planned, now)),
    pairs: [0, 1].flatMap((office) =>
      [0, 1].map((program): Pair => ({ office, program, status: 'none', progress: {}, acts: [] })),
    ),
    changedAt: now,
  };
}

function programOf({ changesAfterDays, prolongedDays, ...planned }: PlannedProgram, now: number): Program {
  const usual: Calendar = { ...planned.calendar, extended: {} };
  const calendar = prolongedDays ? prolonged(usual, yearAt(usual, now), prolongedDays) : usual;
  const program = { ...planned, calendar, state: 'active' as const, atLeast: 20_000 };
  if (changesAfterDays === undefined) return program;
  const from = daysAfter(dayAt(calendar, now), changesAfterDays);
  return { ...program, later: { from, atLeast: 60_000 } };
}
