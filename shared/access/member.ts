/** A person of an organization: what the directory says of them and which roles they were given. All that a permission check needs. */
import * as z from 'zod/mini';
import { object, strictObject } from '../compiled.ts';
import { Guid, MpnId, OrganizationId } from '../organizations/organization.ts';
import { Instant, ProgramId } from '../programs/words.ts';

/** `{tenantId}:{objectId}`: a person is who the directory says, never a mail address. */
export const MemberId = z
  .string()
  .check(
    z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    z.describe('tenantId:objectId'),
  );

const names = <T extends z.ZodMiniType>(name: T) =>
  z.union([z.literal('all'), z.array(name).check(z.minLength(1), z.maxLength(200))]);

/** The locations and programs a role is given for. */
export const Scope = strictObject({ locations: names(MpnId), programs: names(ProgramId) }).register(
  z.globalRegistry,
  { id: 'Scope' },
);
export type Scope = z.infer<typeof Scope>;

export const GrantableRole = z.enum(['accountAdministrator', 'incentivesAdministrator', 'incentivesUser']);
export type GrantableRole = z.infer<typeof GrantableRole>;

export const Grant = object({ scopes: z.array(Scope), assignedAt: Instant, assignedBy: z.string() });
export type Grant = z.infer<typeof Grant>;

/** What groups of the directory give; only the sync writes it. */
const GroupGrant = object({ scopes: z.array(Scope), groups: z.array(Guid) });

export const Profile = object({
  displayName: z.string(),
  mail: z.nullable(z.string()),
  language: z.nullable(z.string()),
  /** False once the directory disabled or removed the person: nothing they were given takes effect. */
  enabled: z.boolean(),
  guest: z.boolean(),
  globalAdministrator: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;

export const Member = object({
  kind: z.literal('member'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  tenantId: Guid,
  objectId: Guid,
  profile: Profile,
  /** By an administrator's hand; the sync never touches it. */
  grants: z.partialRecord(GrantableRole, Grant),
  groupGrants: z.optional(z.partialRecord(GrantableRole, GroupGrant)),
});
export type Member = z.infer<typeof Member>;

export const memberId = (member: Pick<Member, 'tenantId' | 'objectId'>) =>
  `${member.tenantId}:${member.objectId}`;

/**
 * The scopes in which the person has the role, by hand and by groups together; undefined where they do not have it.
 * Whether it takes effect now is another question: a disabled person keeps what they were given. Guests have only what a hand gave them.
 */
export function scopesOf(
  { profile, grants, groupGrants }: Pick<Member, 'profile' | 'grants' | 'groupGrants'>,
  role: GrantableRole,
): Scope[] | undefined {
  const byGroups = profile.guest ? undefined : groupGrants?.[role];
  const given = [grants[role], byGroups].filter((grant) => grant !== undefined);
  return given.length > 0 ? given.flatMap((grant) => grant.scopes) : undefined;
}

/** Whether this person was given the role that enrolls, there. */
export function administers(
  member: Member | undefined,
  place: { mpnId: string; programId: string },
): boolean {
  return covers((member && scopesOf(member, 'incentivesAdministrator')) ?? [], place);
}

/** Whether any of the scopes covers the location and the program; an absent name asks for "any of them". */
export function covers(scopes: Scope[], target: { mpnId?: string; programId?: string }): boolean {
  return scopes.some(
    (scope) => within(scope.locations, target.mpnId) && within(scope.programs, target.programId),
  );
}

function within(names: 'all' | string[], name: string | undefined): boolean {
  return names === 'all' || name === undefined || names.includes(name);
}
