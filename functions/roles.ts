/** Granting and revoking the roles of members. */
import * as z from 'zod/mini';
import { fenceOf } from '../shared/access/acquaintance-store.ts';
import { audited } from '../shared/access/audit.ts';
import { GrantRequest, grant, isGranted, refuseFull, revoke } from '../shared/access/grant.ts';
import { loadGrantContext } from '../shared/access/grant-store.ts';
import { Grant, GrantableRole, type Member, MemberId, memberId } from '../shared/access/member.ts';
import { getMember, getRoster } from '../shared/access/member-store.ts';
import { saveRole } from '../shared/access/role-store.ts';
import { enter } from '../shared/access/roster.ts';
import { checkScopes } from '../shared/access/scopes.ts';
import { Acknowledgement, refuseStranding } from '../shared/access/stranded.ts';
import { listPlacesAtStake } from '../shared/access/stranded-store.ts';
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { type Call, endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';
import { lookAtOrganization } from './reconciliation.ts';

const roleParams = z.strictObject({
  organizationId: OrganizationId,
  memberId: MemberId,
  role: GrantableRole,
});
export type RoleParams = z.infer<typeof roleParams>;

const GrantView = z
  .strictObject({
    memberId: MemberId,
    role: GrantableRole,
    ...Grant.shape,
    etag: z.string(),
  })
  .register(z.globalRegistry, { id: 'Role' });

export const getRole = endpoint({
  summary: 'A role of a person and the locations and programs it is for',
  params: roleParams,
  answer: GrantView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const { role } = call.params;
      const member = await getMember(partners, known(call.known).organizationId, call.params.memberId);
      const given = member.grants[role] ?? refuse('role/not-granted', 'This person does not have this role.');
      return ok({ memberId: call.params.memberId, role, ...given, etag: member.etag });
    },
});

export const putRole = endpoint({
  summary: 'Grant a role, to oneself too; an Incentives role names locations and programs',
  params: roleParams,
  query: Acknowledgement,
  body: GrantRequest,
  answer: GrantView,
  handle: (deps: Pick<Deps, 'partners' | 'programs' | 'enqueue'>) => async (call) => {
    const { role, memberId: whose } = call.params;
    const organization = known(call.known);
    const [member, context] = await Promise.all([
      getMember(deps.partners, organization.organizationId, whose),
      loadGrantContext(deps, organization),
    ]);
    const scopes = checkScopes(role, call.body, context);
    const stored = member.grants[role];
    const answer = { memberId: whose, role };
    if (stored && isGranted(member, role, scopes)) return ok({ ...answer, ...stored, etag: member.etag });
    const given = { scopes, assignedAt: call.now.toISOString(), assignedBy: memberId(call.caller) };
    const after = grant(member, role, given);
    mustMatch(call.ifMatch, stored && member);
    const etag = await save(deps, call, { before: member, after });
    return stored ? ok({ ...answer, ...given, etag }) : created({ ...answer, ...given, etag }, call.url);
  },
});

export const deleteRole = endpoint({
  summary: 'Revoke a role',
  params: roleParams,
  query: Acknowledgement,
  answer: undefined,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const { role } = call.params;
    const member = await getMember(deps.partners, known(call.known).organizationId, call.params.memberId);
    if (!member.grants[role]) return noContent();
    mustMatch(call.ifMatch, member);
    await save(deps, call, { before: member, after: revoke(member, role) });
    return noContent();
  },
});

type RoleCall = Call<RoleParams, Acknowledgement, unknown>;

interface MemberChange {
  before: Stored<Member>;
  after: Stored<Member>;
}

/** Decided on the roster and the live enrollments, written if both are still so. @returns the new ETag of the member. */
async function save(
  { partners, enqueue }: Pick<Deps, 'partners' | 'enqueue'>,
  call: RoleCall,
  member: MemberChange,
): Promise<string> {
  const { organizationId, role } = call.params;
  const before = await getRoster(partners, organizationId);
  const roster = { before, after: enter(before, member.after) };
  refuseFull(roster);
  const stranding = refuseStranding(roster, await listPlacesAtStake(partners, roster), call.query);
  const deed = { by: memberId(call.caller), role, at: call.now.toISOString() };
  const entry = audited(member.before, member.after, { ...deed, acknowledged: stranding !== undefined });
  const change = { member: member.after, roster, entry, fence: fenceOf(call.known) };
  const etag = await saveRole(partners, change, call.now);
  await lookAtOrganization({ enqueue }, call.log, organizationId);
  return etag;
}
