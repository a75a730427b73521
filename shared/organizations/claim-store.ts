/** Claims in Cosmos DB: each tenant and each MPN ID belongs to one organization. */
import type { Container } from '@azure/cosmos';
import { findDocument } from '../azure/documents.ts';
import { Contended, settle } from '../azure/faults.ts';
import { createIfAbsent, replaceIfUnchanged } from '../azure/writes.ts';
import type { Deps } from '../deps.ts';
import { type RefusalCode, refuse } from '../refusal.ts';
import { Claim, decideClaim } from './claim.ts';
import { findLocation } from './location-store.ts';
import { findOrganization } from './organization-store.ts';

/** The organization that claimed a tenant, if any; whether it is bound, the organization's documents say. */
export async function findTenantOrganization(
  claims: Container,
  tenantId: string,
): Promise<string | undefined> {
  const id = `tenant:${tenantId}`;
  return (await findDocument(claims, { id, partition: id }, Claim))?.organizationId;
}

/**
 * Claims a tenant or an MPN ID for one organization before its documents name it; claiming it again is no change.
 * @throws Refusal with the code given when another organization holds it.
 */
export function claim(
  { claims, partners }: Pick<Deps, 'claims' | 'partners'>,
  asked: Claim,
  taken: RefusalCode,
): Promise<void> {
  return settle(async () => {
    if (await createIfAbsent(claims, asked)) return;
    const held = await findDocument(claims, { id: asked.id, partition: asked.id }, Claim);
    if (!held) throw new Contended('claim vanished');
    const decision = decideClaim(held, asked, await isConfirmed(partners, held));
    if (decision === 'refused')
      refuse(taken, `${asked.id.replace(':', ' ')} belongs to another organization.`);
    if (decision === 'take') await replaceIfUnchanged(claims, asked.id, { ...asked, etag: held.etag });
  });
}

/** Whether the documents of the organization that claimed it name it. */
async function isConfirmed(partners: Container, { id, organizationId }: Claim): Promise<boolean> {
  const name = id.slice(id.indexOf(':') + 1);
  const [organization, location] = await Promise.all([
    findOrganization(partners, organizationId),
    id.startsWith('mpn:') ? findLocation(partners, organizationId, name) : undefined,
  ]);
  return (
    location !== undefined ||
    organization?.globalMpnId === name ||
    (organization?.tenants.includes(name) ?? false)
  );
}
