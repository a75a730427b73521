/** Who may do what: one table, operation by role. An operation without a row does not compile. */

import { covers } from './member.ts';
import type { Standing } from './standing.ts';

export const roles = [
  'operator',
  'globalAdministrator',
  'accountAdministrator',
  'incentivesAdministrator',
  'incentivesUser',
  'member',
] as const;
export type Role = (typeof roles)[number];

/** `yes`: anywhere in their organization; `inScope`: where a grant of that role covers the location and the program; `ownTenant`: the directory they sign in with. */
type Permission = 'yes' | 'inScope' | 'ownTenant' | 'whileThereIsNone';
type Row = Partial<Record<Role, Permission>>;

const everyone: Row = {
  operator: 'yes',
  globalAdministrator: 'yes',
  accountAdministrator: 'yes',
  incentivesAdministrator: 'yes',
  incentivesUser: 'yes',
  member: 'yes',
};
const appointing: Row = { globalAdministrator: 'yes', accountAdministrator: 'yes' };
const administering: Row = { operator: 'yes', ...appointing };

export const permissions = {
  writePrograms: { operator: 'yes' },
  writeOrganizations: { operator: 'yes' },
  listOrganizations: { operator: 'yes' },
  configureDirectory: { operator: 'yes', globalAdministrator: 'ownTenant' },
  readPrograms: everyone,
  readOrganization: everyone,
  readOwnAccess: everyone,
  explainAccess: everyone,
  readDirectory: administering,
  syncDirectory: administering,
  readMembers: administering,
  grantAccountAdministrator: { operator: 'whileThereIsNone', ...appointing },
  revokeAccountAdministrator: appointing,
  grantIncentivesRole: appointing,
  readHome: { ...everyone, operator: undefined },
  dismissCard: { ...everyone, operator: undefined },
  readIncentives: { ...administering, incentivesAdministrator: 'inScope', incentivesUser: 'inScope' },
  enroll: { incentivesAdministrator: 'inScope' },
  superviseEnrollment: { operator: 'yes' },
  previewRollovers: { operator: 'yes' },
  previewOwnRollover: { ...administering, incentivesAdministrator: 'inScope' },
  readAudit: administering,
  readLetters: { operator: 'yes' },
  retryLetter: { operator: 'yes' },
} satisfies Record<string, Row>;
export type Operation = keyof typeof permissions;

export interface Target {
  mpnId?: string;
  programId?: string;
  /** Whether the directory asked about is the one the caller signs in with. */
  ownTenant?: boolean;
}

/** The role by which the caller may do this, or undefined. Without a target, a scoped role may look, and sees what it covers. */
export function permittedAs(operation: Operation, standing: Standing, target: Target = {}): Role | undefined {
  const row: Row = permissions[operation];
  return roles.find((role) => holds(role, row[role], standing, target));
}

function holds(role: Role, permission: Permission | undefined, standing: Standing, target: Target): boolean {
  if (permission === undefined) return false;
  if (role === 'incentivesAdministrator' || role === 'incentivesUser')
    return covers(standing[role], permission === 'inScope' ? target : {});
  if (permission === 'ownTenant') return standing[role] && target.ownTenant === true;
  return (
    standing[role] && (permission !== 'whileThereIsNone' || !standing.organizationHasAccountAdministrator)
  );
}

/** The roles that would allow this, as a refusal names them. */
export function rolesFor(operation: Operation): Role[] {
  const row: Row = permissions[operation];
  return roles.filter((role) => row[role] !== undefined);
}
