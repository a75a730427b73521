/** The queue function that looks at the organizations a message names: one pass over each. */
import type { InvocationContext } from '@azure/functions';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { HistoryEntry } from '../shared/enrollments/history.ts';
import { listOrganizationIds } from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { loggable } from '../shared/telemetry/loggable.ts';
import { record } from '../shared/telemetry/metrics.ts';
import { type Looking, type PassDeps, reconcileOrganization } from './reconcile-organization.ts';
import { enqueueAll, Message } from './reconciliation.ts';

type Log = Pick<InvocationContext, 'log' | 'error'>;
type HandlerDeps = PassDeps & Pick<Deps, 'enqueue' | 'programs'>;

/** The queue function. One organization that fails is queued again by itself and holds up nobody. */
export const reconcileOrganizations = (deps: HandlerDeps) => async (body: unknown, log: Log) => {
  const message = Message.parse(body);
  if ('everyOrganization' in message) {
    await enqueueAll(deps, listOrganizationIds(deps.partners));
    return;
  }
  const counts = { organizations: message.organizationIds.length, decisions: 0, failed: 0 };
  const by: Record<string, number> = {};
  const count = (decisions: Decision[]) => {
    counts.decisions += decisions.length;
    for (const decision of decisions) by[named(decision)] = (by[named(decision)] ?? 0) + 1;
    for (const { after } of decisions)
      record('decisions', 1, { program: after.programId, verb: lastStep(after).what });
  };
  // Read once for a message: whoever changes a program has all organizations looked at again, ten minutes later too.
  const looking = { programs: await listPrograms(deps.programs), count, log };
  counts.failed = await reconcileEach(deps, message.organizationIds, looking);
  log.log(`reconciled ${JSON.stringify({ ...counts, by })}`);
  record('reconciled', counts.organizations - counts.failed, { outcome: 'done' });
  record('reconciled', counts.failed, { outcome: 'failed' });
};

/** One after the other: an instance has up to 24 messages in hand. @returns how many failed, of several; one alone is tried again as the queue does. */
async function reconcileEach(
  deps: HandlerDeps,
  ids: string[],
  looking: Looking & { log: Log },
): Promise<number> {
  let failed = 0;
  for (const organizationId of ids)
    try {
      await reconcileOrganization(deps, organizationId, looking);
    } catch (error) {
      if (ids.length === 1) throw error;
      looking.log.error(`organization ${organizationId}`, loggable(error));
      failed += 1;
      await deps.enqueue('organizations', { organizationIds: [organizationId] });
    }
  return failed;
}

/** What happened, by program, step and reason. */
function named({ after }: Decision): string {
  const { what, reasons = [] } = lastStep(after);
  return [after.programId, what, ...reasons.map(({ code }) => code)].join(' ');
}

function lastStep({ history }: Decision['after']): Pick<HistoryEntry, 'what' | 'reasons'> {
  return history.at(-1) ?? { what: '' };
}
