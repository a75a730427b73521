/** What the operator does to one location in one program, in the model; and what its people share with them. */
import type { CommandOf } from './life-commands.ts';
import { objectionsNow, settleRequirements } from './life-model.ts';
import { administered, inTerm, type Pair, programOf, type World } from './life-world.ts';

/** `done`, or the code of the refusal; what is already so is done. */
export type Outcome = string;

export const done = 'done';
export const forbidden = 'access/role-missing';
export const impossible = 'enrollment/not-possible';

/** Migration, program, eligibility, agreement. */
export function objection(world: World, pair: Pair): Outcome | undefined {
  const found = objectionsNow(world, pair);
  if (found.includes('migration')) return 'organization/migration-not-completed';
  if (found.includes('program'))
    return programOf(world, pair).state === 'notOpen' ? 'program/not-open' : 'program/discontinued';
  if (found.includes('figures') || found.includes('deals')) return 'enrollment/ineligible';
  return found.includes('agreement') ? 'enrollment/agreement-not-active' : undefined;
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
  if (progress?.state === to) return done;
  if (!progress) return 'requirement/not-completed';
  if (!inTerm(pair)) return impossible;
  pair.progress[requirement] = { ...progress, state: to };
  return progressed(world, pair);
}

/** The operator opens an invitation again, or for longer. */
export function renew(
  world: World,
  pair: Pair,
  { by, deadline, mustBeLater }: { by: string; deadline: number | undefined; mustBeLater: boolean },
): Outcome {
  if (by !== 'olivia') return forbidden;
  if (pair.status === 'none') return 'enrollment/unknown';
  if (mustBeLater && pair.status === 'invited' && pair.invitation?.deadline === deadline) return done;
  const refused = objection(world, pair);
  if (refused) return refused;
  if (!['invited', 'declined', 'invitationExpired'].includes(pair.status)) return impossible;
  const earliest = Math.max(world.now, pair.invitation?.deadline ?? 0);
  if (mustBeLater && (deadline ?? 0) <= earliest) return 'invitation/deadline-not-later';
  pair.invitation = { delivered: administered(world, pair), deadline };
  pair.status = 'invited';
  return done;
}
