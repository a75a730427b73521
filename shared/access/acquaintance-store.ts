/** What a permission check reads of a caller, in Cosmos DB. */
import type { Stored } from '../azure/documents.ts';
import type { Deps } from '../deps.ts';
import { findTenantOrganization } from '../organizations/claim-store.ts';
import type { Organization } from '../organizations/organization.ts';
import { findOrganization } from '../organizations/organization-store.ts';
import type { Reconciliation } from '../organizations/reconciliation.ts';
import { findReconciliation } from '../organizations/reconciliation-store.ts';
import type { Member } from './member.ts';
import { findMember, getRoster } from './member-store.ts';
import type { Operation } from './permissions.ts';
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
const fenced: Operation[] = [
  'enroll',
  'superviseEnrollment',
  'grantAccountAdministrator',
  'revokeAccountAdministrator',
  'grantIncentivesRole',
];

/**
 * What is known of the caller in the organization they ask for, or in the one their tenant is bound to.
 * Two parallel point reads for a partner's call on an organization.
 */
export async function acquaint(
  { partners, claims }: Pick<Deps, 'partners' | 'claims'>,
  caller: Caller,
  asked: { organizationId?: string; memberId?: string; operation: Operation },
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
  // The one they appointed does not count: appointing that one again is no change.
  const organizationHasAccountAdministrator =
    roster?.accountAdministrators.some((id) => id !== asked.memberId) ?? false;
  return { ...acquainted, organizationHasAccountAdministrator };
}

/** The fence a call's decision is written behind. */
export function fenceOf({ fence }: Acquainted): Stored<Reconciliation> {
  if (!fence) throw new Error('A decision without its fence');
  return fence;
}
