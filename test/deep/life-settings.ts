/** What changes around the locations, in the model: figures, agreement, migration, grants, the programs. */
import { dayAt, daysAfter, termName, yearAt } from './life-calendar.ts';
import type { CommandOf, Setting } from './life-commands.ts';
import type { Program } from './life-program.ts';
import type { World } from './life-world.ts';

type Change = Exclude<Setting, { do: 'wait' }>;
/** Each says whether anything is different now, so that the organization is looked at. */
type Changes = { [Do in Change['do']]: (world: World, command: CommandOf<Do>) => boolean };

const utc = { firstMonth: 7, offsetMinutes: 0 };

const changes: Changes = {
  report: (world, { office, revenue, deals }) => {
    const years = world.programs.map(({ calendar }) => (deals ? yearAt(calendar, world.now) : 0));
    const before = world.figures[office];
    world.figures[office] = { revenue, deals: years, asOf: dayAt(utc, world.now) };
    return !same(before, world.figures[office]);
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
  change: (world, { program, change }) => {
    const before = world.programs[program] as Program;
    const after = { ...before, ...change };
    if (same(before, after) || !isAllowed(before, after)) return false;
    world.programs[program] = after;
    world.changedAt = world.now;
    return true;
  },
};

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

/** The deals of an office as the API is told them. */
export function activityOf(world: World, office: number, ids: string[]) {
  const years = world.figures[office]?.deals ?? [];
  return Object.fromEntries(ids.flatMap((id, n) => (years[n] ? [[id, { [termName(years[n])]: 1 }]] : [])));
}
