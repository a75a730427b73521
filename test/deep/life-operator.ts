/** What the operator does to one location in one program, in the model; and what its people share with them. */
import type { CommandOf } from './life-commands.ts';
import { objectionsNow, settleRequirements } from './life-model.ts';
import { administered, inTerm, type Pair, programOf, type World } from './life-world.ts';

/** What is already so is answered as if it were done now; or the code of the refusal. */
export type Outcome = string;

export const done = 'done';
export const already = 'already so';
export const forbidden = 'access/role-missing';
export const impossible = 'enrollment/not-possible';

/** Migration, program, eligibility, agreement. */
export function objection(world: World, pair: Pair): Outcome | undefined {
  const refused = notRunning(world, pair);
  if (refused) return refused;
  const found = objectionsNow(world, pair);
  if (found.includes('figures') || found.includes('deals')) return 'enrollment/ineligible';
  return found.includes('agreement') ? 'enrollment/agreement-not-active' : undefined;
}

/** Nobody gets further before the migration, or while the program is closed. */
export function notRunning(world: World, pair: Pair): Outcome | undefined {
  const { state } = programOf(world, pair);
  if (!world.migrated) return 'organization/migration-not-completed';
  if (state === 'active') return undefined;
  return state === 'notOpen' ? 'program/not-open' : 'program/discontinued';
}

/** What is enrolled stays so until its term ends. */
export function progressed(world: World, pair: Pair): Outcome {
  if (pair.status !== 'enrolled') settleRequirements(programOf(world, pair), pair);
  return done;
}

export function judge(
  world: World,
  pair: Pair,
  {
    by,
    requirement,
    to,
  }: Pick<CommandOf<'validate'>, 'by' | 'requirement'> & { to: 'validated' | 'rejected' },
): Outcome {
  if (by !== 'olivia') return forbidden;
  if (pair.status === 'none') return 'enrollment/unknown';
  if (!programOf(world, pair).requirements.includes(requirement)) return 'requirement/unknown';
  const progress = pair.progress[requirement];
  if (progress?.state === to) return already;
  const refused = to === 'validated' ? notRunning(world, pair) : undefined;
  if (refused) return refused;
  if (!inTerm(pair)) return impossible;
  if (!progress) return 'requirement/not-completed';
  pair.progress[requirement] = { ...progress, state: to };
  return progressed(world, pair);
}

/** What is open to all needs no invitation. */
const uninviting = (world: World, pair: Pair) => (programOf(world, pair).open ? impossible : undefined);

/** The operator opens an invitation again, or for longer. */
export function renew(
  world: World,
  pair: Pair,
  { by, deadline, mustBeLater }: { by: string; deadline: number | undefined; mustBeLater: boolean },
): Outcome {
  if (by !== 'olivia') return forbidden;
  if (pair.status === 'none') return 'enrollment/unknown';
  if (mustBeLater && pair.status === 'invited' && pair.invitation?.deadline === deadline) return already;
  const refused = notRunning(world, pair) ?? uninviting(world, pair) ?? objection(world, pair);
  if (refused) return refused;
  if (!['invited', 'declined', 'invitationExpired'].includes(pair.status)) return impossible;
  const earliest = Math.max(world.now, pair.invitation?.deadline ?? 0);
  if (mustBeLater && (deadline ?? 0) <= earliest) return 'invitation/deadline-not-later';
  pair.invitation = { delivered: administered(world, pair), deadline };
  pair.status = 'invited';
  return done;
}
