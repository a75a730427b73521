/** What a scope covers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, MemberId, memberId, Scope } from '../../../shared/access/member.ts';

const locations = fc.constantFrom('1', '2', '3');
const programs = fc.constantFrom('a', 'b', 'c');
const named = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(fc.constant('all' as const), fc.uniqueArray(one, { minLength: 1 }));
const scopes = fc.array(fc.record({ locations: named(locations), programs: named(programs) }), {
  maxLength: 4,
});

describe('given scopes', () => {
  test('when a place is asked for, then one scope alone has to hold both names', () => {
    fc.assert(
      fc.property(scopes, locations, programs, (held, mpnId, programId) => {
        const pairs = held.flatMap((scope) =>
          (scope.locations === 'all' ? ['1', '2', '3'] : scope.locations).flatMap((location) =>
            (scope.programs === 'all' ? ['a', 'b', 'c'] : scope.programs).map(
              (program) => location + program,
            ),
          ),
        );
        expect(covers(held, { mpnId, programId })).toBe(pairs.includes(mpnId + programId));
      }),
    );
  });

  test('when no name is asked for, then any scope will do, and no scope never does', () => {
    expect(covers([{ locations: ['1'], programs: ['a'] }], {})).toBe(true);
    expect(covers([{ locations: ['1'], programs: ['a'] }], { mpnId: '1' })).toBe(true);
    expect(covers([{ locations: ['1'], programs: ['a'] }], { mpnId: '2' })).toBe(false);
    expect(covers([], {})).toBe(false);
  });

  test('when a name contains another, then it is another name', () => {
    expect(covers([{ locations: ['4100101'], programs: 'all' }], { mpnId: '410010' })).toBe(false);
    expect(covers([{ locations: ['all'], programs: 'all' }], { mpnId: '4100101' })).toBe(false);
  });
});

describe('given a scope as it is sent', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => String(n + 1));

  test.each([
    ['200 names', { locations: names(200), programs: 'all' }, true],
    ['201 names', { locations: names(201), programs: 'all' }, false],
    ['no name', { locations: [], programs: 'all' }, false],
    ['another word than all', { locations: 'every', programs: 'all' }, false],
    ['half a scope', { locations: 'all' }, false],
    ['a field too many', { locations: 'all', programs: 'all', until: '2027-06-30' }, false],
    ['an MPN ID with letters', { locations: ['41a'], programs: 'all' }, false],
  ])('when it has %s, then it is accepted: %o → %s', (_, scope, accepted) => {
    expect(Scope.safeParse(scope).success).toBe(accepted);
  });
});

const id = 'c0470500-0000-4000-8000-000000000000:0fa41ca0-1f2e-4000-8000-00000000000f';
test('given a tenant and an object, when they are to name a member, then they do', () => {
  expect(MemberId.parse(id)).toBe(id);
  expect(memberId({ tenantId: id.slice(0, 36), objectId: id.slice(37) })).toBe(id);
});

test.each([
  'c0470500-0000-4000-8000-000000000000',
  ` ${id}`,
  // Each part one digit short.
  id.slice(1),
  id.replace('-0000-', '-000-'),
  id.replace('000:', '00:'),
  id.replace(':0', ':'),
  id.replace('-1f2e-', '-1f2-'),
  id.slice(0, -1),
  'C0470500-0000-4000-8000-000000000000:c0470500-0000-4000-8000-000000000001',
  'c0470500-0000-4000-8000-000000000000:c0470500-0000-4000-8000-000000000001:',
  'c0470500-0000-4000-8000-000000000000:ines@contoso.example',
  'c0470500-0000-4000-8000-000000000000:c0470500-0000-4000-8000-000000000001\n',
])('given %j, when it is to name a member, then it is refused', (id) => {
  expect(MemberId.safeParse(id).success).toBe(false);
});
