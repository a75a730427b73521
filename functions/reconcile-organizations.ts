/** The queue function that looks at the organizations a message names: one pass over each. */
import type { InvocationContext } from '@azure/functions';
import type * as z from 'zod/mini';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { HistoryEntry } from '../shared/enrollments/history.ts';
import { listOrganizationIds } from '../shared/organizations/organization-store.ts';
import { findReconciliation } from '../shared/organizations/reconciliation-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { Refusal } from '../shared/refusal.ts';
import { loggable } from '../shared/telemetry/loggable.ts';
import { record } from '../shared/telemetry/metrics.ts';
import { type PassDeps, reconcileOrganization } from './reconcile-organization.ts';
import { enqueueAll, Message } from './reconciliation.ts';

type Log = Pick<InvocationContext, 'log' | 'error'>;
type Named = Extract<z.infer<typeof Message>, { organizationIds: string[] }>;
type HandlerDeps = PassDeps & Pick<Deps, 'enqueue' | 'programs'>;

/** The queue function. One organization that fails is queued again by itself and holds up nobody. */
export const reconcileOrganizations = (deps: HandlerDeps) => async (body: unknown, log: Log) => {
  const message = Message.parse(body);
  if ('everyOrganization' in message) {
    const organizations = await enqueueAll(deps, listOrganizationIds(deps.partners));
    log.log(`named every organization ${JSON.stringify({ organizations })}`);
    return;
  }
  const named = message.onlyIfDue ? await dueAmong(deps, message) : message;
  // Read once for a message: whoever changes a program has all organizations looked at again, ten minutes later too.
  const programs = named.organizationIds.length > 0 ? await listPrograms(deps.programs) : [];
  const counts = { organizations: 0, decisions: 0, failed: 0, by: {} };
  try {
    await reconcileEach(deps, named, { programs, counts, log });
  } finally {
    log.log(`reconciled ${JSON.stringify(counts)}`);
    record('reconciled', counts.organizations - counts.failed, { outcome: 'done' });
    record('reconciled', counts.failed, { outcome: 'failed' });
  }
};

interface Counts {
  /** That were looked at. */
  organizations: number;
  decisions: number;
  failed: number;
  by: Record<string, number>;
}

interface Work {
  programs: Program[];
  counts: Counts;
  log: Log;
}

/** One after the other: an instance has up to 24 messages in hand. @throws what one alone failed with: it is tried again as the queue does. */
async function reconcileEach(deps: HandlerDeps, asked: Named, { programs, counts, log }: Work) {
  const count = counter(counts);
  for (const organizationId of asked.organizationIds)
    try {
      counts.organizations += 1;
      await reconcileOrganization(deps, organizationId, { programs, count });
    } catch (error) {
      // It keeps changing, and stays due: each change asks for a pass, and the minute timer asks again.
      if (asked.onlyIfDue && isContended(error)) continue;
      counts.failed += 1;
      if (asked.organizationIds.length === 1) throw error;
      log.error(`organization ${organizationId}`, loggable(error));
      await deps.enqueue('organizations', { organizationIds: [organizationId] });
    }
}

/** Those that something changed in since their last pass. One whose documents are broken is looked at, and fails aloud. */
async function dueAmong({ partners }: HandlerDeps, asked: Named): Promise<Named> {
  const fences = await Promise.all(asked.organizationIds.map((id) => findReconciliation(partners, id)));
  const isDue = (fence: (typeof fences)[number]) => fence === undefined || fence.dueAt !== undefined;
  return { ...asked, organizationIds: asked.organizationIds.filter((_, n) => isDue(fences[n])) };
}

const isContended = (error: unknown) => error instanceof Refusal && error.code === 'request/contended';

const counter = (counts: Counts) => (decisions: Decision[]) => {
  counts.decisions += decisions.length;
  for (const decision of decisions) {
    const { program, verb, reason } = stepOf(decision);
    const named = [program, verb, reason].join(' ').trimEnd();
    counts.by[named] = (counts.by[named] ?? 0) + 1;
    record('decisions', 1, { program, verb, reason });
  }
};

/** What happened; several reasons are one, by their codes. */
function stepOf({ after }: Decision) {
  const { what, reasons = [] }: Partial<HistoryEntry> = after.history.at(-1) ?? {};
  return { program: after.programId, verb: what ?? '', reason: reasons.map(({ code }) => code).join(' ') };
}
