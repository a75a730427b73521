/** Looking at organizations: timers and changes only name them; each pass decides from fresh documents and may stop between any two batches. */
import { randomUUID } from 'node:crypto';
import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import { commit, type Stored, settle, type Write } from '../shared/azure/cosmos.ts';
import { termAt } from '../shared/calendar/calendar.ts';
import type { Deps } from '../shared/deps.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import {
  type EndedTerm,
  listDueOrganizations,
  listEndedTerms,
  loadOrganization,
} from '../shared/enrollments/enrollment-store.ts';
import { type Decision, decide, type Subject } from '../shared/enrollments/reconcile.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import {
  getReconciliation,
  listOrganizationIds,
  passed,
  unchangedSince,
} from '../shared/organizations/organization-store.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { listPrograms } from '../shared/programs/program-store.ts';

type Log = Pick<InvocationContext, 'log' | 'warn'>;
type QueueDeps = Pick<Deps, 'enqueue'>;
type PassDeps = Pick<Deps, 'partners' | 'programs' | 'enqueue' | 'now'>;

const Message = z.union([
  z.strictObject({ organizationIds: z.array(OrganizationId) }),
  z.strictObject({ everyOrganization: z.literal(true) }),
]);
const organizationsPerMessage = 50;
const subjectsPerBatch = 40;
const writesPerBatch = 99;

/** Asks for a pass over one organization. A message that cannot be sent is repaired by the minute timer. */
export async function lookAtOrganization(deps: QueueDeps, log: Log, organizationId: string): Promise<void> {
  await tell(deps, log, { organizationIds: [organizationId] });
}

/** Asks for a pass over all organizations; what is lost here the daily timer repairs. */
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

/** Every minute: the organizations whose documents changed since their last pass. */
export const reconcileDueOrganizations = (deps: PassDeps) => async () =>
  enqueueAll(deps, await listDueOrganizations(deps.partners, deps.now()));

/** Every day: all of them. */
export const reconcileAllOrganizations = (deps: PassDeps) => async () =>
  enqueueAll(deps, await listOrganizationIds(deps.partners));

/** Every hour, five minutes past: the organizations that still carry a term that has ended. */
export const rollOverEndedTerms = (deps: PassDeps) => async () => {
  const now = deps.now();
  const current: EndedTerm[] = (await listPrograms(deps.programs)).map((program) => ({
    programId: program.id,
    before: termAt(program.calendar, now).name,
  }));
  await enqueueAll(deps, await listEndedTerms(deps.partners, current));
};

/** The queue function. One organization that fails is queued again by itself and holds up nobody. */
export const reconcileOrganizations = (deps: PassDeps) => async (body: unknown, log: Log) => {
  const message = Message.parse(body);
  if ('everyOrganization' in message) return enqueueAll(deps, await listOrganizationIds(deps.partners));
  const ids = message.organizationIds;
  const counts = { organizations: ids.length, decisions: 0, failed: 0 };
  for (const organizationId of ids) {
    try {
      counts.decisions += await reconcileOrganization(deps, organizationId);
    } catch (error) {
      if (ids.length === 1) throw error;
      counts.failed += 1;
      await deps.enqueue('organizations', { organizationIds: [organizationId] });
    }
  }
  log.log(`reconciled ${JSON.stringify(counts)}`);
};

/** One pass. @returns how many decisions were written; none over unchanged data. */
export function reconcileOrganization(deps: PassDeps, organizationId: string): Promise<number> {
  return settle(async () => {
    const fence = await getReconciliation(deps.partners, organizationId);
    const subjects = await loadSubjects(deps, organizationId);
    let written = 0;
    for (let start = 0; start < subjects.length; start += subjectsPerBatch)
      written += await decideAll(deps, fence, subjects.slice(start, start + subjectsPerBatch));
    if (fence.dueAt !== undefined)
      await commit(deps.partners, organizationId, [passed(fence)]);
    return written;
  });
}

type StoredSubject = Subject & { state: Stored<Enrollment> | undefined };

/** Every location in every program. */
async function loadSubjects(deps: PassDeps, organizationId: string): Promise<StoredSubject[]> {
  const [programs, { organization, roster, locations, enrollments }] = await Promise.all([
    listPrograms(deps.programs),
    loadOrganization(deps.partners, organizationId),
  ]);
  const states = new Map(enrollments.map((state) => [`${state.mpnId}/${state.programId}`, state]));
  return locations.flatMap((location) =>
    programs.map((program) => {
      const state = states.get(`${location.mpnId}/${program.id}`);
      return { organization, roster, locations, location, program, state };
    }),
  );
}

/** Decides for these and writes it in one batch under one occasion, or in smaller ones where it does not fit. */
async function decideAll(deps: PassDeps, fence: Reconciliation, subjects: StoredSubject[]): Promise<number> {
  const pass = { now: deps.now(), occasion: randomUUID() };
  const decided = subjects.flatMap((subject) => {
    const decision = decide(subject, pass);
    return decision ? [{ decision, before: subject.state }] : [];
  });
  if (decided.length === 0) return 0;
  const { organizationId } = fence;
  const letters = letterWrites(
    { organizationId, occasion: pass.occasion, dueAt: pass.now.toISOString() },
    decided.flatMap(({ decision }) => decision.tell),
  );
  if (decided.length + letters.length > writesPerBatch && subjects.length > 1) {
    const half = Math.ceil(subjects.length / 2);
    return (
      (await decideAll(deps, fence, subjects.slice(0, half))) +
      (await decideAll(deps, fence, subjects.slice(half)))
    );
  }
  const writes = [...decided.map(enrollmentWrite), ...letters].slice(0, writesPerBatch);
  await commit(deps.partners, organizationId, [...writes, unchangedSince(fence)]);
  return decided.length;
}

function enrollmentWrite({
  decision,
  before,
}: {
  decision: Decision;
  before: Stored<Enrollment> | undefined;
}): Write {
  return before ? { replace: decision.after, ifMatch: before.etag } : { create: decision.after };
}
