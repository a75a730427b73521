/** Membership of groups as roles: who is given what by the mappings of a directory, and which mappings the roster has room for. */
import { GrantableRole, type Member, memberId } from '../access/member.ts';
import { type Roster, rosterBytes, rosterLimitBytes } from '../access/roster.ts';
import type { Mapping } from './settings.ts';

export type GroupGrants = NonNullable<Member['groupGrants']>;

/** Object ids of the users of each group, those of the groups inside it too. */
export type Membership = ReadonlyMap<string, ReadonlySet<string>>;

/** What the mappings give to a person; undefined where nothing. The same for the same groups, so that memory holds each once. */
export function grantsByGroups(
  mappings: Mapping[],
  membership: Membership,
): (objectId: string) => GroupGrants | undefined {
  const made = new Map<string, GroupGrants>();
  return (objectId) => {
    const its = mappings.filter(({ groupId }) => membership.get(groupId)?.has(objectId));
    if (its.length === 0) return undefined;
    const name = its.map((mapping) => mappings.indexOf(mapping)).join();
    const grants = made.get(name) ?? grantsOf(its);
    made.set(name, grants);
    return grants;
  };
}

/** In the order of the roles, so that the same grants are the same text. */
function grantsOf(mappings: Mapping[]): GroupGrants {
  const grants: GroupGrants = {};
  for (const role of GrantableRole.options) {
    const its = mappings.filter((mapping) => mapping.role === role);
    const scopes = new Map(
      its.flatMap((mapping) => mapping.scopes ?? []).map((one) => [JSON.stringify(one), one]),
    );
    if (its.length > 0)
      grants[role] = { scopes: [...scopes.values()], groups: its.map(({ groupId }) => groupId) };
  }
  return grants;
}

export function isSameGrants(one: GroupGrants | undefined, other: GroupGrants | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Who has not what the groups give: the ones who gain, and the ones who lose. `given` is what members have by groups now. */
export function regrouped(
  given: ReadonlyMap<string, GroupGrants>,
  membership: Membership,
  grants: (objectId: string) => GroupGrants | undefined,
): string[] {
  const concerned = new Set([...given.keys(), ...[...membership.values()].flatMap((group) => [...group])]);
  return [...concerned].filter((objectId) => !isSameGrants(given.get(objectId), grants(objectId)));
}

/** The bytes left in the roster for what groups of this tenant give: what they give now does not count. */
export function roomFor(roster: Roster, tenantId: string, given: ReadonlyMap<string, GroupGrants>): number {
  const byGroups = new Map(
    [...given].map(([objectId, grants]) => [memberId({ tenantId, objectId }), grants]),
  );
  // Scopes by hand come first in an entry: what groups gave is its end.
  const incentivesAdministrators = roster.incentivesAdministrators
    .map(({ memberId: id, scopes }) => {
      const taken = byGroups.get(id)?.incentivesAdministrator?.scopes.length ?? 0;
      return { memberId: id, scopes: scopes.slice(0, scopes.length - taken) };
    })
    .filter(({ scopes }) => scopes.length > 0);
  const accountAdministrators = roster.accountAdministrators.filter(
    (id) => !byGroups.get(id)?.accountAdministrator,
  );
  return rosterLimitBytes - rosterBytes({ ...roster, incentivesAdministrators, accountAdministrators });
}

/** The mappings that fit into the room, each wholly or not at all, in their order. */
export function fitting(
  mappings: Mapping[],
  membership: Membership,
  room: number,
): { applied: Mapping[]; tooLarge: Mapping[] } {
  const applied: Mapping[] = [];
  const tooLarge: Mapping[] = [];
  let left = room;
  for (const mapping of mappings) {
    const bytes = entryBytes(mapping) * (membership.get(mapping.groupId)?.size ?? 0);
    if (bytes > 0 && bytes > left) tooLarge.push(mapping);
    else {
      applied.push(mapping);
      left -= bytes;
    }
  }
  return { applied, tooLarge };
}

const someone = '00000000-0000-4000-8000-000000000000:00000000-0000-4000-8000-000000000000';

/** What one person of the mapping adds to the roster, its comma included. */
function entryBytes({ role, scopes = [] }: Mapping): number {
  if (role === 'incentivesUser') return 0;
  const entry = role === 'accountAdministrator' ? someone : { memberId: someone, scopes };
  return Buffer.byteLength(JSON.stringify(entry)) + 1;
}
