/** One pass over an organization: load, decide, write. It decides from fresh documents and may stop between any two batches. */
import { randomUUID } from 'node:crypto';
import { batchesOf } from '../shared/azure/batches.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { settle } from '../shared/azure/faults.ts';
import { commit, type Write } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import { loadOrganization } from '../shared/enrollments/enrollment-store.ts';
import { decide } from '../shared/enrollments/reconcile.ts';
import type { Subject } from '../shared/enrollments/subject.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import { organizationRevenue } from '../shared/organizations/organization.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { getReconciliation, passed, unchangedSince } from '../shared/organizations/reconciliation-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';

export type PassDeps = Pick<Deps, 'partners' | 'programs' | 'now'>;
type StoredSubject = Subject & { state: Stored<Enrollment> | undefined };

/** A batch holds 100 operations; the fence is one. */
const writesPerBatch = 99;
const bytesPerBatch = 1_500_000;

/** @returns how many decisions were written; none over unchanged data. */
export function reconcileOrganization(deps: PassDeps, organizationId: string): Promise<number> {
  return settle(async () => {
    const fence = await getReconciliation(deps.partners, organizationId);
    const subjects = await loadSubjects(deps, organizationId);
    const now = deps.now();
    const open = subjects.filter((subject) => decide(subject, { now, occasion: '' }) !== undefined);
    await decideAll({ ...deps, now: () => now }, fence, open);
    if (fence.dueAt !== undefined) await commit(deps.partners, organizationId, [passed(fence)]);
    return open.length;
  });
}

/** Every location in every program. */
async function loadSubjects(deps: PassDeps, organizationId: string): Promise<StoredSubject[]> {
  const [programs, { organization, roster, locations, enrollments }] = await Promise.all([
    listPrograms(deps.programs),
    loadOrganization(deps.partners, organizationId),
  ]);
  const states = new Map(enrollments.map((state) => [`${state.mpnId}/${state.programId}`, state]));
  const whole = { organization, roster, revenueOfOrganization: organizationRevenue(locations) };
  return locations.flatMap((location) =>
    programs.map((program) => {
      const state = states.get(`${location.mpnId}/${program.id}`);
      return { ...whole, location, program, state };
    }),
  );
}

/** Writes the decisions for these in one batch under one occasion, or in halves where they do not fit. */
async function decideAll(deps: PassDeps, fence: Reconciliation, open: StoredSubject[]): Promise<void> {
  const [one] = open;
  if (!one) return;
  const { enrollments, letters } = writesFor(open, deps.now());
  if (fits([...enrollments, ...letters]))
    await commit(deps.partners, fence.organizationId, [...enrollments, ...letters, unchangedSince(fence)]);
  else if (open.length === 1) await tellMany(deps, fence, one);
  else {
    const half = Math.ceil(open.length / 2);
    await decideAll(deps, fence, open.slice(0, half));
    await decideAll(deps, fence, open.slice(half));
  }
}

/** The service takes 2 MB in a batch; the rest is left for how it puts them on the wire. */
function fits(writes: Write[]): boolean {
  return writes.length <= writesPerBatch && Buffer.byteLength(JSON.stringify(writes)) <= bytesPerBatch;
}

/** More people to tell of one enrollment than a batch holds: their letters go first, and wait long enough for the decision to follow; without it they are dropped when they are due. */
async function tellMany(deps: PassDeps, fence: Reconciliation, subject: StoredSubject): Promise<void> {
  const { enrollments, letters } = writesFor([subject], deps.now(), 5 * 60_000);
  for (const batch of batchesOf(letters)) await commit(deps.partners, fence.organizationId, batch);
  await commit(deps.partners, fence.organizationId, [...enrollments, unchangedSince(fence)]);
}

function writesFor(open: StoredSubject[], now: Date, delayMs = 0) {
  const pass = { now, occasion: randomUUID() };
  const decided = open.flatMap((subject) => {
    const decision = decide(subject, pass);
    return decision ? [{ decision, before: subject.state }] : [];
  });
  const cause = {
    organizationId: open[0]?.organization.organizationId ?? '',
    occasion: pass.occasion,
    dueAt: new Date(now.getTime() + delayMs).toISOString(),
  };
  const tells = decided.flatMap(({ decision }) => decision.tell);
  return { enrollments: decided.map(enrollmentWrite), letters: letterWrites(cause, tells) };
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
