/** Valid tokens of people and automation who may not do what they try. */

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

interface Impostor {
  /** Whose claims, changed how. */
  of: string;
  claims: Record<string, unknown>;
  /** Which of the two changes is tried. */
  where: 'operator' | 'partner';
  expected: [status: number, code: string];
}

const unknownCaller: Impostor['expected'] = [403, 'access/caller-unknown'];
const unknownOrganization: Impostor['expected'] = [404, 'organization/unknown'];
const roleMissing: Impostor['expected'] = [403, 'access/role-missing'];
/** Automation has neither a scope nor directory roles. */
const automation = { idtyp: 'app', scp: undefined, wids: undefined };

export const impostors: Record<string, Impostor> = {
  'automation of a partner, for the operator': {
    of: 'adele',
    claims: automation,
    where: 'operator',
    expected: unknownCaller,
  },
  'automation of a partner, for its own organization': {
    of: 'adele',
    claims: automation,
    where: 'partner',
    expected: unknownOrganization,
  },
  'automation of a partner that claims a directory role': {
    of: 'adele',
    claims: { ...automation, wids: [globalAdministrator] },
    where: 'partner',
    expected: unknownOrganization,
  },
  'automation of a partner with the Operator role': {
    of: 'adele',
    claims: { ...automation, roles: ['Operator'] },
    where: 'operator',
    expected: unknownCaller,
  },
  'a person of a partner with the Operator role': {
    of: 'adele',
    claims: { roles: ['Operator'] },
    where: 'operator',
    expected: roleMissing,
  },
  "automation of the operator's tenant without the role": {
    of: 'olivia',
    claims: { ...automation, roles: undefined },
    where: 'operator',
    expected: unknownCaller,
  },
  "a guest of the operator's tenant with the role": {
    of: 'olivia',
    claims: { acct: 1 },
    where: 'operator',
    expected: unknownCaller,
  },
  'the operator, whose role is another': {
    of: 'olivia',
    claims: { roles: ['operator'] },
    where: 'operator',
    expected: unknownCaller,
  },
  'the operator, whose role is no list': {
    of: 'olivia',
    claims: { roles: 'Operator' },
    where: 'operator',
    expected: unknownCaller,
  },
  "operator automation, where a partner's person is needed": {
    of: 'olivia',
    claims: automation,
    where: 'partner',
    expected: roleMissing,
  },
  'a guest with the role Global administrator': {
    of: 'gustav',
    claims: { wids: [globalAdministrator] },
    where: 'partner',
    expected: unknownOrganization,
  },
  'an administrator whose token says guest': {
    of: 'adele',
    claims: { acct: 1 },
    where: 'partner',
    expected: unknownOrganization,
  },
  'a member with another directory role': {
    of: 'otto',
    claims: { wids: ['fe930be7-5e62-47db-91af-98c3a49a38b1'] },
    where: 'partner',
    expected: roleMissing,
  },
};
