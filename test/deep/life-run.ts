/** Lives one random life twice, in the model and over HTTP, and compares them after every command. */
import fc from 'fast-check';
import type { TestCloud } from '../functions/harness.ts';
import { dayAt, daysAfter } from './life-calendar.ts';
import { check } from './life-check.ts';
import { destination, tidy } from './life-clock.ts';
import { cloudsOf } from './life-clouds.ts';
import { anyLife, type Command, type CommandOf, type Deed, type Life, usualWay } from './life-commands.ts';
import { deed } from './life-deeds.ts';
import { checkHistories, type Migrations } from './life-history.ts';
import { lookUntilQuiet, pass } from './life-passing.ts';
import type { PlannedProgram, Program } from './life-program.ts';
import { begin, changeReal, type Real } from './life-real.ts';
import { deedReal } from './life-requests.ts';
import { change } from './life-settings.ts';
import { shown } from './life-shown.ts';
import { covers, type Pair, type World } from './life-world.ts';

interface Living {
  real: Real;
  world: World;
  migrations: Migrations;
}

export interface Plan {
  lives: number;
  mostCommands: number;
}

/** Says the seed of what fails, and the shortest life that does. */
export async function livesAreAsTheModelSays({ lives, mostCommands }: Plan): Promise<void> {
  const clouds = cloudsOf();
  const asTheModelSays = fc.asyncProperty(anyLife(mostCommands), async (life) =>
    live(await clouds.next(), life),
  );
  try {
    await fc.assert(asTheModelSays, { numRuns: lives });
  } finally {
    await clouds.close();
  }
}

async function live(cloud: TestCloud, life: Life): Promise<void> {
  const now = tidy(cloud.now().getTime());
  await cloud.host.moveClock(new Date(now));
  const world = worldOf(life, now);
  const real = await begin(cloud, world);
  const living = { real, world, migrations: [{ at: '', completed: world.migrated }] };
  await check(real, world);
  const commands = [...usualWay.slice(0, life.begun), ...life.commands];
  for (const [n, command] of commands.entries())
    await step(living, command).catch((error: Error) => {
      throw new Error(`At command ${n}, ${JSON.stringify(command)}:\n${error.message}`, { cause: error });
    });
  await checkHistories(real, world, living.migrations);
}

function worldOf({ migrated, programs }: Life, now: number): World {
  return {
    now,
    migrated,
    figures: [undefined, undefined],
    grants: { ines: {} },
    programs: programs.map((planned) => programOf(planned, now)),
    pairs: [0, 1].flatMap((office) =>
      [0, 1].map((program): Pair => ({ office, program, status: 'none', progress: {} })),
    ),
    changedAt: now,
  };
}

function programOf({ changesAfterDays, ...planned }: PlannedProgram, now: number): Program {
  const atLeast = 20_000;
  if (changesAfterDays === undefined) return { ...planned, state: 'active', atLeast };
  const from = daysAfter(dayAt(planned.calendar, now), changesAfterDays);
  return { ...planned, state: 'active', atLeast, later: { from, atLeast: 60_000 } };
}

async function step(living: Living, command: Command): Promise<void> {
  const { real, world } = living;
  if ('by' in command) await doDeed(living, command);
  else if (command.do === 'wait') await wait(living, command);
  else if (change(world, command)) {
    const passes = lookUntilQuiet(world);
    const { status, body } = await changeReal(real, world, command);
    if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    if (command.do === 'migrate')
      living.migrations.push({ at: real.cloud.now().toISOString(), completed: world.migrated });
    await quiet(real, passes);
  }
  await check(real, world);
}

async function wait({ real, world }: Living, command: CommandOf<'wait'>): Promise<void> {
  const to = destination(world, command);
  const passes = pass(world, to);
  await real.cloud.host.moveClock(new Date(to));
  await quiet(real, passes);
}

/** Where one pass leaves something to the next, which may be a day away, the next is now. */
async function quiet({ cloud }: Real, passes: number): Promise<void> {
  await cloud.settle();
  if (passes < 2) return;
  await cloud.host.runTimer('reconcileAllOrganizations');
  await cloud.settle();
}

async function doDeed({ real, world }: Living, command: Deed): Promise<void> {
  const pair = world.pairs.find((one) => one.office === command.office && one.program === command.program);
  if (!pair) return;
  const before = structuredClone(pair);
  const { status, body } = await deedReal(real, { world, pair: before }, command);
  const should = deed(world, pair, command);
  const is = status < 300 ? 'done' : body.error.code;
  if (is !== should) throw new Error(`Answered ${is} (${body?.error?.message}), should be ${should}`);
  if (status < 300 && body) answerCheck(world, pair, { by: command.by, status: body.status });
}

function answerCheck(world: World, pair: Pair, { by, status }: { by: string; status: string }): void {
  const administers = by === 'olivia' || ((by === 'ines' || by === 'ivan') && covers(world.grants[by], pair));
  const should = shown(world, pair, administers);
  if (status !== should) throw new Error(`Answered that it is ${status}, should be ${should}`);
}
