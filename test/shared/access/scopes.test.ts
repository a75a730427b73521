/** What the scopes of a grant may name, and what the refusal says of the rest. */
import { describe, expect, test } from 'vitest';
import { isGranted } from '../../../shared/access/grant.ts';
import type { Scope } from '../../../shared/access/member.ts';
import { checkScopes } from '../../../shared/access/scopes.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { adele, everywhere } from '../letters/people.ts';

const context = {
  organization: { globalMpnId: '4100000' },
  locations: ['4100101', '4100102'],
  programs: ['csp', 'hosting'],
};
const all: Scope = { locations: 'all', programs: 'all' };
const check = (
  scopes: Scope[] | undefined,
  role: 'incentivesUser' | 'accountAdministrator' = 'incentivesUser',
) => checkScopes(role, { scopes }, context);

function refusalOf(...asked: Parameters<typeof check>): Refusal | undefined {
  try {
    check(...asked);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe('given the scopes of an Incentives role', () => {
  test('when they name what there is, then they are as they were', () => {
    const narrow: Scope = { locations: ['4100101', '4100102'], programs: ['hosting'] };
    expect(check([all, narrow])).toEqual([all, narrow]);
  });

  test('when something is said twice, then once is enough', () => {
    const twice: Scope = { locations: ['4100101', '4100101'], programs: ['csp', 'hosting', 'csp'] };
    const once: Scope = { locations: ['4100101'], programs: ['csp', 'hosting'] };
    expect(check([twice, once, all, all])).toEqual([once, all]);
  });

  test.each<[string, Scope[] | undefined, string, object | undefined]>([
    ['are absent', undefined, 'role/scopes-required', undefined],
    [
      'name the global ID',
      [all, { locations: ['4100101', '4100000'], programs: 'all' }],
      'location/global-mpn-id',
      { locations: context.locations },
    ],
    [
      'name a location of somebody else',
      [{ locations: ['4100101', '4100199'], programs: 'all' }],
      'role/location-unknown',
      { locations: context.locations },
    ],
    [
      'name a program there is not',
      [{ locations: 'all', programs: ['csp', 'bonus'] }],
      'role/program-unknown',
      undefined,
    ],
  ])('when they %s, then they are refused', (_, scopes, code, details) => {
    expect(refusalOf(scopes)).toMatchObject({ code, target: 'scopes', details });
  });

  test('when they name the global ID, then the refusal says which their locations are', () => {
    const refusal = refusalOf([{ locations: ['4100000'], programs: 'all' }]);
    expect(refusal?.message).toBe('4100000 is your global ID; your locations are 4100101, 4100102.');
  });
});

describe('given an Account administrator', () => {
  test('when no scopes are named, then there are none', () => {
    expect(check(undefined, 'accountAdministrator')).toEqual([]);
  });

  test('when scopes are named, then they are refused: the role is for the whole organization', () => {
    expect(refusalOf([all], 'accountAdministrator')).toMatchObject({
      code: 'role/scopes-not-allowed',
      target: 'scopes',
    });
  });
});

test('given a person, when the same scopes are granted again, then that is so already', () => {
  const holder = { ...adele, grants: { incentivesUser: { ...everywhere, scopes: [all] } } };
  expect(isGranted(holder, 'incentivesUser', [all])).toBe(true);
  expect(isGranted(holder, 'incentivesUser', [{ ...all, locations: ['4100101'] }])).toBe(false);
  expect(isGranted(holder, 'incentivesUser', [])).toBe(false);
  expect(isGranted(holder, 'incentivesAdministrator', [all])).toBe(false);
});
