/** Users, groups and organizations in the words of Graph. */
import type { DirectoryGroup, DirectoryTenant, DirectoryUser } from '../directory.ts';

export type Entity = Record<string, unknown>;

/** What Graph tells of a user where no field was selected: neither whether the account is enabled nor its type. */
export const defaultUserFields = ['id', 'displayName', 'mail', 'preferredLanguage', 'userPrincipalName'];

export function userEntity(user: DirectoryUser): Entity {
  const { id, displayName, mail, userPrincipalName, preferredLanguage, accountEnabled, userType } = user;
  return { id, displayName, mail, userPrincipalName, preferredLanguage, accountEnabled, userType };
}

export function groupEntity({ id, displayName }: DirectoryGroup): Entity {
  return { id, displayName, mailEnabled: false, securityEnabled: true, groupTypes: [] };
}

export function organizationEntity({ tenantId, displayName, domain }: DirectoryTenant): Entity {
  const verifiedDomains = [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }];
  return { id: tenantId, displayName, tenantType: 'AAD', verifiedDomains };
}

/** Every user in a group or in a group inside it, each once, also where groups contain each other. */
export function transitiveUsers(tenant: DirectoryTenant, group: DirectoryGroup): DirectoryUser[] {
  const groups = new Map(tenant.groups.map((each) => [each.id, each]));
  const seen = new Set<string>([group.id]);
  const waiting = [group];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const id of next.members.filter((member) => !seen.has(member))) {
      seen.add(id);
      const inner = groups.get(id);
      if (inner) waiting.push(inner);
    }
  }
  return tenant.users.filter(({ id }) => seen.has(id));
}
