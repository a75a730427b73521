/** How a decision on an enrollment is written: with its letters and the condition that nothing it was decided on has changed. */
import type { Container } from '@azure/cosmos';
import type { Stored } from '../shared/azure/documents.ts';
import { isStatus } from '../shared/azure/faults.ts';
import { commit, createIfAbsent, type Write } from '../shared/azure/writes.ts';
import type { Decision } from '../shared/enrollments/attendance.ts';
import type { Enrollment } from '../shared/enrollments/enrollment.ts';
import type { Pass } from '../shared/enrollments/subject.ts';
import { letterWrites } from '../shared/letters/letter-store.ts';
import type { Reconciliation } from '../shared/organizations/reconciliation.ts';
import { unchangedSince } from '../shared/organizations/reconciliation-store.ts';

export interface Decided {
  decision: Decision;
  before: Stored<Enrollment> | undefined;
}

type Fence = Pick<Reconciliation, 'organizationId' | 'change'>;

/** A batch holds 100 operations; the fence is one. */
const writesPerBatch = 99;
/** Long enough for the decision to follow its letters. */
const aheadMs = 5 * 60_000;

/** One decision, in one batch. @returns the new ETag of the enrollment. @throws Contended where what it was decided on has changed. */
export async function writeDecision(
  partners: Container,
  fence: Fence,
  told: { decided: Decided; pass: Pass },
): Promise<string> {
  const [etag = ''] =
    (await writeTogether(partners, fence, { decided: [told.decided], pass: told.pass })) ??
    (await writeLettersFirst(partners, fence, told));
  return etag;
}

/** Several decisions under one occasion, in one batch. @returns the new ETags, or undefined where they do not fit: nothing is written. */
export async function writeTogether(
  partners: Container,
  fence: Fence,
  { decided, pass }: { decided: Decided[]; pass: Pass },
): Promise<string[] | undefined> {
  const tells = decided.flatMap(({ decision }) => decision.tell);
  const writes = [...decided.map(enrollmentWrite), ...letterWrites(cause(fence, pass), tells)];
  if (writes.length > writesPerBatch) return undefined;
  try {
    return await commit(partners, fence.organizationId, [...writes, unchangedSince(fence)]);
  } catch (error) {
    // The database says what is too large. One that tells nobody cannot be parted.
    if (writes.length > 1 && isStatus(error, 413)) return undefined;
    throw error;
  }
}

/** More people to tell than a batch holds: their letters go first, each unless an earlier attempt wrote it, and wait for the decision; without it they are dropped when they are due. */
async function writeLettersFirst(
  partners: Container,
  fence: Fence,
  { decided, pass }: { decided: Decided; pass: Pass },
): Promise<string[]> {
  const letters = letterWrites(cause(fence, pass, aheadMs), decided.decision.tell);
  for (const write of letters) if ('create' in write) await createIfAbsent(partners, write.create);
  return commit(partners, fence.organizationId, [enrollmentWrite(decided), unchangedSince(fence)]);
}

function cause({ organizationId }: Fence, { occasion, now }: Pass, delayMs = 0) {
  return { organizationId, occasion, dueAt: new Date(now.getTime() + delayMs).toISOString() };
}

function enrollmentWrite({ decision, before }: Decided): Write {
  return before ? { replace: decision.after, ifMatch: before.etag } : { create: decision.after };
}
