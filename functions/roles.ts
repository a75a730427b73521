/** Granting and revoking the roles of members. */
import * as z from 'zod/mini';
import { checkScopes, GrantRequest, grant, isGranted, revoke } from '../shared/access/grant.ts';
import { Grant, GrantableRole, type Member, MemberId, memberId } from '../shared/access/member.ts';
import { getMember, getRoster } from '../shared/access/member-store.ts';
import { enter } from '../shared/access/roster.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { commit } from '../shared/azure/writes.ts';
import type { Deps } from '../shared/deps.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { listLocations } from '../shared/organizations/location-store.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';
import { changed } from '../shared/organizations/reconciliation-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
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
  body: GrantRequest,
  answer: GrantView,
  handle: (deps: Pick<Deps, 'partners' | 'programs' | 'enqueue'>) => async (call) => {
    const organization = known(call.known);
    const { organizationId } = organization;
    const { role } = call.params;
    const [member, locations, programs] = await Promise.all([
      getMember(deps.partners, organizationId, call.params.memberId),
      listLocations(deps.partners, organizationId),
      listPrograms(deps.programs),
    ]);
    const context = {
      organization,
      locations: locations.map((one) => one.mpnId),
      programs: programs.map((one) => one.id),
    };
    const scopes = checkScopes(role, call.body, context);
    const stored = member.grants[role];
    const answer = { memberId: call.params.memberId, role };
    if (stored && isGranted(member, role, scopes)) return ok({ ...answer, ...stored, etag: member.etag });
    const given = { scopes, assignedAt: call.now.toISOString(), assignedBy: memberId(call.caller) };
    const wanted = grant(member, role, given);
    mustMatch(call.ifMatch, stored && member);
    const etag = await save(deps, call, wanted);
    return stored ? ok({ ...answer, ...given, etag }) : created({ ...answer, ...given, etag }, call.url);
  },
});

export const deleteRole = endpoint({
  summary: 'Revoke a role',
  params: roleParams,
  answer: undefined,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const member = await getMember(deps.partners, known(call.known).organizationId, call.params.memberId);
    if (!member.grants[call.params.role]) return noContent();
    mustMatch(call.ifMatch, member);
    await save(deps, call, revoke(member, call.params.role));
    return noContent();
  },
});

/** The member, the roster and the fence in one write, so that no rule about "the last one" and no decision is raced. */
async function save(
  deps: Pick<Deps, 'partners' | 'enqueue'>,
  call: { now: Date; log: Parameters<typeof lookAtOrganization>[1] },
  member: Stored<Member>,
): Promise<string> {
  const { organizationId } = member;
  const roster = await getRoster(deps.partners, organizationId);
  const [etag = ''] = await commit(deps.partners, organizationId, [
    { replace: member, ifMatch: member.etag },
    { replace: enter(roster, member), ifMatch: roster.etag },
    changed(call.now),
  ]);
  await lookAtOrganization(deps, call.log, organizationId);
  return etag;
}
