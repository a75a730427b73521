/** The table of permissions against the design's: every operation, every role, in scope and beside it. */
import { describe, expect, test } from 'vitest';
import { permissions, permittedAs, rolesFor } from '../../../shared/access/permissions.ts';
import { holding, markFor, nobody, operations, places, roleNames } from './table.ts';

const pairs = operations.flatMap((operation) => roleNames.map((role) => ({ operation, role })));
/** What a role alone allows, apart from what its holder may do as a member. */
const allowed = (operation: (typeof operations)[number], role: (typeof roleNames)[number]) => {
  const mark = markFor(operation, role);
  return { mark, asMember: role !== 'operator' && markFor(operation, 'member') === '+' };
};

test('given the design, when an operation is added or taken away, then its table follows', () => {
  expect([...operations].sort()).toEqual(Object.keys(permissions).sort());
});

describe.each(pairs)('given $role and $operation', ({ operation, role }) => {
  const { mark, asMember } = allowed(operation, role);

  test('when the place is in scope, then the design decides', () => {
    const permitted = permittedAs(operation, holding(role), places.own) !== undefined;
    expect(permitted).toBe(mark === '+' || mark === 's' || asMember);
  });

  test('when the place is not in scope, then only what is not scoped is allowed', () => {
    for (const place of [places.siblingLocation, places.otherProgram, places.neither]) {
      const permitted = permittedAs(operation, holding(role), place) !== undefined;
      expect(permitted).toBe(mark === '+' || asMember);
    }
  });

  test('when no place is named, then whoever has it anywhere may look', () => {
    const permitted = permittedAs(operation, holding(role)) !== undefined;
    expect(permitted).toBe(mark === '+' || mark === 's' || asMember);
  });
});

describe('given the appointment of the first Account administrator', () => {
  const without = { ...holding('operator'), organizationHasAccountAdministrator: false };

  test('when there is none, then the operator may', () => {
    expect(permittedAs('grantAccountAdministrator', without)).toBe('operator');
  });

  test('when there is one, then the operator may not', () => {
    expect(permittedAs('grantAccountAdministrator', holding('operator'))).toBeUndefined();
  });
});

describe('given the settings of a directory', () => {
  test.each([
    ['their own', true, 'globalAdministrator'],
    ["another tenant's", false, undefined],
  ])('when a Global administrator changes %s, then the tenant decides', (_, ownTenant, as) => {
    const standing = holding('globalAdministrator');
    expect(permittedAs('configureDirectory', standing, { ownTenant })).toBe(as);
  });

  test('when the operator changes them, then any tenant is theirs', () => {
    expect(permittedAs('configureDirectory', holding('operator'), { ownTenant: false })).toBe('operator');
  });
});

describe('given several scopes', () => {
  const two = {
    ...nobody,
    member: true,
    incentivesAdministrator: [
      { locations: ['4100101'], programs: ['hosting'] },
      { locations: ['4100102'], programs: 'all' as const },
    ],
  };

  test('when location and program are in different ones, then they do not add up', () => {
    expect(permittedAs('enroll', two, { mpnId: '4100101', programId: 'csp-direct-bill' })).toBeUndefined();
    expect(permittedAs('enroll', two, { mpnId: '4100101', programId: 'hosting' })).toBe(
      'incentivesAdministrator',
    );
    expect(permittedAs('enroll', two, { mpnId: '4100102', programId: 'csp-direct-bill' })).toBe(
      'incentivesAdministrator',
    );
  });
});

test('given nobody, when any operation is asked for, then none is allowed', () => {
  expect(operations.filter((operation) => permittedAs(operation, nobody, places.own))).toEqual([]);
});

test('given a refusal, when it names the roles that would do, then they are those of the design', () => {
  for (const operation of operations)
    expect(rolesFor(operation)).toEqual(roleNames.filter((role) => markFor(operation, role) !== '-'));
});
