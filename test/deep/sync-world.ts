/** A company whose directory changes at random, by a seed; and what its members are to be by then. */
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { Audit } from '../../shared/access/audit.ts';
import { Member, type Profile } from '../../shared/access/member.ts';
import { emptyRoster, enter } from '../../shared/access/roster.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import { contoso, globalAdministrator, person } from '../infra/local/cloud.ts';
import { startDesk } from '../shared/directory/desk.ts';

export const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const groupId = '99999999-0000-4000-8000-000000000001';
const innerGroup = '99999999-0000-4000-8000-000000000002';
export const mappings = [
  { groupId, role: 'incentivesAdministrator' as const, scopes: everywhere },
  { groupId: innerGroup, role: 'incentivesUser' as const, scopes: everywhere },
];

const roles = mappings.map(({ role }) => role);

export type Random = (below: number) => number;

/** Mulberry32: the same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export type World = Awaited<ReturnType<typeof startDesk>>;

/** Forty people, read once, some with roles by hand; two groups that give roles. */
export async function startWorld(): Promise<World> {
  const desk = await startDesk({ pageSize: 5 });
  for (let n = 0; n < 40; n += 1) desk.cloud.directory.addUser(contoso, person(`p${n}`));
  return desk;
}

/** One change of the directory, of any kind. */
export function disturb({ cloud: { directory } }: Pick<World, 'cloud'>, random: Random, name: string): void {
  const { users = [] } = directory.tenant(contoso) ?? {};
  const id = users[random(users.length)]?.id ?? '';
  const some = () => users.filter(() => random(4) === 0).map((user) => user.id);
  const kinds = [
    () => directory.addUser(contoso, person(name, { userType: random(5) === 0 ? 'Guest' : 'Member' })),
    () => users.length > 30 && directory.removeUser(contoso, id, random(2) === 0 ? 'changed' : 'deleted'),
    () => directory.updateUser(contoso, id, { displayName: name }),
    () => directory.updateUser(contoso, id, { accountEnabled: random(2) === 0, mail: null }),
    () => directory.setDirectoryRoles(contoso, id, random(2) === 0 ? [globalAdministrator] : []),
    () => directory.setGroupMembers(contoso, groupId, [innerGroup, ...some()]),
    () => directory.setGroupMembers(contoso, innerGroup, some()),
  ];
  kinds[random(kinds.length)]?.();
}

const Anything = z.looseObject({ id: z.string(), kind: z.string() });

/** What no sync may touch, as it is stored. */
async function listOthers({ deps: { partners } }: Pick<World, 'deps'>) {
  const query = 'SELECT * FROM c';
  const all = await listDocuments(partners, { query, partition: 'contoso', schema: Anything });
  const written = ['member', 'roster', 'directory', 'reconciliation', 'audit'];
  return all.filter(({ kind }) => !written.includes(kind));
}

function listMembers({ deps: { partners } }: Pick<World, 'deps'>) {
  const query = "SELECT * FROM c WHERE c.kind = 'member'";
  return listDocuments(partners, { query, partition: 'contoso', schema: Member });
}

/** How many people have each role by groups, as the audit adds up. */
async function audited({ deps: { partners } }: Pick<World, 'deps'>) {
  const query = "SELECT * FROM c WHERE c.kind = 'audit' AND c.what = 'sync'";
  const entries = await listDocuments(partners, { query, partition: 'contoso', schema: Audit });
  const changes = entries.flatMap((entry) => (entry.what === 'sync' ? [entry.roles] : []));
  return roles.map((role) =>
    changes.reduce((sum, { [role]: people }) => sum + (people?.gained ?? 0) - (people?.lost ?? 0), 0),
  );
}

/** Everybody as the directory has them now, by object id: profile, and the groups that give roles. */
function expected({ cloud: { directory } }: Pick<World, 'cloud'>) {
  const { users = [], groups = [] } = directory.tenant(contoso) ?? {};
  const idsOf = (id: string) => groups.find((group) => group.id === id)?.members ?? [];
  const inner = new Set(idsOf(innerGroup));
  const outer = new Set([...idsOf(groupId), ...inner]);
  return new Map(
    users.map((user) => {
      const guest = user.userType === 'Guest';
      const roles = guest ? [] : [outer.has(user.id) && groupId, inner.has(user.id) && innerGroup];
      const profile: Profile = {
        displayName: user.displayName,
        mail: user.mail,
        language: user.preferredLanguage,
        enabled: user.accountEnabled,
        guest,
        globalAdministrator: user.accountEnabled && user.directoryRoles.includes(globalAdministrator),
      };
      return [user.id, { profile, groups: roles.filter((id) => id !== false) }];
    }),
  );
}

/** Everybody as they are stored, the ones who are gone apart, and the roster that follows from them. */
async function stored(world: Pick<World, 'deps' | 'cloud'>) {
  const members = await listMembers(world);
  const known = new Set(world.cloud.directory.tenant(contoso)?.users.map(({ id }) => id));
  const present = members
    .filter(({ objectId }) => known.has(objectId))
    .map(({ objectId, profile, groupGrants = {} }) => {
      const groups = Object.values(groupGrants).flatMap((grant) => grant.groups);
      return [objectId, { profile, groups }] as const;
    });
  return {
    present: new Map(present),
    enabledButGone: members.filter(({ objectId, profile }) => !known.has(objectId) && profile.enabled),
    byGroups: roles.map((role) => members.filter(({ groupGrants }) => groupGrants?.[role]).length),
    roster: members.reduce(enter, emptyRoster('contoso')),
    byHand: members
      .filter(({ grants }) => Object.keys(grants).length > 0)
      .map(({ objectId, grants }) => ({ objectId, grants })),
  };
}

/** The members are what the directory says, the roster is what follows from them, and the audit tells of each change once. */
export async function check(world: World): Promise<void> {
  const { present, enabledButGone, byGroups, roster } = await stored(world);
  expect(present).toEqual(expected(world));
  expect(enabledButGone).toEqual([]);
  expect(await world.roster()).toMatchObject(roster);
  expect(await audited(world)).toEqual(byGroups);
}

/** What nobody but people may change. */
export async function untouchable(world: World) {
  const { byHand } = await stored(world);
  return { byHand, others: await listOthers(world) };
}
