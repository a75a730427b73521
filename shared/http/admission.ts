/** Who is let in: membership, then permission. An organization the caller does not belong to does not exist. */

import { type Acquainted, acquaint } from '../access/acquaintance-store.ts';
import { GrantableRole } from '../access/member.ts';
import { type Operation, permittedAs, type Role, rolesFor } from '../access/permissions.ts';
import { belongs, type Caller, type Standing, standingOf } from '../access/standing.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../refusal.ts';

const roleNames = {
  operator: 'Operator',
  globalAdministrator: 'Global administrator',
  accountAdministrator: 'Account administrator',
  incentivesAdministrator: 'Incentives administrator',
  incentivesUser: 'Incentives user',
  member: 'member of the organization',
} satisfies Record<Role, string>;
const grantable: readonly Role[] = GrantableRole.options;

/** The names a route may carry; the ones a permission looks at. */
export interface RouteParams {
  organizationId?: string;
  mpnId?: string;
  programId?: string;
  tenantId?: string;
  memberId?: string;
  runId?: string;
}

export type AdmissionDeps = Pick<Deps, 'partners' | 'claims'>;

/** @throws Refusal `organization/unknown`, `access/caller-unknown` or `access/role-missing`. */
export async function admit(
  deps: AdmissionDeps,
  operation: Operation,
  { caller, params }: { caller: Caller; params: RouteParams },
): Promise<{ known: Acquainted; standing: Standing }> {
  const known = await acquaint(deps, caller, { ...params, operation });
  const standing = standingOf(caller, known);
  if (params.organizationId !== undefined && !belongs(standing))
    refuse('organization/unknown', `There is no organization ${params.organizationId}.`, {
      target: 'path.organizationId',
    });
  const ownTenant = params.tenantId === caller.tenantId;
  if (permittedAs(operation, standing, { ...params, ownTenant })) return { known, standing };
  if (operation === 'readOwnAccess' && caller.kind === 'person') return { known, standing };
  if (!belongs(standing))
    refuse(
      'access/caller-unknown',
      'You belong to no organization here. The operator binds a tenant to one.',
    );
  return refuse('access/role-missing', missingRole(operation, params), {
    details: {
      operation,
      anyOf: rolesFor(operation),
      ...(canBeGranted(operation) ? { grantedBy: ['globalAdministrator', 'accountAdministrator'] } : {}),
      ...target(params),
      explainedBy: explanation(operation, params),
    },
  });
}

function missingRole(operation: Operation, params: RouteParams): string {
  const where = [
    params.mpnId && `location ${params.mpnId}`,
    params.programId && `program ${params.programId}`,
  ];
  const scope = where.filter(Boolean).join(' and ');
  // Of several, the ones that somebody in the organization can give.
  const within = rolesFor(operation).filter((role) => !canBeGranted(operation) || grantable.includes(role));
  const roles = within.map((role) => roleNames[role]);
  return `This needs the role ${roles.join(' or ')}${scope && ` for ${scope}`}. ${wayOut(operation)}`;
}

function wayOut(operation: Operation): string {
  if (canBeGranted(operation)) return 'A Global or Account administrator of your organization can grant it.';
  return rolesFor(operation).includes('globalAdministrator')
    ? 'Your directory says who is Global administrator.'
    : 'Only the operator does this.';
}

function canBeGranted(operation: Operation): boolean {
  return rolesFor(operation).some((role) => grantable.includes(role));
}

function target(params: RouteParams) {
  return { location: params.mpnId, program: params.programId };
}

/** Where the caller reads who can grant it; names are never in errors. */
function explanation(operation: Operation, { organizationId, mpnId, programId }: RouteParams) {
  if (organizationId === undefined) return undefined;
  const asked = new URLSearchParams({
    operation,
    ...(mpnId ? { location: mpnId } : {}),
    ...(programId ? { program: programId } : {}),
  });
  return `/api/v1/organizations/${organizationId}/access?${asked}`;
}
