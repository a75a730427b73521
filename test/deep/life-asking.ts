/** Whether a location is eligible on a day, and why, as the model says. */
import { must } from '../../infra/local/client.ts';
import type { Criterion, Eligibility } from '../../shared/programs/eligibility.ts';
import { dayAt, daysAfter, yearOf } from './life-calendar.ts';
import type { CommandOf } from './life-commands.ts';
import { type Objection, objections } from './life-model.ts';
import { pathOf, type Real } from './life-real.ts';
import { type Pair, programOf, type World } from './life-world.ts';

const kinds: Partial<Record<Objection, Criterion['kind']>> = {
  figures: 'revenue',
  deals: 'activity',
  agreement: 'agreement',
};

/** @throws Error naming both, where they differ. */
export async function ask(real: Real, world: World, { office, program, days }: CommandOf<'ask'>) {
  const pair = world.pairs.find((one) => one.office === office && one.program === program);
  if (!pair) return;
  const today = dayAt(programOf(world, pair).calendar, world.now);
  const on = daysAfter(today, days ?? 0);
  const query = days === undefined ? '' : `?on=${on}`;
  const { body } = await must(real.company.as('uma').get(`${pathOf(real, pair)}/eligibility${query}`));
  const [is, should] = [JSON.stringify(summary(body)), JSON.stringify(expected(world, pair, on))];
  if (is !== should) throw new Error(`Eligible is ${is}, should be ${should}`);
}

function summary({ on, eligible, ruleEffectiveFrom, criteria }: Eligibility) {
  const leaves = leavesOf(criteria);
  const revenue = leaves.find(({ kind }) => kind === 'revenue');
  return {
    ...{ on, eligible, ruleEffectiveFrom },
    unmet: leaves.flatMap(({ kind, met }) => (met ? [] : [kind])).sort(),
    revenue: revenue && [revenue.needed, revenue.figure, revenue.asOf],
  };
}

function leavesOf(criteria: Criterion[]): Criterion[] {
  return criteria.flatMap((one) => (one.criteria ? leavesOf(one.criteria) : [one]));
}

/** By the rules of that day and the deals of its term, on the figures of today. */
function expected(world: World, pair: Pair, on: string) {
  const { open, later, atLeast, calendar } = programOf(world, pair);
  const isLater = later !== undefined && later.from <= on;
  const { revenue = null, asOf = null } = world.figures[pair.office] ?? {};
  const unmet = objections(world, pair, { on, year: yearOf(calendar, on) }).flatMap(
    (one) => kinds[one] ?? [],
  );
  return {
    on,
    eligible: unmet.length === 0,
    ruleEffectiveFrom: open ? null : isLater ? later.from : '2020-01-01',
    unmet: unmet.sort(),
    revenue: open ? undefined : [isLater ? later.atLeast : atLeast, revenue, asOf],
  };
}
