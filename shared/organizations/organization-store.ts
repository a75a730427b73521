/** Organizations, their locations, their claims and the fence, in Cosmos DB. */
import { randomUUID } from 'node:crypto';
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import {
  Contended,
  createIfAbsent,
  findDocument,
  listDocuments,
  listOrganizationsOf,
  type Patch,
  type Stored,
  settle,
  type Write,
} from '../azure/cosmos.ts';
import { type RefusalCode, refuse } from '../refusal.ts';
import { Location, Organization, OrganizationId } from './organization.ts';
import { Reconciliation } from './reconciliation.ts';

export function findOrganization(
  partners: Container,
  organizationId: string,
): Promise<Stored<Organization> | undefined> {
  return findDocument(partners, { id: 'organization', partition: organizationId }, Organization);
}

/** @throws Refusal `location/unknown`. */
export async function getLocation(partners: Container, organizationId: string, mpnId: string) {
  const location = await findLocation(partners, organizationId, mpnId);
  return location ?? refuse('location/unknown', `${mpnId} is not a location of this organization.`);
}

export function findLocation(
  partners: Container,
  organizationId: string,
  mpnId: string,
): Promise<Stored<Location> | undefined> {
  return findDocument(partners, { id: `location:${mpnId}`, partition: organizationId }, Location);
}

export function listLocations(partners: Container, organizationId: string): Promise<Stored<Location>[]> {
  return listDocuments(partners, {
    query: "SELECT * FROM c WHERE c.kind = 'location' ORDER BY c.mpnId",
    partition: organizationId,
    schema: Location,
  });
}

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
export function changed(now: Date): Write {
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

/** Ends a pass: nothing is due any more, unless something changed meanwhile or another pass ended first. */
export function passed(fence: Pick<Reconciliation, 'change'>): Patch {
  const condition = `FROM c WHERE ${sameChange(fence)} AND IS_DEFINED(c.dueAt)`;
  return { patch: 'reconciliation', set: {}, remove: ['dueAt'], condition };
}

/** A change is a GUID of our own making and parsed when read, so it cannot carry a query of its own. */
function sameChange({ change }: Pick<Reconciliation, 'change'>): string {
  return `c.change = '${change}'`;
}

const Claim = z.object({ id: z.string(), organizationId: OrganizationId });

/** The organization a tenant is bound to, if any. */
export async function findTenantOrganization(
  claims: Container,
  tenantId: string,
): Promise<string | undefined> {
  const id = `tenant:${tenantId}`;
  return (await findDocument(claims, { id, partition: id }, Claim))?.organizationId;
}

/**
 * Claims a tenant or an MPN ID for one organization, for good; claiming it again is no change.
 * @throws Refusal with the code given when another organization holds it.
 */
export function claim(
  claims: Container,
  asked: { id: string; organizationId: string; claimedAt: string },
  taken: RefusalCode,
): Promise<void> {
  return settle(async () => {
    if (await createIfAbsent(claims, asked)) return;
    const holder = await findDocument(claims, { id: asked.id, partition: asked.id }, Claim);
    if (!holder) throw new Contended('claim vanished');
    if (holder.organizationId !== asked.organizationId)
      refuse(taken, `${asked.id.replace(':', ' ')} belongs to another organization.`);
  });
}

/** The organization a call is about. @throws Refusal `organization/unknown` where an operator names one that is not there. */
export function getOrganization(known: {
  organization: Stored<Organization> | undefined;
}): Stored<Organization> {
  return known.organization ?? refuse('organization/unknown', 'There is no such organization.');
}

/** Every organization there is; crosses partitions, for timers. */
export function listOrganizationIds(partners: Container): Promise<string[]> {
  return listOrganizationsOf(partners, {
    query: "SELECT c.organizationId FROM c WHERE c.kind = 'organization'",
  });
}
