/** The fence of an organization in Cosmos DB: what joins a write, a decision and the end of a pass. */
import { randomUUID } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import { findDocument, type Stored } from '../azure/documents.ts';
import type { Patch } from '../azure/writes.ts';
import { Reconciliation } from './reconciliation.ts';

export function findReconciliation(
  partners: Container,
  organizationId: string,
): Promise<Stored<Reconciliation> | undefined> {
  return findDocument(partners, { id: 'reconciliation', partition: organizationId }, Reconciliation);
}

/** The fence of an existing organization. */
export async function getReconciliation(
  partners: Container,
  organizationId: string,
): Promise<Stored<Reconciliation>> {
  const found = await findReconciliation(partners, organizationId);
  if (!found) throw new Error('An organization without its reconciliation document');
  return found;
}

/** Joins every write of migration, agreements, facts or roster: what was decided on older inputs is decided again. */
export function changed(now: Date): Patch {
  return { patch: 'reconciliation', set: { change: randomUUID(), dueAt: now.toISOString() } };
}

/** Joins every decision: it holds only if nothing it was decided on has changed since the fence was read. */
export function unchangedSince(fence: Pick<Reconciliation, 'change'>): Patch {
  return {
    patch: 'reconciliation',
    set: { change: fence.change },
    condition: `FROM c WHERE ${sameChange(fence)}`,
  };
}

/** Joins the letters that ask to complete the migration, which go out once. */
export function toldToMigrate(
  fence: Pick<Reconciliation, 'change'>,
  { now, invitationsWaiting }: { now: Date; invitationsWaiting: number },
): Patch {
  const condition = `FROM c WHERE ${sameChange(fence)} AND NOT IS_DEFINED(c.toldToMigrateAt)`;
  return {
    patch: 'reconciliation',
    set: { toldToMigrateAt: now.toISOString(), invitationsWaiting },
    condition,
  };
}

/** Ends a pass: nothing is due any more, unless something changed meanwhile or another pass ended first. */
export function passed(fence: Pick<Reconciliation, 'change'>): Patch {
  const condition = `FROM c WHERE ${sameChange(fence)} AND IS_DEFINED(c.dueAt)`;
  return { patch: 'reconciliation', set: {}, remove: ['dueAt'], condition };
}

/** A change is a GUID of our own making and parsed when read, so it cannot carry a query of its own. */
function sameChange({ change }: Pick<Reconciliation, 'change'>): string {
  return `c.change = '${change}'`;
}
