/** A lapse that the operator takes back, in the model. */
import { endOf } from './life-calendar.ts';
import { objectionsNow } from './life-model.ts';
import { already, done, forbidden, impossible, type Outcome } from './life-operator.ts';
import { inTerm, type Pair, programOf, type World } from './life-world.ts';

const hourMs = 3_600_000;
const windowMs = 90 * 24 * hourMs;
const again = ['invited', 'ineligible', 'lapsed'];

export function reopen(world: World, pair: Pair, { by }: { by: string }): Outcome {
  if (by !== 'olivia') return forbidden;
  if (pair.status === 'none') return 'enrollment/unknown';
  if (pair.reopened && inTerm(pair)) return already;
  const refused = standsAgainst(world, pair);
  if (refused) return refused;
  const { lapse } = pair;
  if (!lapse || !again.includes(pair.status)) return impossible;
  if (world.now - lapse.at > windowMs) return 'enrollment/reopen-window-passed';
  const { status, acceptedAt, earnsFrom } = lapse;
  const year = runningYear(world, pair, (lapse.year ?? 0) + 1);
  Object.assign(pair, { status, acceptedAt, earnsFrom, year, lapse: undefined, reopened: true });
  return done;
}

/** A program that is not open now takes it back too; the figures count where it would be off-boarded at once, deals never. */
function standsAgainst(world: World, pair: Pair): Outcome | undefined {
  const found = objectionsNow(world, pair);
  const { state, atOnce } = programOf(world, pair);
  if (found.includes('migration')) return 'organization/migration-not-completed';
  if (state === 'discontinued') return 'program/discontinued';
  if (!atOnce) return undefined;
  if (found.includes('figures')) return 'enrollment/ineligible';
  return found.includes('agreement') ? 'enrollment/agreement-not-active' : undefined;
}

function runningYear(world: World, pair: Pair, from: number): number {
  const { calendar } = programOf(world, pair);
  return endOf(calendar, from) <= world.now ? runningYear(world, pair, from + 1) : from;
}

/** The moments that a machine takes would decide. */
export const isOnTheBrink = ({ now }: World, { lapse }: Pair) =>
  lapse !== undefined && Math.abs(now - lapse.at - windowMs) < hourMs;
