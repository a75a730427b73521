/** Claims in Cosmos DB: each tenant and each MPN ID belongs to one organization. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import { findDocument } from '../azure/documents.ts';
import { Contended, settle } from '../azure/faults.ts';
import { createIfAbsent } from '../azure/writes.ts';
import { type RefusalCode, refuse } from '../refusal.ts';
import { OrganizationId } from './organization.ts';

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
