/** The queue function that looks at the organizations a message names: one pass over each, a few at once. */
import type { InvocationContext } from '@azure/functions';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import { listOrganizationIds } from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { type Looking, type PassDeps, reconcileOrganization } from './reconcile-organization.ts';
import { enqueueAll, Message } from './reconciliation.ts';

type Log = Pick<InvocationContext, 'log' | 'error'>;
type HandlerDeps = PassDeps & Pick<Deps, 'enqueue' | 'programs'>;

/** Of one message; an instance takes up to 24 messages at once. */
const organizationsAtOnce = 4;

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
  };
  // Read once for a message: whoever changes a program has all organizations looked at again, ten minutes later too.
  const looking = { programs: await listPrograms(deps.programs), count, log };
  counts.failed = await reconcileEach(deps, message.organizationIds, looking);
  log.log(`reconciled ${JSON.stringify({ ...counts, by })}`);
};

/** A few at once: most of a pass is waiting for the database. @returns how many failed, of several; one alone is tried again as the queue does. */
async function reconcileEach(
  deps: HandlerDeps,
  ids: string[],
  looking: Looking & { log: Log },
): Promise<number> {
  const left = ids.values();
  let failed = 0;
  const work = async () => {
    for (const organizationId of left)
      try {
        await reconcileOrganization(deps, organizationId, looking);
      } catch (error) {
        if (ids.length === 1) throw error;
        looking.log.error(`organization ${organizationId}`, error);
        failed += 1;
        await deps.enqueue('organizations', { organizationIds: [organizationId] });
      }
  };
  await Promise.all(Array.from({ length: organizationsAtOnce }, work));
  return failed;
}

/** What happened, by program, step and reason. */
function named({ after }: Decision): string {
  const { what = '', reasons = [] } = after.history.at(-1) ?? {};
  return [after.programId, what, ...reasons.map(({ code }) => code)].join(' ');
}
