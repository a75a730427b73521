/** The pass over an organization in the model: what follows by itself, and when timers look. */
import { actsOfPass } from './life-acts.ts';
import { deadlineFrom, objectionsNow, rollOver, settleRequirements, standing } from './life-model.ts';
import {
  administered,
  end,
  inTerm,
  isOver,
  isPast,
  type Pair,
  programOf,
  sameTerm,
  type World,
} from './life-world.ts';

/** Until nothing changes any more. @returns how many passes had something to do: each decides one thing for each pair. */
export function lookUntilQuiet(world: World): number {
  for (let passes = 0; ; passes += 1) {
    const before = JSON.stringify(world.pairs);
    for (const pair of world.pairs) {
      const earlier = { ...pair };
      look(world, pair);
      pair.acts = [...pair.acts, ...actsOfPass(world, { before: earlier, after: pair })];
    }
    if (JSON.stringify(world.pairs) === before) return passes;
  }
}

function look(world: World, pair: Pair): void {
  const program = programOf(world, pair);
  const live = inTerm(pair) || pair.status === 'invited';
  if (isOver(world, pair)) rollOver(world, pair);
  else if (program.state === 'discontinued' && live) end(pair, 'discontinued');
  else if (program.state !== 'active') return;
  else if (inTerm(pair)) whileInTerm(world, pair);
  else if (program.open) return;
  else if (pair.status === 'invited') whileInvited(world, pair);
  else if (objectionsNow(world, pair).length === 0 && mayInvite(world, pair)) invite(world, pair);
}

function whileInvited(world: World, pair: Pair): void {
  const delivered = administered(world, pair);
  const begins = delivered && !pair.invitation?.delivered;
  const started = begins ? deadlineFrom(programOf(world, pair), world.now) : undefined;
  if (isPast(world, pair)) end(pair, 'invitationExpired');
  else if (objectionsNow(world, pair).length > 0) end(pair, 'ineligible');
  else pair.invitation = { delivered, deadline: pair.invitation?.deadline ?? started };
}

function whileInTerm(world: World, pair: Pair): void {
  const program = programOf(world, pair);
  const lost = objectionsNow(world, pair).filter((one) => one !== 'deals');
  if (program.atOnce && lost.length > 0) end(pair, 'ineligible');
  else if (pair.status !== 'enrolled' && mayMove(world, pair)) settleRequirements(program, pair);
}

/** Nobody becomes enrolled before the migration, also where nothing is asked for any more. */
const mayMove = (world: World, pair: Pair) =>
  world.migrated || standing(programOf(world, pair), pair) !== 'enrolled';

/** An invitation that ran out or was declined is not followed by another in the same term. */
function mayInvite(world: World, pair: Pair): boolean {
  const { calendar } = programOf(world, pair);
  const { status, declinedAt = 0, invitation } = pair;
  if (status === 'none' || status === 'lapsed') return true;
  if (status === 'declined') return !sameTerm(calendar, declinedAt, world.now);
  if (status === 'ineligible' && pair.wasIn) return true;
  if (status !== 'ineligible' && status !== 'invitationExpired') return false;
  const { deadline } = invitation ?? {};
  return deadline === undefined || deadline > world.now || !sameTerm(calendar, deadline - 1, world.now);
}

/** An invitation that was interrupted keeps its deadline; one that had been accepted is over with it. */
function invite(world: World, pair: Pair): void {
  const delivered = administered(world, pair);
  const interrupted = pair.status === 'ineligible' && !pair.wasIn && !isPast(world, pair);
  const running = interrupted ? pair.invitation?.deadline : undefined;
  const fresh = delivered ? deadlineFrom(programOf(world, pair), world.now) : undefined;
  pair.invitation = { delivered, deadline: running ?? fresh };
  pair.status = 'invited';
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** Moves the time, and lets the timers pass: daily at 02:30, hourly at :05 where a term is over, once more after programs changed. */
export function pass(world: World, to: number): number {
  const from = world.now;
  world.now = to;
  const passed = (everyMs: number, afterMs: number) =>
    Math.floor((to - afterMs) / everyMs) > Math.floor((from - afterMs) / everyMs);
  const { changedAt } = world;
  const again = changedAt !== undefined && to - changedAt >= 10 * minuteMs && passed(minuteMs, 0);
  if (again) world.changedAt = undefined;
  const daily = passed(dayMs, 150 * minuteMs);
  const hourly = passed(hourMs, 5 * minuteMs) && world.pairs.some((pair) => isOver(world, pair));
  return again || daily || hourly ? lookUntilQuiet(world) : 0;
}
