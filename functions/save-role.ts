/** How a change of somebody's role is decided and written: on the roster and the live enrollments, if both are still so. */
import * as z from 'zod/mini';
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import { roleTold } from '../shared/access/audit-roles.ts';
import { refuseFull } from '../shared/access/grant.ts';
import { GrantableRole, type Member, MemberId } from '../shared/access/member.ts';
import { getRoster } from '../shared/access/member-store.ts';
import { saveRole } from '../shared/access/role-store.ts';
import { enter } from '../shared/access/roster.ts';
import { type Acknowledgement, refuseStranding } from '../shared/access/stranded.ts';
import { listPlacesAtStake } from '../shared/access/stranded-store.ts';
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import type { Call } from '../shared/http/endpoint.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { lookAtOrganization } from './reconciliation.ts';
import { auditOf } from './save-organization.ts';

export const RoleParams = z.strictObject({
  organizationId: OrganizationId,
  memberId: MemberId,
  role: GrantableRole,
});
export type RoleParams = z.infer<typeof RoleParams>;

type RoleCall = Call<RoleParams, Acknowledgement, unknown>;

interface MemberChange {
  before: Stored<Member>;
  after: Stored<Member>;
}

/** Decided on the roster and the live enrollments, written if both are still so. @returns the new ETag of the member. */
export async function saveRoleChange(
  { partners, enqueue }: Pick<Deps, 'partners' | 'enqueue'>,
  call: RoleCall,
  member: MemberChange,
): Promise<string> {
  const { organizationId, role } = call.params;
  const before = await getRoster(partners, organizationId);
  const roster = { before, after: enter(before, member.after) };
  refuseFull(roster);
  const stranding = refuseStranding(roster, await listPlacesAtStake(partners, roster), call.query);
  const told = roleTold(member.before, member.after, { role, acknowledged: stranding !== undefined });
  const change = { member: member.after, roster, audit: auditOf(call, told), fence: fenceOf(call.known) };
  const etag = await saveRole(partners, change, call.now);
  await lookAtOrganization({ enqueue }, call.log, organizationId);
  return etag;
}
