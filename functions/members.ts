/** Members of an organization and the roles they were given. */
import * as z from 'zod/mini';
import { checkScopes, GrantRequest, grant, isGranted, revoke } from '../shared/access/grant.ts';
import { Grant, GrantableRole, Member, MemberId, memberId, Profile } from '../shared/access/member.ts';
import { getRoster, getMember as getStoredMember } from '../shared/access/member-store.ts';
import { enter } from '../shared/access/roster.ts';
import { commit, documentPage, type Stored } from '../shared/azure/cosmos.ts';
import type { Deps } from '../shared/deps.ts';
import { created, noContent, ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { mustMatch } from '../shared/http/precondition.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import {
  changed,
  getOrganization as known,
  listLocations,
} from '../shared/organizations/organization-store.ts';
import { listPrograms } from '../shared/programs/program-store.ts';
import { refuse } from '../shared/refusal.ts';
import { lookAtOrganization } from './reconciliation.ts';

const params = z.strictObject({ organizationId: OrganizationId, memberId: MemberId });
const roleParams = z.strictObject({
  organizationId: OrganizationId,
  memberId: MemberId,
  role: GrantableRole,
});
export type RoleParams = z.infer<typeof roleParams>;

const MemberView = z.strictObject({
  memberId: MemberId,
  ...Profile.shape,
  roles: Member.shape.grants,
  etag: z.string(),
});
const GrantView = z.strictObject({
  memberId: MemberId,
  role: GrantableRole,
  ...Grant.shape,
  etag: z.string(),
});

function view(member: Stored<Member>): z.infer<typeof MemberView> {
  return { memberId: memberId(member), ...member.profile, roles: member.grants, etag: member.etag };
}

export const listMembers = endpoint({
  summary: 'The people of an organization and their roles',
  params: z.strictObject({ organizationId: OrganizationId }),
  query: Paging,
  answer: listOf(MemberView),
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const partition = known(call.known).organizationId;
      const listing = { query: "SELECT * FROM c WHERE c.kind = 'member'", partition, schema: Member };
      const found = await documentPage(partners, listing, pageOf(call.query));
      return ok(page(found.value.map(view), call, found.continuation));
    },
});

export const getMember = endpoint({
  summary: 'One person and their roles',
  params,
  answer: MemberView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) =>
      ok(view(await getStoredMember(partners, known(call.known).organizationId, call.params.memberId))),
});

export const getRole = endpoint({
  summary: 'A role of a person and the locations and programs it is for',
  params: roleParams,
  answer: GrantView,
  handle:
    ({ partners }: Pick<Deps, 'partners'>) =>
    async (call) => {
      const { role } = call.params;
      const member = await getStoredMember(partners, known(call.known).organizationId, call.params.memberId);
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
      getStoredMember(deps.partners, organizationId, call.params.memberId),
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
    if (stored) mustMatch(call.ifMatch, member);
    const etag = await save(deps, call, wanted);
    return stored ? ok({ ...answer, ...given, etag }) : created({ ...answer, ...given, etag }, call.url);
  },
});

export const deleteRole = endpoint({
  summary: 'Revoke a role',
  params: roleParams,
  answer: undefined,
  handle: (deps: Pick<Deps, 'partners' | 'enqueue'>) => async (call) => {
    const member = await getStoredMember(
      deps.partners,
      known(call.known).organizationId,
      call.params.memberId,
    );
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
