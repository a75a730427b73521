/** Access explained: which roles somebody has and where from, whether they may do something, and if not, what they lack and who can grant it. */
import * as z from 'zod/mini';
import { Guid, MpnId } from '../organizations/organization.ts';
import { Instant, ProgramId } from '../programs/words.ts';
import { GrantableRole, type Member, Scope } from './member.ts';
import { type Operation, permissions, permittedAs, type Role, roles, rolesFor } from './permissions.ts';
import { appointers, type Roster } from './roster.ts';
import type { Caller, Standing } from './standing.ts';

/** One role from one source; the same role may come from several. */
export const HeldRole = z
  .strictObject({
    role: z.enum(roles),
    /** `token`: the sign-in says so; `tenant`: as everybody of a tenant of the organization. */
    source: z.enum(['token', 'directoryRole', 'hand', 'groups', 'tenant']),
    scopes: z.optional(z.array(Scope)),
    groups: z.optional(z.array(Guid)),
    assignedAt: z.optional(Instant),
    assignedBy: z.optional(z.string()),
  })
  .register(z.globalRegistry, { id: 'HeldRole' });
type HeldRole = z.infer<typeof HeldRole>;

/** What takes effect for the caller now. */
export function heldRoles(caller: Caller, standing: Standing, member: Member | undefined): HeldRole[] {
  return [
    ...(standing.operator ? [{ role: 'operator', source: 'token' } as const] : []),
    ...(standing.globalAdministrator ? globalAdministrator(caller, member) : []),
    ...(standing.member && member ? GrantableRole.options.flatMap((role) => granted(role, member)) : []),
    ...(standing.member ? [{ role: 'member', source: 'tenant' } as const] : []),
  ];
}

function globalAdministrator(caller: Caller, member: Member | undefined): HeldRole[] {
  const role = 'globalAdministrator';
  return [
    ...(member?.profile.globalAdministrator ? [{ role, source: 'directoryRole' } as const] : []),
    ...(caller.globalAdministrator ? [{ role, source: 'token' } as const] : []),
  ];
}

function granted(role: GrantableRole, { grants, groupGrants, profile }: Member): HeldRole[] {
  const byHand = grants[role];
  const byGroups = profile.guest ? undefined : groupGrants?.[role];
  return [
    ...(byHand ? [{ role, source: 'hand' as const, ...byHand }] : []),
    ...(byGroups ? [{ role, source: 'groups' as const, ...byGroups }] : []),
  ];
}

const operations = Object.keys(permissions) as [Operation, ...Operation[]];

/** What is asked about: an operation of the table of permissions, at a location, in a program. */
export const Question = z
  .strictObject({
    operation: z.optional(z.enum(operations)),
    location: z.optional(MpnId),
    program: z.optional(ProgramId),
  })
  .check(
    z.refine(({ operation, location, program }) => operation !== undefined || !(location || program), {
      path: ['operation'],
      error: 'Name the operation that is asked about.',
    }),
  );
export type Question = z.infer<typeof Question>;

export interface Verdict {
  allowed: boolean;
  /** The role by which it is allowed. */
  as: Role | null;
  /** The roles that would allow it. */
  anyOf: Role[];
  /** Member ids of those who can grant what is missing. */
  granters: string[];
  /** What to do, where it is not allowed. */
  wayOut: string | null;
}

/** Whether the caller may do this there. */
export function judgeAccess(
  operation: Operation,
  place: Pick<Question, 'location' | 'program'>,
  { standing, roster }: { standing: Standing; roster: Roster },
): Verdict {
  const target = {
    ownTenant: true,
    ...(place.location ? { mpnId: place.location } : {}),
    ...(place.program ? { programId: place.program } : {}),
  };
  const as = permittedAs(operation, standing, target) ?? null;
  const anyOf = rolesFor(operation);
  if (as) return { allowed: true, as, anyOf, granters: [], wayOut: null };
  const grantable =
    standing.member && anyOf.some((role) => GrantableRole.options.some((one) => one === role));
  const granters = grantable ? appointers(roster) : [];
  return { allowed: false, as, anyOf, granters, wayOut: wayOut(grantable, granters) };
}

function wayOut(grantable: boolean, granters: string[]): string {
  if (!grantable) return 'No role that is granted in the organization allows this.';
  return granters.length > 0
    ? 'One of these administrators can grant it, to themselves too.'
    : 'Nobody can grant it yet: the operator appoints the first Account administrator.';
}
