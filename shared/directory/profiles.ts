/** What the directory tells of people, as changes of members: only what differs is written, and nobody is ever deleted. */
import type { Member, Profile } from '../access/member.ts';

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
    .filter(({ before, after }) => !before || differ(before.profile, after.profile));
}

/** Undefined for somebody unknown of whom too little is told: that is no person yet. */
function learn(known: Member | undefined, user: DirectoryUser, reading: Reading): Member | undefined {
  if (!known && user.enabled === undefined) return undefined;
  const { objectId } = user;
  const { organizationId, tenantId } = reading;
  const person = { objectId, organizationId, tenantId, id: `member:${tenantId}:${objectId}` };
  const fresh = { kind: 'member' as const, schemaVersion: 1 as const, ...person, grants: {} };
  return { ...fresh, ...known, profile: profileOf(known?.profile ?? unknown, user, reading) };
}

function profileOf(known: Profile, user: DirectoryUser, reading: Reading): Profile {
  const globalAdministrator = reading.administrators.has(user.objectId);
  if (user.removed) return { ...known, enabled: false, globalAdministrator };
  const base = reading.whole ? unknown : known;
  return {
    displayName: user.displayName ?? base.displayName,
    mail: user.mail === undefined ? base.mail : user.mail,
    language: user.language === undefined ? base.language : user.language,
    enabled: user.enabled ?? base.enabled,
    guest: user.guest ?? base.guest,
    globalAdministrator,
  };
}

function differ(one: Profile, other: Profile): boolean {
  return (Object.keys(unknown) as (keyof Profile)[]).some((fact) => one[fact] !== other[fact]);
}

/**
 * What the changes of users do not tell: who is or was a Global administrator (`administrators` are member ids), and who left
 * while nobody looked, once everybody was read.
 */
export function untold(
  { tenantId, administrators }: Reading,
  known: { administrators: string[]; left: string[] },
): DirectoryUser[] {
  const before = known.administrators
    .filter((id) => id.startsWith(`${tenantId}:`))
    .map((id) => id.slice(tenantId.length + 1));
  const touched = [...new Set([...before, ...administrators])].filter((id) => !known.left.includes(id));
  return [
    ...touched.map((objectId) => ({ objectId, removed: false })),
    ...known.left.map((objectId) => ({ objectId, removed: true })),
  ];
}
