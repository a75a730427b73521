/** Members, the roster and the audit as they are stored: read as they were written, and nothing else is read as one of them. */
import { expect, test } from 'vitest';
import { Audit } from '../../../shared/access/audit.ts';
import { HeldRole } from '../../../shared/access/explanation.ts';
import { GrantRequest } from '../../../shared/access/grant.ts';
import { GrantableRole, Member, memberId } from '../../../shared/access/member.ts';
import { emptyRoster, enter, Roster } from '../../../shared/access/roster.ts';
import { adele, everywhere } from '../letters/people.ts';

const groups = ['c0470500-0000-4000-8000-00000000000a'];
const member: Member = {
  ...adele,
  grants: { accountAdministrator: everywhere, incentivesUser: everywhere },
  groupGrants: { incentivesAdministrator: { scopes: everywhere.scopes, groups } },
};
const audit: Audit = {
  ...{ kind: 'audit', schemaVersion: 1, id: 'audit:2027', organizationId: 'contoso', role: 'incentivesUser' },
  ...{ at: '2027-03-02T09:00:00.000Z', by: 'operator', what: 'revoke', target: memberId(adele) },
  ...{ before: everywhere.scopes, after: null },
};
const roster = enter(emptyRoster('contoso'), member);

test.each([
  ['a member', Member, member],
  ['the roster', Roster, roster],
  ['an empty roster', Roster, emptyRoster('contoso')],
  ['an entry of the audit', Audit, audit],
])('%s is read as it was written', (_, schema, document) => {
  expect(schema.parse(document)).toEqual(document);
});

test.each([
  ['a member', Member, { ...member, kind: 'person' }],
  ['a member', Member, { ...member, grants: { operator: everywhere } }],
  ['a member', Member, { ...member, grants: { incentivesUser: {} } }],
  ['a member', Member, { ...member, groupGrants: { incentivesUser: {} } }],
  ['a member', Member, { ...member, profile: {} }],
  ['a roster', Roster, { ...roster, kind: 'list' }],
  ['a roster', Roster, { ...roster, id: 'other' }],
  ['a roster', Roster, { ...roster, incentivesAdministrators: [{}] }],
  ['an audit', Audit, { ...audit, kind: 'log' }],
  ['an audit', Audit, { ...audit, what: '' }],
  ['an audit', Audit, { ...audit, acknowledged: false }],
])('%s that is something else is refused: %#', (_, schema, document) => {
  expect(schema.safeParse(document).success).toBe(false);
});

test('the roles that can be granted', () => {
  const roles = ['accountAdministrator', 'incentivesAdministrator', 'incentivesUser'];
  expect(roles.map((role) => GrantableRole.safeParse(role).success)).toEqual([true, true, true]);
  expect(
    ['operator', 'globalAdministrator', 'member', ''].map((role) => GrantableRole.safeParse(role).success),
  ).toEqual([false, false, false, false]);
});

test('a role is held by one of five sources', () => {
  const sources = ['token', 'directoryRole', 'hand', 'groups', 'tenant'];
  expect(sources.map((source) => HeldRole.safeParse({ role: 'member', source }).success)).toEqual(
    sources.map(() => true),
  );
  expect(HeldRole.safeParse({ role: 'member', source: '' }).success).toBe(false);
  expect(HeldRole.safeParse({ role: 'member', source: 'hand', since: 1 }).success).toBe(false);
});

test.each([
  [{}, true],
  [{ scopes: everywhere.scopes }, true],
  [{ scopes: Array(50).fill(everywhere.scopes[0]) }, true],
  [{ scopes: Array(51).fill(everywhere.scopes[0]) }, false],
  [{ scopes: [] }, false],
  [{ scopes: everywhere.scopes, until: '2027-06-30' }, false],
])('a grant is asked for: %#', (request, accepted) => {
  expect(GrantRequest.safeParse(request).success).toBe(accepted);
});
