/** What should become of every location in every program: written from the lifecycle table of the design, and nothing else. */
import { dayAt, daysAfter, firstDayOf, startOf, yearAt } from './life-calendar.ts';
import type { Program } from './life-program.ts';
import { isOver, lapse, type Pair, programOf, type Status, type World } from './life-world.ts';

export type Objection = 'migration' | 'program' | 'figures' | 'deals' | 'agreement';

/** What stands against it, by the rules of a day and the deals of a term. */
export function objections(
  world: World,
  pair: Pair,
  { on, year }: { on: string; year: number },
): Objection[] {
  const program = programOf(world, pair);
  const figures = world.figures[pair.office];
  const { later, atLeast } = program;
  const needed = later && later.from <= on ? later.atLeast : atLeast;
  const found: Record<Objection, boolean> = {
    migration: !world.migrated,
    program: program.state !== 'active',
    figures: !program.open && !(figures && figures.revenue >= needed),
    deals: !program.open && program.deals && figures?.deals[pair.program] !== year,
    agreement:
      !program.open && program.agreement && world.agreementTo !== undefined && world.agreementTo < on,
  };
  return (Object.keys(found) as Objection[]).filter((one) => found[one]);
}

export function objectionsNow(world: World, pair: Pair): Objection[] {
  const { calendar } = programOf(world, pair);
  return objections(world, pair, { on: dayAt(calendar, world.now), year: yearAt(calendar, world.now) });
}

/** Where what has accepted stands by its requirements. */
export function standing({ requirements }: Program, { progress }: Pair): Status {
  const states = requirements.map((name) => progress[name]?.state);
  if (states.some((state) => state === undefined || state === 'rejected')) return 'actionRequired';
  return states.every((state) => state === 'validated') ? 'enrolled' : 'validating';
}

/** Puts it where its requirements say; who becomes enrolled earns from the month of the last completion. */
export function settleRequirements(program: Program, pair: Pair): void {
  pair.status = standing(program, pair);
  if (pair.status !== 'enrolled') return;
  const completed = program.requirements.map((name) => pair.progress[name]?.completedAt ?? 0);
  const last = Math.max(pair.acceptedAt ?? 0, ...completed);
  pair.earnsFrom = `${dayAt(program.calendar, last).slice(0, 7)}-01`;
}

/** The end of the last valid day. */
export function deadlineFrom({ calendar, validDays }: Program, now: number): number | undefined {
  if (validDays === undefined) return undefined;
  return startOf(calendar, daysAfter(dayAt(calendar, now), validDays + 1));
}

/** The next term begins, or it lapses. */
export function rollOver(world: World, pair: Pair): void {
  const program = programOf(world, pair);
  while (isOver(world, pair)) {
    const year = pair.year ?? 0;
    const against = objections(world, pair, { on: firstDayOf(program.calendar, year + 1), year });
    const incomplete = pair.status === 'enrolled' && standing(program, pair) !== 'enrolled';
    if (against.length > 0 || incomplete) lapse(world, pair);
    else Object.assign(pair, { year: year + 1, reopened: false });
  }
}
