/** The requirements of a program at one location: what is left of them, and what that makes of one that has accepted. */
import { firstOfMonth } from '../calendar/calendar.ts';
import type { Program } from '../programs/program.ts';
import { refuse } from '../refusal.ts';
import type { Enrollment, InTerm, RequirementProgress } from './enrollment.ts';
import type { Reason } from './history.ts';

export type Asked = Pick<Program, 'requirements' | 'calendar'>;
type Progress = Pick<Enrollment, 'requirements'>;

/** Where a location stands that has accepted: what is left to complete decides first, then what is left to validate. */
export function statusOnceAccepted(
  program: Asked,
  progress: Progress,
): 'actionRequired' | 'validating' | 'enrolled' {
  const asked = program.requirements.map(({ requirement }) => progressOf(progress, requirement));
  if (asked.some(isLeft)) return 'actionRequired';
  return asked.every((one) => one?.state === 'validated') ? 'enrolled' : 'validating';
}

/** Whether it has to be completed, or completed again. */
export function isLeft(progress: RequirementProgress | undefined): boolean {
  return progress === undefined || progress.state === 'rejected' || progress.state === 'asked';
}

/** The requirements of an enrolled location whose program asks for more, or no longer asks for what it had not completed, which is forgotten: asked for again, it is news again. Undefined while it asks for the same. */
export function askedSince(program: Asked, progress: Progress): RequirementProgress[] | undefined {
  const asked = program.requirements.map(({ requirement }) => requirement);
  const fresh = asked.filter((requirement) => !progressOf(progress, requirement));
  const kept = progress.requirements.filter(
    ({ state, requirement }) => state !== 'asked' || asked.includes(requirement),
  );
  if (fresh.length === 0 && kept.length === progress.requirements.length) return undefined;
  return [...kept, ...fresh.map((requirement) => ({ requirement, state: 'asked' as const }))];
}

/**
 * The first day of the month in which everything was completed: accepted, and the last requirement completed. How long the operator
 * takes to validate it costs nothing. In the time zone of the program.
 */
export function earnsFrom(program: Asked, accepted: Progress & { acceptedAt: string }): string {
  const completed = program.requirements.flatMap(
    ({ requirement }) => progressOf(accepted, requirement)?.completedAt ?? [],
  );
  const last = [accepted.acceptedAt, ...completed].sort().at(-1) ?? accepted.acceptedAt;
  return firstOfMonth(program.calendar.timeZone, new Date(last));
}

export function progressOf({ requirements }: Progress, requirement: string): RequirementProgress | undefined {
  return requirements.find((one) => one.requirement === requirement);
}

/** @throws Refusal `requirement/unknown` naming the ones there are. */
export function checkRequirement({ requirements }: Asked, requirement: string): void {
  const known = requirements.map((one) => one.requirement);
  if (!known.includes(requirement))
    refuse('requirement/unknown', `The program has no requirement ${requirement}.`, {
      target: 'path.requirement',
      details: { requirements: known },
    });
}

/** Whether the operator has something to look at. What is enrolled may have been completed again. */
export function awaitsValidation({
  status,
  requirements,
}: Pick<Enrollment, 'status' | 'requirements'>): boolean {
  return (
    status === 'validating' ||
    (status === 'enrolled' && requirements.some(({ state }) => state === 'completed'))
  );
}

/** What stands against the next term: an enrolled location whose requirements are no longer all in order. */
export function requirementReasons(program: Asked, state: InTerm): Reason[] {
  if (state.status !== 'enrolled') return [];
  return notValidated(
    program.requirements.filter(({ requirement }) => progressOf(state, requirement)?.state !== 'validated'),
  );
}

/** One reason for all of them. */
export function notValidated(missing: Program['requirements']): Reason[] {
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  return [{ code: 'requirementIncomplete', message: `Not validated: ${names}.`, requirements: missing }];
}
