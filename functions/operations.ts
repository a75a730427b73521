/** Health, the description of the API, and who the caller is. */
import * as z from 'zod/mini';
import { GrantableRole, MemberId, memberId, Scope } from '../shared/access/member.ts';
import { type Role, roles } from '../shared/access/permissions.ts';
import type { Standing } from '../shared/access/standing.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { Guid, OrganizationId } from '../shared/organizations/organization.ts';
import { findProgram } from '../shared/programs/program-store.ts';

const healthySeconds = 5;

export const Health = z.strictObject({ status: z.literal('healthy'), checkedAt: z.iso.datetime() });

/** A document was read, at most every five seconds for each instance. @throws Refusal 503 when the database does not answer. */
export function health({ programs }: Pick<Deps, 'programs'>) {
  let checked = 0;
  return async () => {
    if (performance.now() - checked > healthySeconds * 1000 || checked === 0) {
      await findProgram(programs, 'health');
      checked = performance.now();
    }
    return ok({ status: 'healthy', checkedAt: new Date().toISOString() });
  };
}

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
