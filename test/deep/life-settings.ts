/** What changes around the locations, in the model: figures, agreement, migration, grants, the programs. */
import { type Calendar, dayAt, daysAfter, prolonged, termName, yearAt } from './life-calendar.ts';
import type { CommandOf, Setting } from './life-commands.ts';
import type { Program } from './life-program.ts';
import type { Figures, World } from './life-world.ts';

type Change = Exclude<Setting, { do: 'wait' }>;
/** Each says whether anything is different now, so that the organization is looked at. */
type Changes = { [Do in Change['do']]: (world: World, command: CommandOf<Do>) => boolean };

const utc: Calendar = { firstMonth: 7, zone: 'UTC', extended: {} };

const changes: Changes = {
  report: (world, command) => {
    if (outcomeOf(world, command) !== 'written') return false;
    world.figures[command.office] = figuresOf(world, command);
    return true;
  },
  agree: (world, { days }) => {
    const before = world.agreementTo;
    world.agreementTo = days === undefined ? undefined : daysAfter(dayAt(utc, world.now), days);
    return before !== world.agreementTo;
  },
  migrate: (world, { completed }) => {
    const before = world.migrated;
    world.migrated = completed;
    return before !== completed;
  },
  appoint: (world, { who, scope }) => {
    const before = world.grants[who];
    world.grants[who] = scope;
    return !same(before, scope);
  },
  dismiss: (world, { who }) => {
    const before = world.grants[who];
    delete world.grants[who];
    return before !== undefined;
  },
  change: (world, { program, change }) => changeProgram(world, program, change),
  prolong: (world, { program, days }) => {
    const { calendar } = world.programs[program] as Program;
    return changeProgram(world, program, {
      calendar: prolonged(calendar, yearAt(calendar, world.now), days),
    });
  },
};

function changeProgram(world: World, program: number, change: Partial<Program>): boolean {
  const before = world.programs[program] as Program;
  const after = { ...before, ...change };
  if (same(before, after) || !isAllowed(before, after)) return false;
  world.programs[program] = after;
  world.changedAt = world.now;
  return true;
}

/** What is discontinued stays so. */
const isAllowed = (before: Program, after: Program) =>
  before.state !== 'discontinued' || after.state === 'discontinued';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export function change(world: World, command: Change): boolean {
  return changeOf(command.do, world, command);
}

function changeOf<Do extends Change['do']>(kind: Do, world: World, command: CommandOf<Do>): boolean {
  const table: Changes = changes;
  return table[kind](world, command);
}

/** Where the sun rises first, the day begins so long before it does at UTC. */
const firstAheadMs = 14 * 3_600_000;

/** What is reported of an office, as of some days ago. */
export function figuresOf(world: World, { revenue, deals, daysAgo }: CommandOf<'report'>): Figures {
  const years = world.programs.map(({ calendar }) => (deals ? yearAt(calendar, world.now) : 0));
  const ahead = dayAt(utc, world.now + firstAheadMs);
  const asOf = daysAgo === 'ahead' ? ahead : daysAfter(dayAt(utc, world.now), -daysAgo);
  return { revenue, deals: years, asOf };
}

/** What becomes of a report: never is anything newer replaced. */
export function outcomeOf(world: World, command: CommandOf<'report'>): 'written' | 'unchanged' | 'older' {
  const [before, after] = [world.figures[command.office], figuresOf(world, command)];
  if (before && before.asOf > after.asOf) return 'older';
  return same(before, after) ? 'unchanged' : 'written';
}

/** The deals of an office as the API is told them. */
export function activityOf({ deals: years }: Figures, ids: string[]) {
  return Object.fromEntries(ids.flatMap((id, n) => (years[n] ? [[id, { [termName(years[n])]: 1 }]] : [])));
}
