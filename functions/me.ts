/** Who the caller is and what they may do. */
import * as z from 'zod/mini';
import { GrantableRole, MemberId, memberId, Scope } from '../shared/access/member.ts';
import { type Role, roles } from '../shared/access/permissions.ts';
import type { Standing } from '../shared/access/standing.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';

const Me = z.strictObject({
  memberId: MemberId,
  tenantId: Guid,
  objectId: Guid,
  kind: z.enum(['person', 'automation']),
  operator: z.boolean(),
  organizations: z.array(
    z.strictObject({
      organizationId: OrganizationId,
      legalName: z.string(),
      roles: z.array(z.enum(roles)),
      scopes: z.partialRecord(GrantableRole, z.array(Scope)),
    }),
  ),
});

export const getMe = endpoint({
  summary: 'Who the caller is and which roles take effect for them',
  params: z.strictObject({}),
  answer: Me,
  handle: () => async (call) => {
    const { tenantId, objectId, kind, operator } = call.caller;
    const { organization } = call.known;
    const own = organization && call.standing.member ? [{ ...organization, ...rolesOf(call.standing) }] : [];
    const organizations = own.map(({ organizationId, legalName, roles, scopes }) => ({
      organizationId,
      legalName,
      roles,
      scopes,
    }));
    return ok({ memberId: memberId(call.caller), tenantId, objectId, kind, operator, organizations });
  },
});

function rolesOf(standing: Standing): { roles: Role[]; scopes: Partial<Record<GrantableRole, Scope[]>> } {
  const { incentivesAdministrator, incentivesUser } = standing;
  const held = roles.filter((role) => {
    const holds = standing[role];
    return Array.isArray(holds) ? holds.length > 0 : holds;
  });
  return {
    roles: held,
    scopes: {
      ...(incentivesAdministrator.length > 0 ? { incentivesAdministrator } : {}),
      ...(incentivesUser.length > 0 ? { incentivesUser } : {}),
    },
  };
}
