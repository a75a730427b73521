/** Which organizations are looked at: timers and changes only name them, in messages; what to do is decided from their documents. */
import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import { termAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import {
  type EndedTerm,
  listDueOrganizations,
  listEndedTerms,
} from '../shared/enrollments/enrollment-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { listOrganizationIds } from '../shared/organizations/organization-store.ts';
import { clearChanges, findChanges, listPrograms } from '../shared/programs/program-store.ts';
import { loggable } from '../shared/telemetry/loggable.ts';
import { record } from '../shared/telemetry/metrics.ts';

type Log = Pick<InvocationContext, 'log' | 'warn'>;
type QueueDeps = Pick<Deps, 'enqueue'>;
type TimerDeps = QueueDeps & Pick<Deps, 'partners' | 'programs' | 'now' | 'isWaiting' | 'countPoisoned'>;

export const Message = z.union([
  z.strictObject({
    organizationIds: z.array(OrganizationId),
    /** Asked for because documents changed: whatever an earlier pass has seen already needs no other. */
    onlyIfDue: z.optional(z.literal(true)),
  }),
  z.strictObject({ everyOrganization: z.literal(true) }),
]);
/** Also where each waits for a database that cannot be reached, a message ends before its function is stopped. */
const organizationsPerMessage = 25;
/** Longer than any request lives, which may have read the programs before they changed. */
const repeatAfterMs = 10 * 60_000;

/** Asks for a pass over one organization that has changed. A message that cannot be sent is repaired by the minute timer. */
export async function lookAtOrganization(deps: QueueDeps, log: Log, organizationId: string): Promise<void> {
  await tell(deps, log, { organizationIds: [organizationId], onlyIfDue: true });
}

/** Asks for a pass over all organizations. A message that is lost the minute timer repeats. */
export async function lookAtAllOrganizations(deps: QueueDeps, log: Log): Promise<void> {
  await tell(deps, log, { everyOrganization: true });
}

async function tell(deps: QueueDeps, log: Log, message: z.infer<typeof Message>): Promise<void> {
  try {
    await deps.enqueue('organizations', message);
  } catch (error) {
    log.warn(
      'A message to the organizations queue was not sent; the next timer repairs it.',
      loggable(error),
    );
  }
}

/** In messages of up to twenty-five. @returns how many organizations. */
export async function enqueueAll(
  { enqueue }: QueueDeps,
  pages: AsyncIterable<string[]>,
  asked: { onlyIfDue?: true } = {},
): Promise<number> {
  let organizations = 0;
  for await (const ids of pages) {
    const count = Math.ceil(ids.length / organizationsPerMessage);
    const message = (_: unknown, n: number) =>
      ids.slice(n * organizationsPerMessage, (n + 1) * organizationsPerMessage);
    const messages = Array.from({ length: count }, message);
    await Promise.all(
      messages.map((organizationIds) => enqueue('organizations', { organizationIds, ...asked })),
    );
    organizations += ids.length;
  }
  return organizations;
}

/** Every minute: the organizations whose documents changed since their last pass, not while messages wait that may name them already; and all of them once more after a program changed. */
export const reconcileDueOrganizations = (deps: TimerDeps) => async () => {
  const now = deps.now();
  if (!(await deps.isWaiting('organizations')))
    await enqueueAll(deps, listDueOrganizations(deps.partners, now), { onlyIfDue: true });
  await repeatChanges(deps, now);
};

/** The mark goes after the message: what fails between them is done again. */
async function repeatChanges(deps: TimerDeps, now: Date): Promise<void> {
  const changes = await findChanges(deps.programs);
  if (!changes || now.getTime() - Date.parse(changes.since) < repeatAfterMs) return;
  await deps.enqueue('organizations', { everyOrganization: true });
  await clearChanges(deps.programs, changes);
}

/** Every day: all of them. */
export const reconcileAllOrganizations = (deps: TimerDeps) => async () => {
  await enqueueAll(deps, listOrganizationIds(deps.partners));
};

/** Every hour, five minutes past: the organizations that still carry a term that has ended, not while messages wait. What was given up is counted aloud, and named again. */
export const rollOverEndedTerms = (deps: TimerDeps) => async (log: Log) => {
  const now = deps.now();
  const poisoned = await deps.countPoisoned('organizations');
  const waiting = await deps.isWaiting('organizations');
  const organizations = waiting
    ? 0
    : await enqueueAll(deps, listEndedTerms(deps.partners, await endedTerms(deps, now)));
  record('rolloverLeft', organizations, { waiting: String(waiting) });
  record('poisoned', poisoned, {});
  const said = `named for rollover ${JSON.stringify({ organizations, waiting, poisoned })}`;
  if (poisoned > 0) log.warn(said);
  else log.log(said);
};

async function endedTerms({ programs }: Pick<Deps, 'programs'>, now: Date): Promise<EndedTerm[]> {
  return (await listPrograms(programs)).map((program) => ({
    programId: program.id,
    before: termAt(program.calendar, now).name,
  }));
}
