/** Granting and revoking the roles of members. */
import * as z from 'zod/mini';
import { GrantRequest, grant, isGranted, revoke } from '../shared/access/grant.ts';
import { loadGrantContext } from '../shared/access/grant-store.ts';
import { Grant, GrantableRole, MemberId, memberId } from '../shared/access/member.ts';
import { getMember } from '../shared/access/member-store.ts';
import { checkScopes } from '../shared/access/scopes.ts';
import { Acknowledgement } from '../shared/access/stranded.ts';
import type { Deps } from '../shared/deps.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { refuse } from '../shared/refusal.ts';

import { RoleParams, saveRoleChange } from './save-role.ts';

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
  params: RoleParams,
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
  params: RoleParams,
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
    const etag = await saveRoleChange(deps, call, { before: member, after });
    return stored ? ok({ ...answer, ...given, etag }) : created({ ...answer, ...given, etag }, call.url);
  },
});

export const deleteRole = endpoint({
  summary: 'Revoke a role',
  params: RoleParams,
  query: Acknowledgement,
  answer: undefined,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const { role } = call.params;
    const member = await getMember(deps.partners, known(call.known).organizationId, call.params.memberId);
    if (!member.grants[role]) return noContent();
    mustMatch(call.ifMatch, member);
    await saveRoleChange(deps, call, { before: member, after: revoke(member, role) });
    return noContent();
  },
});
