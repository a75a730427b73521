/** Which organizations are looked at: timers and changes only name them, in messages; what to do is decided from their documents. */
import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import { termAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import {
  type EndedTerm,
  listDueOrganizations,
  listEndedTerms,
} from '../shared/enrollments/enrollment-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { listOrganizationIds } from '../shared/organizations/organization-store.ts';
import { clearChanges, findChanges, listPrograms } from '../shared/programs/program-store.ts';
import { type PassDeps, reconcileOrganization } from './reconcile-organization.ts';

type Log = Pick<InvocationContext, 'log' | 'warn'>;
type QueueDeps = Pick<Deps, 'enqueue'>;
type TimerDeps = PassDeps & QueueDeps & Pick<Deps, 'programs'>;

const Message = z.union([
  z.strictObject({ organizationIds: z.array(OrganizationId) }),
  z.strictObject({ everyOrganization: z.literal(true) }),
]);
const organizationsPerMessage = 50;
/** Longer than any request lives, which may have read the programs before they changed. */
const repeatAfterMs = 10 * 60_000;

/** Asks for a pass over one organization. A message that cannot be sent is repaired by the minute timer. */
export async function lookAtOrganization(deps: QueueDeps, log: Log, organizationId: string): Promise<void> {
  await tell(deps, log, { organizationIds: [organizationId] });
}

/** Asks for a pass over all organizations. A message that is lost the minute timer repeats. */
export async function lookAtAllOrganizations(deps: QueueDeps, log: Log): Promise<void> {
  await tell(deps, log, { everyOrganization: true });
}

async function tell(deps: QueueDeps, log: Log, message: z.infer<typeof Message>): Promise<void> {
  try {
    await deps.enqueue('organizations', message);
  } catch (error) {
    log.warn('A message to the organizations queue was not sent; the next timer repairs it.', error);
  }
}

async function enqueueAll(deps: QueueDeps, ids: Iterable<string>): Promise<void> {
  const all = [...new Set(ids)].sort();
  for (let start = 0; start < all.length; start += organizationsPerMessage)
    await deps.enqueue('organizations', {
      organizationIds: all.slice(start, start + organizationsPerMessage),
    });
}

/** Every minute: the organizations whose documents changed since their last pass, and all of them once more after a program changed. */
export const reconcileDueOrganizations = (deps: TimerDeps) => async () => {
  const now = deps.now();
  await enqueueAll(deps, await listDueOrganizations(deps.partners, now));
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
export const reconcileAllOrganizations = (deps: TimerDeps) => async () =>
  enqueueAll(deps, await listOrganizationIds(deps.partners));

/** Every hour, five minutes past: the organizations that still carry a term that has ended. */
export const rollOverEndedTerms = (deps: TimerDeps) => async () => {
  const now = deps.now();
  const current: EndedTerm[] = (await listPrograms(deps.programs)).map((program) => ({
    programId: program.id,
    before: termAt(program.calendar, now).name,
  }));
  await enqueueAll(deps, await listEndedTerms(deps.partners, current));
};

/** The queue function. One organization that fails is queued again by itself and holds up nobody. */
export const reconcileOrganizations = (deps: TimerDeps) => async (body: unknown, log: Log) => {
  const message = Message.parse(body);
  if ('everyOrganization' in message) return enqueueAll(deps, await listOrganizationIds(deps.partners));
  const ids = message.organizationIds;
  // Read once for a message: whoever changes a program has all organizations looked at again, ten minutes later too.
  const programs = await listPrograms(deps.programs);
  const decisions: Decision[] = [];
  let failed = 0;
  for (const organizationId of ids) {
    try {
      decisions.push(...(await reconcileOrganization(deps, organizationId, programs)));
    } catch (error) {
      if (ids.length === 1) throw error;
      failed += 1;
      await deps.enqueue('organizations', { organizationIds: [organizationId] });
    }
  }
  const counts = { organizations: ids.length, decisions: decisions.length, failed };
  log.log(`reconciled ${JSON.stringify({ ...counts, by: tally(decisions) })}`);
};

/** How often what happened, by program, step and reason. */
function tally(decisions: Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { after } of decisions) {
    const { what = '', reasons = [] } = after.history.at(-1) ?? {};
    const told = [after.programId, what, ...reasons.map(({ code }) => code)].join(' ');
    counts[told] = (counts[told] ?? 0) + 1;
  }
  return counts;
}
