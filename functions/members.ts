/** The people of an organization, as the directory sync read them, with the roles they were given. */
import * as z from 'zod/mini';
import { Member, MemberId, memberId, Profile } from '../shared/access/member.ts';
import { getMember as getStoredMember } from '../shared/access/member-store.ts';
import type { Stored } from '../shared/azure/documents.ts';
import { documentPage } from '../shared/azure/pages.ts';
import type { Deps } from '../shared/deps.ts';
import { ok } from '../shared/http/answer.ts';
import { endpoint } from '../shared/http/endpoint.ts';
import { listOf, Paging, page, pageOf } from '../shared/http/paging.ts';
import { OrganizationId } from '../shared/organizations/organization.ts';
import { getOrganization as known } from '../shared/organizations/organization-store.ts';

const params = z.strictObject({ organizationId: OrganizationId, memberId: MemberId });
const MemberView = z
  .strictObject({
    memberId: MemberId,
    ...Profile.shape,
    /** By an administrator's hand. */
    roles: Member.shape.grants,
    /** By groups of the directory. */
    groupRoles: Member.shape.groupGrants,
    etag: z.string(),
  })
  .register(z.globalRegistry, { id: 'Member' });
function view(member: Stored<Member>): z.infer<typeof MemberView> {
  const { profile, grants, groupGrants, etag } = member;
  return { memberId: memberId(member), ...profile, roles: grants, groupRoles: groupGrants, etag };
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
