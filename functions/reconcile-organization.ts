/** One pass over an organization: load, decide, write. It decides from fresh documents and may stop between any two batches. */
import { randomUUID } from 'node:crypto';
import { appointers, type Roster } from '../shared/access/roster.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended, settle } from '../shared/azure/faults.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import { waitsForMigration } from '../shared/enrollments/migrating.ts';
import { type OpenedOrganization, openOrganization, type Section } from '../shared/enrollments/pass-store.ts';
import { decide } from '../shared/enrollments/reconcile.ts';
import type { Pass, Subject } from '../shared/enrollments/subject.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { passed, toldToMigrate } from '../shared/organizations/reconciliation-store.ts';
import type { Program } from '../shared/programs/program.ts';
import { Refusal } from '../shared/refusal.ts';
import { writeDecision, writeTogether } from './write-decision.ts';

export type PassDeps = Pick<Deps, 'partners' | 'now'>;
type StoredSubject = Subject & { state: Stored<Enrollment> | undefined };

export interface Looking {
  programs: Program[];
  /** Told of the decisions of each batch once they are written. */
  count(decisions: Decision[]): void;
}

interface Writing extends Pick<PassDeps, 'partners'>, Looking {
  fence: Reconciliation;
  now: Date;
  /** What could not be written; the rest is. */
  faults: unknown[];
}

/** Writes what is decided; nothing over unchanged data. */
export function reconcileOrganization(
  { partners, now }: PassDeps,
  organizationId: string,
  looking: Looking,
): Promise<void> {
  return settle(async () => {
    const opened = await openOrganization(partners, organizationId);
    const { fence, roster } = opened;
    const writing: Writing = { ...looking, partners, fence, now: now(), faults: [] };
    let waiting = 0;
    for await (const section of opened.sections) {
      const subjects = subjectsOf({ ...opened, ...section }, looking.programs);
      await decideAll(writing, subjects);
      if (fence.toldToMigrateAt === undefined) waiting += countWaiting(subjects, writing.now);
    }
    await askToMigrate(writing, { roster, waiting });
    if (writing.faults.length > 0)
      throw new AggregateError(writing.faults, `${writing.faults.length} decisions cannot be written`);
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

/** Writes the decisions for these in one batch under one occasion, or in parts that fit, each under its own. */
async function decideAll(writing: Writing, subjects: StoredSubject[]): Promise<void> {
  const pass = { now: writing.now, occasion: randomUUID() };
  const decided = subjects.flatMap((subject) => {
    const decision = decide(subject, pass);
    return decision ? [{ subject, decision, before: subject.state }] : [];
  });
  if (decided.length === 0) return;
  if (await write(writing, decided, pass)) return;
  for (const part of partsOf(decided)) await decideAll(writing, part);
}

interface Decided {
  subject: StoredSubject;
  decision: Decision;
  before: Stored<Enrollment> | undefined;
}

/** One that cannot be written holds up no other. @returns whether that is all there is to do; several are written apart where they cannot be together. */
async function write(writing: Writing, decided: Decided[], pass: Pass): Promise<boolean> {
  const { partners, fence, faults } = writing;
  const [first, second] = decided;
  try {
    if (first && !second) await writeDecision(partners, fence, { decided: first, pass });
    else if (!(await writeTogether(partners, fence, { decided, pass }))) return false;
    writing.count(decided.map(({ decision }) => decision));
  } catch (error) {
    if (error instanceof Contended || error instanceof Refusal) throw error;
    if (second) return false;
    faults.push(error);
  }
  return true;
}

/** With room for the letters. */
const mostTogether = 90;

function partsOf(decided: Decided[]): StoredSubject[][] {
  const subjects = decided.map(({ subject }) => subject);
  const size = Math.min(mostTogether, Math.ceil(subjects.length / 2));
  const count = Math.ceil(subjects.length / size);
  return Array.from({ length: count }, (_, n) => subjects.slice(n * size, (n + 1) * size));
}

/** Those that wait for nothing but the migration. */
function countWaiting(subjects: StoredSubject[], now: Date): number {
  return subjects.filter((subject) => waitsForMigration(subject, { now, occasion: '' })).length;
}

/** Letters to those who appoint, or to the contact, where locations wait for nothing but the migration; once for an organization. */
async function askToMigrate(
  { partners, fence, now }: Writing,
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
