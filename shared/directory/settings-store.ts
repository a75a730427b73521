/** What a change of settings does to the administrators of an organization, foreseen from Cosmos DB: the next sync does it. */
import type { Container } from '@azure/cosmos';
import { Member } from '../access/member.ts';
import { getRoster } from '../access/member-store.ts';
import { enter } from '../access/roster.ts';
import type { RosterChange } from '../access/stranded.ts';
import { listDocuments } from '../azure/pages.ts';
import type { Directory } from './directory.ts';
import { grantsByGroups, type Membership } from './mapping.ts';
import type { DirectorySettings } from './settings.ts';

/** The roster with these settings, for the people and the groups that the last sync read. */
export async function planRoster(
  partners: Container,
  directory: Directory,
  settings: DirectorySettings,
): Promise<RosterChange> {
  const { organizationId, tenantId } = directory;
  const before = await getRoster(partners, organizationId);
  if (!directory.mapped) return { before, after: before };
  const members = await listAdministratorsByGroups(partners, { organizationId, tenantId });
  const after = members
    .map((member) => ({
      ...member,
      groupGrants: grantsByGroups(settings.mappings, groupsOf(member))(member.objectId),
    }))
    .reduce(enter, before);
  return { before, after };
}

/** The groups a person is in, as far as they gave them something. */
function groupsOf({ objectId, groupGrants = {} }: Member): Membership {
  const groups = Object.values(groupGrants).flatMap((grant) => grant.groups);
  return new Map(groups.map((groupId) => [groupId, new Set([objectId])]));
}

function listAdministratorsByGroups(
  partners: Container,
  { organizationId, tenantId }: Pick<Directory, 'organizationId' | 'tenantId'>,
): Promise<Member[]> {
  const given =
    '(IS_DEFINED(c.groupGrants.incentivesAdministrator) OR IS_DEFINED(c.groupGrants.accountAdministrator))';
  return listDocuments(partners, {
    query: {
      query: `SELECT * FROM c WHERE c.kind = 'member' AND c.tenantId = @tenantId AND ${given}`,
      parameters: [{ name: '@tenantId', value: tenantId }],
    },
    partition: organizationId,
    schema: Member,
  });
}
