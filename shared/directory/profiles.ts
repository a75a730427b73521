/** What the directory tells of people, as changes of members: only what differs is written, and nobody is ever deleted. Grants by hand are never touched. */
import type { Member, Profile } from '../access/member.ts';
import { type GroupGrants, isSameGrants } from './mapping.ts';

/** A user as the directory tells of them; what is absent was not told. */
export interface DirectoryUser {
  objectId: string;
  /** Gone, perhaps to be restored. */
  removed: boolean;
  displayName?: string;
  mail?: string | null;
  /** For example `sv-SE`. */
  language?: string | null;
  enabled?: boolean;
  guest?: boolean;
}

export interface Reading {
  organizationId: string;
  tenantId: string;
  /** Object ids of the Global administrators. */
  administrators: ReadonlySet<string>;
  /** Everybody is read: what is not told is empty. Else it is as it was. */
  whole: boolean;
  /** What groups give to a person. */
  groupGrants(objectId: string): GroupGrants | undefined;
}

export interface MemberChange<M extends Member> {
  /** Absent where the person is new. */
  before: M | undefined;
  after: Member;
}

const unknown: Profile = {
  displayName: '',
  mail: null,
  language: null,
  enabled: false,
  guest: false,
  globalAdministrator: false,
};

/** The members that change, given those stored of the users told about. Whoever left is disabled and keeps their grants, to be restored. */
export function planMembers<M extends Member>(
  members: M[],
  users: DirectoryUser[],
  reading: Reading,
): MemberChange<M>[] {
  const stored = new Map(members.map((member) => [member.objectId, member]));
  const planned = new Map<string, Member>();
  for (const user of users) {
    const known = planned.get(user.objectId) ?? stored.get(user.objectId);
    const after = learn(known, user, reading);
    if (after) planned.set(user.objectId, after);
  }
  return [...planned.values()]
    .map((after) => ({ before: stored.get(after.objectId), after }))
    .filter(({ before, after }) => !before || differ(before, after));
}

/** Undefined for somebody unknown of whom too little is told: that is no person yet. */
function learn(known: Member | undefined, user: DirectoryUser, reading: Reading): Member | undefined {
  if (!known && user.enabled === undefined) return undefined;
  const { objectId } = user;
  const { organizationId, tenantId } = reading;
  const person = { objectId, organizationId, tenantId, id: `member:${tenantId}:${objectId}` };
  const fresh = { kind: 'member' as const, schemaVersion: 1 as const, ...person, grants: {} };
  const profile = profileOf(known?.profile ?? unknown, user, reading);
  const groupGrants = profile.guest ? undefined : reading.groupGrants(objectId);
  return { ...fresh, ...known, profile, groupGrants };
}

/** Nobody disabled is a Global administrator: the roster, by which those who no longer are one are found, names only who is in effect. */
function profileOf(known: Profile, user: DirectoryUser, reading: Reading): Profile {
  if (user.removed) return { ...known, enabled: false, globalAdministrator: false };
  const base = reading.whole ? unknown : known;
  const enabled = user.enabled ?? base.enabled;
  return {
    displayName: user.displayName ?? base.displayName,
    mail: user.mail === undefined ? base.mail : user.mail,
    language: user.language === undefined ? base.language : user.language,
    enabled,
    guest: user.guest ?? base.guest,
    globalAdministrator: enabled && reading.administrators.has(user.objectId),
  };
}

const facts = Object.keys(unknown) as (keyof Profile)[];

function differ(one: Member, other: Member): boolean {
  return (
    facts.some((fact) => one.profile[fact] !== other.profile[fact]) ||
    !isSameGrants(one.groupGrants, other.groupGrants)
  );
}

/**
 * What the changes of users do not tell: who is or was a Global administrator (`administrators` are member ids), whom groups give
 * something else than before, and who left while nobody looked, once everybody was read.
 */
export function untold(
  { tenantId, administrators }: Pick<Reading, 'tenantId' | 'administrators'>,
  known: { administrators: string[]; regrouped: string[]; left: ReadonlySet<string> },
): DirectoryUser[] {
  const before = known.administrators
    .filter((id) => id.startsWith(`${tenantId}:`))
    .map((id) => id.slice(tenantId.length + 1));
  const touched = new Set([...before, ...administrators, ...known.regrouped]);
  return [
    ...[...touched].filter((id) => !known.left.has(id)).map((objectId) => ({ objectId, removed: false })),
    ...[...known.left].map((objectId) => ({ objectId, removed: true })),
  ];
}
