/** Granting and revoking roles: what may be granted to whom, for which locations and programs. */
import * as z from 'zod/mini';
import type { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusal.ts';
import { type Grant, type GrantableRole, type Member, Scope } from './member.ts';
import { rosterBytes, rosterLimitBytes } from './roster.ts';
import type { RosterChange } from './stranded.ts';

/** Account administrators hold their role for the whole organization; the Incentives roles name scopes. */
export const GrantRequest = z.strictObject({
  scopes: z.optional(z.array(Scope).check(z.minLength(1), z.maxLength(50))),
});
export type GrantRequest = z.infer<typeof GrantRequest>;

export interface GrantContext {
  organization: Pick<Organization, 'globalMpnId'>;
  locations: string[];
  programs: string[];
}

/** @throws Refusal `role/*` or `location/global-mpn-id` naming what is unknown; changes nothing. */
export function checkScopes(role: GrantableRole, request: GrantRequest, context: GrantContext): Scope[] {
  if (role === 'accountAdministrator') {
    if (request.scopes)
      refuse('role/scopes-not-allowed', 'An Account administrator administers the whole organization.', {
        target: 'scopes',
      });
    return [];
  }
  if (!request.scopes)
    refuse('role/scopes-required', 'Name the locations and programs this role is for.', { target: 'scopes' });
  for (const scope of request.scopes) checkNames(scope, context);
  return plain(request.scopes);
}

/** Each name once in a scope, and each scope once. */
function plain(scopes: Scope[]): Scope[] {
  const once = (names: 'all' | string[]) => (names === 'all' ? names : [...new Set(names)]);
  const all = scopes.map(({ locations, programs }) =>
    JSON.stringify({ locations: once(locations), programs: once(programs) }),
  );
  return [...new Set(all)].map((scope) => Scope.parse(JSON.parse(scope)));
}

function checkNames(scope: Scope, context: GrantContext): void {
  const locations = scope.locations === 'all' ? [] : scope.locations;
  if (locations.includes(context.organization.globalMpnId))
    refuse(
      'location/global-mpn-id',
      `${context.organization.globalMpnId} is your global ID; your locations are ${context.locations.join(', ')}.`,
      { target: 'scopes', details: { locations: context.locations } },
    );
  const location = locations.find((name) => !context.locations.includes(name));
  if (location)
    refuse('role/location-unknown', `${location} is not one of your locations.`, {
      target: 'scopes',
      details: { locations: context.locations },
    });
  const program = (scope.programs === 'all' ? [] : scope.programs).find(
    (name) => !context.programs.includes(name),
  );
  if (program) refuse('role/program-unknown', `There is no program ${program}.`, { target: 'scopes' });
}

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
