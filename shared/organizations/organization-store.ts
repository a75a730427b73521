/** Organizations in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, remembering, type Stored } from '../azure/documents.ts';
import { organizationsWith } from '../azure/organization-pages.ts';
import { refuse } from '../refusal.ts';
import { Organization } from './organization.ts';

/** Read for every call on it. */
const KnownOrganization = remembering(Organization);

export function findOrganization(
  partners: Container,
  organizationId: string,
): Promise<Stored<Organization> | undefined> {
  return findDocument(partners, { id: 'organization', partition: organizationId }, KnownOrganization);
}

/** The organization a call is about. @throws Refusal `organization/unknown` where an operator names one that is not there. */
export function getOrganization(known: {
  organization: Stored<Organization> | undefined;
}): Stored<Organization> {
  return known.organization ?? refuse('organization/unknown', 'There is no such organization.');
}

/** Every organization there is, page by page; crosses partitions, for timers. */
export function listOrganizationIds(partners: Container): AsyncGenerator<string[]> {
  return organizationsWith(partners, { where: "c.kind = 'organization'" });
}
