/** What the model knows to have happened to a location in a program, as its history has to tell it. */
import type { Deed } from './life-commands.ts';
import type { Act, Pair, Status, World } from './life-world.ts';

/** What somebody did, by the grant that they had. */
export function actOf(world: World, { before, after }: Change, command: Deed): Act {
  const { by } = command;
  return {
    ...step(world, { before, after }),
    what: command.do,
    by,
    ...(by === 'ines' || by === 'ivan' ? { scope: world.grants[by] } : {}),
    ...('requirement' in command ? { requirement: command.requirement } : {}),
  };
}

/** What followed by itself: each term that began, and where it stands then. */
export function actsOfPass(world: World, { before, after }: Change): Act[] {
  const begun = begunYears(before, after).map((year) => ({
    ...{ at: world.now, by: 'system', what: 'rollForward', year },
    ...{ from: before.status, to: before.status },
  }));
  if (before.status === after.status) return begun;
  const { year = before.year, ...moved } = step(world, { before, after });
  const last = begun.at(-1)?.year ?? year;
  return [...begun, { ...moved, by: 'system', what: findings[after.status] ?? '', year: last }];
}

interface Change {
  before: Pair;
  after: Pair;
}

function step({ now }: World, { before, after }: Change) {
  return { at: now, from: before.status, to: after.status, year: after.year ?? before.year };
}

/** A lapse remembers of which term it was the end. */
function begunYears(before: Pair, after: Pair): number[] {
  if (before.year === undefined) return [];
  const last = after.status === 'lapsed' ? after.lapse?.year : after.year;
  const count = Math.max(0, (last ?? before.year) - before.year);
  return Array.from({ length: count }, (_, n) => (before.year ?? 0) + n + 1);
}

const findings: Partial<Record<Status, string>> = {
  invited: 'invite',
  invitationExpired: 'expire',
  ineligible: 'loseEligibility',
  discontinued: 'discontinue',
  lapsed: 'lapse',
  actionRequired: 'adjust',
  validating: 'adjust',
  enrolled: 'adjust',
};
