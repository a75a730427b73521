/** What a caller is in one organization: the roles that take effect now, from the token and the member document. */
import type { Organization } from '../organizations/organization.ts';
import { GrantableRole, type Member, type Scope, scopesOf } from './member.ts';

/** Who calls, as their validated token says; identified by tenant and object, never by mail. */
export interface Caller {
  kind: 'person' | 'automation';
  tenantId: string;
  objectId: string;
  operator: boolean;
  guest: boolean;
  /** The Global administrator role in the token (`wids`), of the token's own tenant. */
  globalAdministrator: boolean;
}

export interface Standing {
  operator: boolean;
  globalAdministrator: boolean;
  accountAdministrator: boolean;
  incentivesAdministrator: Scope[];
  incentivesUser: Scope[];
  member: boolean;
  /** Only asked of operators, who may appoint the first one. */
  organizationHasAccountAdministrator: boolean;
}

export interface Acquaintance {
  organization: Pick<Organization, 'tenants'> | undefined;
  member: Pick<Member, 'profile' | 'grants' | 'groupGrants'> | undefined;
  organizationHasAccountAdministrator?: boolean;
}

/** Guests are nobody unless granted; a person the directory disabled is nobody; automation that is not the operator's is nobody. */
export function standingOf(caller: Caller, known: Acquaintance): Standing {
  const { member } = known;
  const own = known.organization?.tenants.includes(caller.tenantId) ?? false;
  const guest = caller.guest || (member?.profile.guest ?? false);
  const scopes = (role: GrantableRole) => member && scopesOf(member, role);
  const granted = GrantableRole.options.some((role) => scopes(role) !== undefined);
  const effective =
    caller.kind === 'person' && own && (member?.profile.enabled ?? true) && (!guest || granted);
  const given = (role: GrantableRole) => (effective ? scopes(role) : undefined);
  return {
    operator: caller.operator,
    globalAdministrator:
      effective && !guest && (caller.globalAdministrator || (member?.profile.globalAdministrator ?? false)),
    accountAdministrator: given('accountAdministrator') !== undefined,
    incentivesAdministrator: given('incentivesAdministrator') ?? [],
    incentivesUser: given('incentivesUser') ?? [],
    member: effective,
    organizationHasAccountAdministrator: known.organizationHasAccountAdministrator ?? true,
  };
}

/** Whether the organization exists for this caller at all. */
export function belongs(standing: Standing): boolean {
  return standing.operator || standing.member;
}

/** Administrators and operators see everything that is stored of the organization; the Incentives roles see their scope. */
export function seesAll({ operator, globalAdministrator, accountAdministrator }: Standing): boolean {
  return operator || globalAdministrator || accountAdministrator;
}
