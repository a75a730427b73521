/** One pass over an organization: load, decide, write. It decides from fresh documents and may stop between any two batches. */
import { randomUUID } from 'node:crypto';
import { appointers } from '../shared/access/roster.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { settle } from '../shared/azure/faults.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import { loadOrganization } from '../shared/enrollments/enrollment-store.ts';
import { waitsForMigration } from '../shared/enrollments/migrating.ts';
import { decide } from '../shared/enrollments/reconcile.ts';
import type { Subject } from '../shared/enrollments/subject.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import { organizationRevenue } from '../shared/organizations/organization.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { getReconciliation, passed, toldToMigrate } from '../shared/organizations/reconciliation-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { writeDecision, writeTogether } from './write-decision.ts';

export type PassDeps = Pick<Deps, 'partners' | 'now'>;
type StoredSubject = Subject & { state: Stored<Enrollment> | undefined };

/** @returns what was decided and written; nothing over unchanged data. */
export function reconcileOrganization(
  deps: PassDeps,
  organizationId: string,
  programs: Program[],
): Promise<Decision[]> {
  return settle(async () => {
    const fence = await getReconciliation(deps.partners, organizationId);
    const subjects = subjectsOf(await loadOrganization(deps.partners, organizationId), programs);
    const now = deps.now();
    const decided = subjects.flatMap((subject) => {
      const decision = decide(subject, { now, occasion: '' });
      return decision ? [{ subject, decision }] : [];
    });
    const open = decided.map(({ subject }) => subject);
    await decideAll({ ...deps, now: () => now }, fence, open);
    await askToMigrate(deps, fence, { subjects, now });
    if (fence.dueAt !== undefined) await commit(deps.partners, organizationId, [passed(fence)]);
    return decided.map(({ decision }) => decision);
  });
}

/** Every location in every program. */
function subjectsOf(
  { organization, roster, locations, enrollments }: Awaited<ReturnType<typeof loadOrganization>>,
  programs: Program[],
): StoredSubject[] {
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
  const pass = { now: deps.now(), occasion: randomUUID() };
  const decided = open.flatMap((subject) => {
    const decision = decide(subject, pass);
    return decision ? [{ decision, before: subject.state }] : [];
  });
  const [first] = decided;
  if (decided.length === 1 && first) await writeDecision(deps.partners, fence, { decided: first, pass });
  else if (!(await writeTogether(deps.partners, fence, { decided, pass }))) {
    const half = Math.ceil(open.length / 2);
    await decideAll(deps, fence, open.slice(0, half));
    await decideAll(deps, fence, open.slice(half));
  }
}

/** Letters to those who appoint, or to the contact, where locations wait for nothing but the migration; once for an organization. */
async function askToMigrate(
  { partners }: PassDeps,
  fence: Reconciliation,
  { subjects, now }: { subjects: StoredSubject[]; now: Date },
): Promise<void> {
  const waiting = subjects.filter((subject) => waitsForMigration(subject, { now, occasion: '' }));
  const [first] = waiting;
  if (!first || fence.toldToMigrateAt !== undefined) return;
  const { organizationId } = fence;
  const cause = { organizationId, occasion: 'migration', dueAt: now.toISOString() };
  // As many as one batch holds.
  const recipients = appointers(first.roster).slice(0, 90);
  const tell = { kind: 'completeMigration' as const, recipients };
  await commit(partners, organizationId, [
    ...letterWrites(cause, [tell]),
    toldToMigrate(fence, { now, invitationsWaiting: waiting.length }),
  ]);
}
