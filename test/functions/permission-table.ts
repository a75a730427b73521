/** Who may do what at each route, copied by hand from the table in the design: independent of the code on purpose. */

/** The people who call, in the order of the columns below. */
export const columns = [
  'operator',
  'globalAdministrator',
  'accountAdministrator',
  'incentivesAdministrator',
  'incentivesAdministratorElsewhere',
  'incentivesUser',
  'incentivesUserElsewhere',
  'member',
  'guest',
  'disabled',
  'otherOrganization',
  'unboundTenant',
  'vendorEmployee',
  'nobody',
] as const;
export type Column = (typeof columns)[number];

/** `+` allowed, `3` 403 for want of a role, `4` 404: the organization does not exist for them, `1` 401. */
type Mark = '+' | '3' | '4' | '1';

/** Operator, Global, Account, Incentives (in scope, elsewhere), user (in scope, elsewhere), member; then those from outside. */
const table = {
  getHealth: '+ + + + + + + +   + + + + + +',
  getOpenApi: '+ + + + + + + +   + + + + + +',
  // Somebody who is nobody here may ask who they are: the answer is that they are nobody.
  getMe: '+ + + + + + + +   + + + + + 1',
  listPrograms: '+ + + + + + + +   3 3 + 3 3 1',
  getProgram: '+ + + + + + + +   3 3 + 3 3 1',
  putProgram: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  listOrganizations: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  getOrganization: '+ + + + + + + +   4 4 4 4 4 1',
  putOrganization: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  getMigration: '+ + + + + + + +   4 4 4 4 4 1',
  putMigration: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putAgreement: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  listLocations: '+ + + + + + + +   4 4 4 4 4 1',
  getLocation: '+ + + + + + + +   4 4 4 4 4 1',
  putLocation: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putFacts: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  getDirectory: '+ + 3 3 3 3 3 3   4 4 4 4 4 1',
  putDirectory: '+ + 3 3 3 3 3 3   4 4 4 4 4 1',
  getSync: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  putSync: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  listMembers: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  getMember: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  getRole: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  'putRole accountAdministrator': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  'deleteRole accountAdministrator': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  'putRole incentivesAdministrator': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  'deleteRole incentivesAdministrator': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  'putRole incentivesUser': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  'deleteRole incentivesUser': '3 + + 3 3 3 3 3   4 4 4 4 4 1',
  getAccess: '+ + + + + + + +   4 4 4 4 4 1',
  listAudit: '+ + + 3 3 3 3 3   4 4 4 4 4 1',
  getHome: '3 + + + + + + +   4 4 4 4 4 1',
  putDismissal: '3 + + + + + + +   4 4 4 4 4 1',
  listIncentives: '+ + + + + + + 3   4 4 4 4 4 1',
  getEnrollment: '+ + + + 3 + 3 3   4 4 4 4 4 1',
  getEligibility: '+ + + + 3 + 3 3   4 4 4 4 4 1',
  getInvitation: '+ + + + 3 + 3 3   4 4 4 4 4 1',
  getHistory: '+ + + + 3 + 3 3   4 4 4 4 4 1',
  putEnrollment: '3 3 3 + 3 3 3 3   4 4 4 4 4 1',
  putDecline: '3 3 3 + 3 3 3 3   4 4 4 4 4 1',
  putRequirement: '3 3 3 + 3 3 3 3   4 4 4 4 4 1',
  putDeadline: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putResend: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putValidation: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putReopening: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  listRollovers: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  getRollover: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  putRollover: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  listRolloverOutcomes: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  listRolloverChanges: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  // Without a place, whoever has a scope may look, and sees what it covers.
  listOwnRollovers: '+ + + + + 3 3 3   4 4 4 4 4 1',
  getOwnRollover: '+ + + + + 3 3 3   4 4 4 4 4 1',
  putOwnRollover: '+ + + + + 3 3 3   4 4 4 4 4 1',
  listOwnRolloverOutcomes: '+ + + + + 3 3 3   4 4 4 4 4 1',
  listOwnRolloverChanges: '+ + + + + 3 3 3   4 4 4 4 4 1',
  deleteEnrollment: '3 3 3 + 3 3 3 3   4 4 4 4 4 1',
  listAllLetters: '+ 3 3 3 3 3 3 3   3 3 3 3 3 1',
  listLetters: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
  putRetry: '+ 3 3 3 3 3 3 3   4 4 4 4 4 1',
} satisfies Record<string, string>;
export type Row = keyof typeof table;

/** Where the code is knowingly more generous than the design; whoever removes the difference removes it here. */
const differences: Partial<Record<Row, Partial<Record<Column, Mark>>>> = {
  // Account administrators start syncs, and see here why one failed and who can consent.
  getDirectory: { accountAdministrator: '+' },
};

export const rows = Object.keys(table) as Row[];

export function expectedOf(row: Row): Record<Column, Mark> {
  const marks = table[row].split(/ +/) as Mark[];
  if (marks.length !== columns.length) throw new Error(`${row} has ${marks.length} marks`);
  const designed = Object.fromEntries(columns.map((column, index) => [column, marks[index]]));
  return { ...(designed as Record<Column, Mark>), ...differences[row] };
}

/** An answer as the mark it is. Refusals that come after the permission count as allowed. */
export function markOf({ status, code }: { status: number; code: string | undefined }): Mark {
  if (status === 401) return '1';
  if (status === 403) return '3';
  return code === 'organization/unknown' ? '4' : '+';
}
