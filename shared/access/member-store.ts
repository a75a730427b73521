/** Members, the roster and what a permission check reads, in Cosmos DB. */
import type { Container } from '@azure/cosmos';
import { findDocument, listDocuments, type Stored } from '../azure/documents.ts';
import type { Deps } from '../deps.ts';
import { findTenantOrganization } from '../organizations/claim-store.ts';
import type { Organization } from '../organizations/organization.ts';
import { findOrganization } from '../organizations/organization-store.ts';
import type { Reconciliation } from '../organizations/reconciliation.ts';
import { findReconciliation } from '../organizations/reconciliation-store.ts';
import { refuse } from '../refusal.ts';
import { Member } from './member.ts';
import type { Operation } from './permissions.ts';
import { Roster } from './roster.ts';
import type { Caller } from './standing.ts';

export interface Acquainted {
  organizationId: string | undefined;
  organization: Stored<Organization> | undefined;
  member: Stored<Member> | undefined;
  organizationHasAccountAdministrator?: boolean;
  /** Read before everything else where the call decides on what it reads. */
  fence?: Stored<Reconciliation>;
}

/** The operations whose decision is written behind the fence. */
const fenced: Operation[] = ['enroll', 'grantAccountAdministrator', 'grantIncentivesRole'];

/**
 * What is known of the caller in the organization they ask for, or in the one their tenant is bound to.
 * Two parallel point reads for a partner's call on an organization.
 */
export async function acquaint(
  { partners, claims }: Pick<Deps, 'partners' | 'claims'>,
  caller: Caller,
  asked: { organizationId: string | undefined; operation: Operation },
): Promise<Acquainted> {
  const organizationId =
    asked.organizationId ??
    (caller.operator ? undefined : await findTenantOrganization(claims, caller.tenantId));
  if (organizationId === undefined) return { organizationId, organization: undefined, member: undefined };
  const fence = fenced.includes(asked.operation)
    ? await findReconciliation(partners, organizationId)
    : undefined;
  const [organization, member] = await Promise.all([
    findOrganization(partners, organizationId),
    caller.operator
      ? undefined
      : findMember(partners, organizationId, `${caller.tenantId}:${caller.objectId}`),
  ]);
  const acquainted = { organizationId, organization, member, ...(fence ? { fence } : {}) };
  if (!caller.operator || asked.operation !== 'grantAccountAdministrator') return acquainted;
  const roster = organization && (await getRoster(partners, organizationId));
  const organizationHasAccountAdministrator = (roster?.accountAdministrators.length ?? 0) > 0;
  return { ...acquainted, organizationHasAccountAdministrator };
}

/** The fence a call's decision is written behind. */
export function fenceOf({ fence }: Acquainted): Stored<Reconciliation> {
  if (!fence) throw new Error('A decision without its fence');
  return fence;
}

export function findMember(
  partners: Container,
  organizationId: string,
  memberId: string,
): Promise<Stored<Member> | undefined> {
  return findDocument(partners, { id: `member:${memberId}`, partition: organizationId }, Member);
}

/** @throws Refusal `member/unknown`. */
export async function getMember(
  partners: Container,
  organizationId: string,
  memberId: string,
): Promise<Stored<Member>> {
  const member = await findMember(partners, organizationId, memberId);
  return (
    member ??
    refuse(
      'member/unknown',
      'The directory sync has read no such person. Sync the directory, then try again.',
      {
        target: 'path.memberId',
      },
    )
  );
}

/** The members named, in one query; the ones that are gone are left out. */
export function listMembersById(
  partners: Container,
  organizationId: string,
  ids: string[],
): Promise<Stored<Member>[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return listDocuments(partners, {
    query: {
      query: 'SELECT * FROM c WHERE ARRAY_CONTAINS(@ids, c.id)',
      parameters: [{ name: '@ids', value: ids.map((id) => `member:${id}`) }],
    },
    partition: organizationId,
    schema: Member,
  });
}

/** The roster of an existing organization. */
export async function getRoster(partners: Container, organizationId: string): Promise<Stored<Roster>> {
  const roster = await findDocument(partners, { id: 'roster', partition: organizationId }, Roster);
  if (!roster) throw new Error('An organization without its roster');
  return roster;
}
