/** Lives one random life twice, in the model and over HTTP, and compares them after every command. */
import fc from 'fast-check';
import type { TestCloud } from '../functions/harness.ts';
import { actOf } from './life-acts.ts';
import { ask } from './life-asking.ts';
import { check } from './life-check.ts';
import { destination, tidy } from './life-clock.ts';
import { cloudsOf } from './life-clouds.ts';
import {
  anyLife,
  type Command,
  type CommandOf,
  type Deed,
  type Life,
  type Setting,
  usualWay,
} from './life-commands.ts';
import { deed } from './life-deeds.ts';
import { checkHistories, type Migrations } from './life-history.ts';
import { already, done } from './life-operator.ts';
import { lookUntilQuiet, pass } from './life-passing.ts';
import { begin, changeReal, type Real } from './life-real.ts';
import { isOnTheBrink } from './life-reopening.ts';
import { deedReal } from './life-requests.ts';
import { change, outcomeOf } from './life-settings.ts';
import { shown } from './life-shown.ts';
import { worldOf } from './life-start.ts';
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
  const commands = [life.appointed, ...usualWay.slice(0, life.begun), ...life.commands];
  for (const [n, command] of commands.entries())
    await step(living, command).catch((error: Error) => {
      throw new Error(`At command ${n}, ${JSON.stringify(command)}:\n${error.message}`, { cause: error });
    });
  await checkHistories(real, world, living.migrations);
}

async function step(living: Living, command: Command): Promise<void> {
  const { real, world } = living;
  if (command.do === 'ask') return ask(real, world, command);
  if ('by' in command) await doDeed(living, command);
  else if (command.do === 'wait') await wait(living, command);
  else if (!(await set(living, command))) return;
  await check(real, world);
}

/** What changes nothing is not asked for; only figures are reported all the same. @returns whether there was anything to ask for. */
async function set({ real, world, migrations }: Living, command: Setting): Promise<boolean> {
  const outcome = command.do === 'report' ? outcomeOf(world, command) : undefined;
  const isChange = change(world, command);
  if (!isChange && outcome === undefined) return false;
  const passes = isChange ? lookUntilQuiet(world) : 0;
  const { status, body } = await changeReal(real, world, command);
  if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  const is = outcome && body.value[0].outcome;
  if (is !== outcome) throw new Error(`The figures are ${is}, should be ${outcome}`);
  if (command.do === 'migrate')
    migrations.push({ at: real.cloud.now().toISOString(), completed: world.migrated });
  await quiet(real, passes);
  return true;
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
  if (!pair || (command.do === 'reopen' && isOnTheBrink(world, pair))) return;
  const before = structuredClone(pair);
  const { status, body } = await deedReal(real, { world, pair: before }, command);
  const should = deed(world, pair, command);
  const is = status < 300 ? done : body.error.code;
  if (should === done) pair.acts.push(actOf(world, { before, after: pair }, command));
  if (is !== (should === already ? done : should))
    throw new Error(`Answered ${is} (${body?.error?.message}), should be ${should}`);
  if (status < 300 && body) answerCheck(world, pair, { by: command.by, status: body.status });
}

function answerCheck(world: World, pair: Pair, { by, status }: { by: string; status: string }): void {
  const administers = by === 'olivia' || ((by === 'ines' || by === 'ivan') && covers(world.grants[by], pair));
  const should = shown(world, pair, administers);
  if (status !== should) throw new Error(`Answered that it is ${status}, should be ${should}`);
}
