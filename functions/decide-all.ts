/** Decisions for many enrollments of one organization, written in as few batches as hold them. */
import { randomUUID } from 'node:crypto';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import type { Pass, Subject } from '../shared/enrollments/subject.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { Refusal } from '../shared/refusal.ts';
import { writeDecision, writeTogether } from './write-decision.ts';

export type StoredSubject = Subject & { state: Stored<Enrollment> | undefined };

export interface Deciding<S extends StoredSubject> extends Pick<Deps, 'partners'> {
  fence: Reconciliation;
  now: Date;
  decide(subject: S, pass: Pass): Decision | undefined;
  /** Told of the decisions of each batch that are a step, once they are written. */
  count?(decisions: Decision[]): void;
}

interface Decided<S extends StoredSubject> {
  subject: S;
  decision: Decision;
  before: S['state'];
}

/**
 * Writes them in one batch under one occasion, or in parts that fit, each under its own.
 * @returns the faults of those that cannot be written; all others are.
 * @throws Contended where what they were decided on has changed.
 */
export async function decideAll<S extends StoredSubject>(
  deciding: Deciding<S>,
  subjects: S[],
): Promise<unknown[]> {
  const pass = { now: deciding.now, occasion: randomUUID() };
  const decided = subjects.flatMap((subject) => {
    const decision = deciding.decide(subject, pass);
    return decision ? [{ subject, decision, before: subject.state }] : [];
  });
  if (decided.length === 0) return [];
  const written = await write(deciding, decided, pass);
  if (written) return written.faults;
  const faults: unknown[] = [];
  for (const part of partsOf(decided)) faults.push(...(await decideAll(deciding, part)));
  return faults;
}

/** One that cannot be written holds up no other. @returns undefined where several have to be written apart. */
async function write<S extends StoredSubject>(
  { partners, fence, count }: Deciding<S>,
  decided: Decided<S>[],
  pass: Pass,
): Promise<{ faults: unknown[] } | undefined> {
  const [first, second] = decided;
  try {
    if (first && !second) await writeDecision(partners, fence, { decided: first, pass });
    else if (!(await writeTogether(partners, fence, { decided, pass }))) return undefined;
  } catch (error) {
    if (error instanceof Contended || error instanceof Refusal) throw error;
    return second ? undefined : { faults: [error] };
  }
  count?.(decided.filter(isStep).map(({ decision }) => decision));
  return { faults: [] };
}

/** What is corrected without telling anybody is none. */
function isStep<S extends StoredSubject>({ decision, before }: Decided<S>): boolean {
  return decision.after.history.length > (before?.history.length ?? 0);
}

/** With room for the letters. */
const mostTogether = 90;

function partsOf<S extends StoredSubject>(decided: Decided<S>[]): S[][] {
  const subjects = decided.map(({ subject }) => subject);
  const size = Math.min(mostTogether, Math.ceil(subjects.length / 2));
  const count = Math.ceil(subjects.length / size);
  return Array.from({ length: count }, (_, n) => subjects.slice(n * size, (n + 1) * size));
}
