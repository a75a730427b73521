/** Granting and revoking roles: what may be granted to whom, for which locations and programs. */
import * as z from 'zod/mini';
import { refuse } from '../refusal.ts';
import { type Grant, type GrantableRole, type Member, Scope } from './member.ts';
import { rosterBytes, rosterLimitBytes } from './roster.ts';
import type { RosterChange } from './stranded.ts';

/** Account administrators hold their role for the whole organization; the Incentives roles name scopes. */
export const GrantRequest = z.strictObject({
  scopes: z.optional(z.array(Scope).check(z.minLength(1), z.maxLength(50))),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

/** @throws Refusal `role/member-inactive`: what is granted to a disabled person would never take effect. */
export function grant<M extends Member>(member: M, role: GrantableRole, given: Grant): M {
  if (!member.profile.enabled)
    refuse(
      'role/member-inactive',
      'The directory has disabled or removed this person; they cannot be given a role.',
    );
  return { ...member, grants: { ...member.grants, [role]: given } };
}

export function revoke<M extends Member>(member: M, role: GrantableRole): M {
  const { [role]: _, ...others } = member.grants;
  return { ...member, grants: others };
}

/** @throws Refusal `role/roster-full` where the roster would grow beyond its limit; what makes it smaller is always possible. */
export function refuseFull({ before, after }: RosterChange): void {
  const bytes = rosterBytes(after);
  if (bytes > rosterLimitBytes && bytes > rosterBytes(before))
    refuse(
      'role/roster-full',
      'The organization has too many administrators with too many names in their scopes. Use fewer names, or all.',
      { target: 'scopes', details: { bytes, limitBytes: rosterLimitBytes } },
    );
}

/** Whether the member holds the role with exactly these scopes already. */
export function isGranted(member: Member, role: GrantableRole, scopes: Scope[]): boolean {
  const current = member.grants[role];
  return current !== undefined && JSON.stringify(current.scopes) === JSON.stringify(scopes);
}
