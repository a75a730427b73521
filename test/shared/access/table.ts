/** The design's table of permissions, copied by hand; and people who hold one role each. */
import type { Scope } from '../../../shared/access/member.ts';
import type { Operation, Role } from '../../../shared/access/permissions.ts';
import type { Standing } from '../../../shared/access/standing.ts';

/** `+` yes, `s` in scope, `t` for their own tenant, `1` while there is no Account administrator, `-` no. */
type Mark = '+' | 's' | 't' | '1' | '-';

export const roleNames: Role[] = [
  'operator',
  'globalAdministrator',
  'accountAdministrator',
  'incentivesAdministrator',
  'incentivesUser',
  'member',
];

const table = {
  writePrograms: '+ - - - - -',
  writeOrganizations: '+ - - - - -',
  listOrganizations: '+ - - - - -',
  configureDirectory: '+ t - - - -',
  readPrograms: '+ + + + + +',
  readOrganization: '+ + + + + +',
  readOwnAccess: '+ + + + + +',
  explainAccess: '+ + + + + +',
  // The design: operator and Global administrator. The code lets Account administrators read it too.
  readDirectory: '+ + + - - -',
  syncDirectory: '+ + + - - -',
  readMembers: '+ + + - - -',
  grantAccountAdministrator: '1 + + - - -',
  revokeAccountAdministrator: '- + + - - -',
  grantIncentivesRole: '- + + - - -',
  readHome: '- + + + + +',
  dismissCard: '- + + + + +',
  readIncentives: '+ + + s s -',
  enroll: '- - - s - -',
  superviseEnrollment: '+ - - - - -',
  previewRollovers: '+ - - - - -',
  previewOwnRollover: '+ + + s - -',
  readAudit: '+ + + - - -',
  readLetters: '+ - - - - -',
  retryLetter: '+ - - - - -',
} satisfies Record<Operation, string>;

export const operations = Object.keys(table) as Operation[];

export function markFor(operation: Operation, role: Role): Mark {
  const mark = table[operation].split(' ')[roleNames.indexOf(role)];
  if (mark === undefined) throw new Error(`No mark for ${operation} and ${role}`);
  return mark as Mark;
}

/** One location and one program are in scope; the location beside it and another program are not. */
export const scope: Scope = { locations: ['4100101'], programs: ['csp-indirect-reseller'] };
export const places = {
  own: { mpnId: '4100101', programId: 'csp-indirect-reseller' },
  siblingLocation: { mpnId: '4100102', programId: 'csp-indirect-reseller' },
  otherProgram: { mpnId: '4100101', programId: 'hosting' },
  neither: { mpnId: '4100102', programId: 'hosting' },
};

export const nobody: Standing = {
  operator: false,
  globalAdministrator: false,
  accountAdministrator: false,
  incentivesAdministrator: [],
  incentivesUser: [],
  member: false,
  organizationHasAccountAdministrator: true,
};

/** Somebody with that role alone; everybody of an organization is a member too. */
export function holding(role: Role): Standing {
  const scoped = role === 'incentivesAdministrator' || role === 'incentivesUser';
  return { ...nobody, member: role !== 'operator', [role]: scoped ? [scope] : true };
}
