/** What the audit tells of a sync: how many people gained and lost each role by groups. */
import { describe, expect, test } from 'vitest';
import { roleChanges } from '../../../shared/access/audit-directories.ts';

const role = 'incentivesAdministrator';
const tenant = 'c0470500-0000-4000-8000-00000000000a';
const scope = { locations: ['1'], programs: 'all' as const };

describe('given members written by a sync', () => {
  const other = { locations: ['2'], programs: 'all' as const };
  const given = (...scopes: (typeof scope)[]) => ({ groupGrants: { [role]: { scopes, groups: [tenant] } } });
  const without = { groupGrants: undefined };

  test.each([
    ['is new, and in no group', undefined, without, undefined],
    ['has what they had', given(scope), given(scope), undefined],
    ['has what they had in another order', given(scope, other), given(other, scope), undefined],
    ['is new, and in a group', undefined, given(scope), { [role]: { gained: 1, lost: 0 } }],
    ['comes into a group', without, given(scope), { [role]: { gained: 1, lost: 0 } }],
    ['leaves it', given(scope), without, { [role]: { gained: 0, lost: 1 } }],
    ['has the role elsewhere', given(scope), given(other), { [role]: { gained: 1, lost: 1 } }],
  ])('when somebody %s, then it is counted', (_, before, after, counted) => {
    expect(roleChanges([{ before, after }])).toEqual(counted);
  });

  test('when there are many, then they are counted by role', () => {
    const user = { groupGrants: { incentivesUser: { scopes: [scope], groups: [tenant] } } };
    const account = { groupGrants: { accountAdministrator: { scopes: [], groups: [tenant] } } };
    const changes = [
      { before: undefined, after: given(scope) },
      { before: user, after: given(scope) },
      { before: user, after: without },
      { before: without, after: account },
      { before: account, after: without },
    ];
    expect(roleChanges(changes)).toEqual({
      accountAdministrator: { gained: 1, lost: 1 },
      incentivesAdministrator: { gained: 2, lost: 0 },
      incentivesUser: { gained: 0, lost: 2 },
    });
  });
});
