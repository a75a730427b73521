/** One pass over an organization: load, decide, write. It decides from fresh documents and may stop between any two batches. */
import { appointers, type Roster } from '../shared/access/roster.ts';
import { settle } from '../shared/azure/faults.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import { waitsForMigration } from '../shared/enrollments/migrating.ts';
import { type OpenedOrganization, openOrganization, type Section } from '../shared/enrollments/pass-store.ts';
import { placelessFaults } from '../shared/enrollments/placeless.ts';
import { decide } from '../shared/enrollments/reconcile.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import { passed, toldToMigrate } from '../shared/organizations/reconciliation-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { type Deciding, decideAll, type StoredSubject } from './decide-all.ts';

export type PassDeps = Pick<Deps, 'partners' | 'now'>;

export interface Looking {
  programs: Program[];
  /** Told of the decisions of each batch once they are written. */
  count(decisions: Decision[]): void;
}

/** Writes what is decided; nothing over unchanged data. */
export function reconcileOrganization(
  { partners, now }: PassDeps,
  organizationId: string,
  { programs, count }: Looking,
): Promise<void> {
  return settle(async () => {
    const opened = await openOrganization(partners, organizationId);
    const { fence, roster } = opened;
    const deciding = { partners, fence, now: now(), decide, count };
    const faults: unknown[] = [];
    let waiting = 0;
    for await (const section of opened.sections) {
      const subjects = subjectsOf({ ...opened, ...section }, programs);
      faults.push(...(await decideAll(deciding, subjects)));
      faults.push(...placelessFaults(section, programs, () => deciding.now));
      if (fence.toldToMigrateAt === undefined) waiting += countWaiting(subjects, deciding.now);
    }
    await askToMigrate(deciding, { roster, waiting });
    if (faults.length > 0)
      throw new AggregateError(faults, `${faults.length} decisions cannot be made or written`);
    if (fence.dueAt !== undefined) await commit(partners, organizationId, [passed(fence)]);
  });
}

/** Every location in every program. */
function subjectsOf(
  { organization, roster, revenueOfOrganization, locations, enrollments }: OpenedOrganization & Section,
  programs: Program[],
): StoredSubject[] {
  const states = new Map(enrollments.map((state) => [`${state.mpnId}/${state.programId}`, state]));
  const whole = { organization, roster, revenueOfOrganization };
  return locations.flatMap((location) =>
    programs.map((program) => {
      const state = states.get(`${location.mpnId}/${program.id}`);
      return { ...whole, location, program, state };
    }),
  );
}

/** Those that wait for nothing but the migration. */
function countWaiting(subjects: StoredSubject[], now: Date): number {
  return subjects.filter((subject) => waitsForMigration(subject, { now, occasion: '' })).length;
}

/** Letters to those who appoint, or to the contact, where locations wait for nothing but the migration; once for an organization. */
async function askToMigrate(
  { partners, fence, now }: Pick<Deciding<StoredSubject>, 'partners' | 'fence' | 'now'>,
  { roster, waiting }: { roster: Roster; waiting: number },
): Promise<void> {
  if (waiting === 0 || fence.toldToMigrateAt !== undefined) return;
  const { organizationId } = fence;
  const cause = { organizationId, occasion: 'migration', dueAt: now.toISOString() };
  // As many as one batch holds.
  const recipients = appointers(roster).slice(0, 90);
  const tell = { kind: 'completeMigration' as const, recipients };
  await commit(partners, organizationId, [
    ...letterWrites(cause, [tell]),
    toldToMigrate(fence, { now, invitationsWaiting: waiting }),
  ]);
}
