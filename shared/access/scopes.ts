/** The scopes of a grant: which locations and programs it may name. */
import type { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusal.ts';
import type { GrantRequest } from './grant.ts';
import { type GrantableRole, Scope } from './member.ts';

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
