/** What a caller is in an organization: token and member document together. */
import { describe, expect, test } from 'vitest';
import type { Grant, Member } from '../../../shared/access/member.ts';
import { type Acquaintance, belongs, type Caller, standingOf } from '../../../shared/access/standing.ts';
import { nobody, scope } from './table.ts';

const tenantId = 'c0470500-0000-4000-8000-000000000000';
const person: Caller = {
  kind: 'person',
  tenantId,
  objectId: 'c0470500-0000-4000-8000-000000000003',
  operator: false,
  guest: false,
  globalAdministrator: false,
};
const profile: Member['profile'] = {
  displayName: 'Ines Richter',
  mail: null,
  language: null,
  enabled: true,
  guest: false,
  globalAdministrator: false,
};
const granted: Grant = { scopes: [scope], assignedAt: '2027-03-02T09:00:00.000Z', assignedBy: 'adele' };
const all = {
  accountAdministrator: { ...granted, scopes: [] },
  incentivesAdministrator: granted,
  incentivesUser: granted,
};
const organization = { tenants: [tenantId] };
type Known = NonNullable<Acquaintance['member']>;
const known = (changes: Partial<Known['profile']> = {}, grants: Known['grants'] = {}): Acquaintance => ({
  organization,
  member: { profile: { ...profile, ...changes }, grants },
});

describe('given a person of a bound tenant', () => {
  test('when nothing was granted, then they are a member and no more', () => {
    expect(standingOf(person, known())).toEqual({ ...nobody, member: true });
  });

  test('when no sync has read them yet, then they are a member and no more', () => {
    expect(standingOf(person, { organization, member: undefined })).toEqual({ ...nobody, member: true });
  });

  test('when roles were granted, then all of them take effect', () => {
    expect(standingOf(person, known({}, all))).toEqual({
      ...nobody,
      member: true,
      accountAdministrator: true,
      incentivesAdministrator: [scope],
      incentivesUser: [scope],
    });
  });

  test.each([
    ['the sync', person, known({ globalAdministrator: true })],
    ['the token', { ...person, globalAdministrator: true }, known()],
    [
      'the token, before any sync',
      { ...person, globalAdministrator: true },
      { organization, member: undefined },
    ],
  ])('when %s says Global administrator, then they are', (_, caller, acquaintance) => {
    expect(standingOf(caller, acquaintance)).toEqual({ ...nobody, member: true, globalAdministrator: true });
  });
});

describe('given somebody whom nothing may help', () => {
  const everything = { operator: false, globalAdministrator: true } as const;

  test.each<[string, Caller, Acquaintance]>([
    [
      'the directory disabled them',
      { ...person, ...everything },
      known({ enabled: false, globalAdministrator: true }, all),
    ],
    [
      'their tenant is not bound',
      { ...person, ...everything },
      { ...known({}, all), organization: { tenants: [] } },
    ],
    [
      'there is no organization',
      { ...person, ...everything },
      { organization: undefined, member: undefined },
    ],
    [
      'they are automation',
      { ...person, ...everything, kind: 'automation' },
      known({ globalAdministrator: true }, all),
    ],
    [
      'they are a guest by token',
      { ...person, ...everything, guest: true },
      known({ globalAdministrator: true }),
    ],
    [
      'they are a guest by directory',
      { ...person, ...everything },
      known({ guest: true, globalAdministrator: true }),
    ],
    [
      'they are a disabled guest with grants',
      { ...person, guest: true },
      known({ enabled: false, guest: true }, all),
    ],
  ])('when %s, then they are nobody', (_, caller, acquaintance) => {
    const standing = standingOf(caller, acquaintance);

    expect(standing).toEqual(nobody);
    expect(belongs(standing)).toBe(false);
  });
});

describe('given a guest who was granted a role', () => {
  test('when they hold the directory role too, then only the grant takes effect', () => {
    const guest = { ...person, guest: true, globalAdministrator: true };
    const acquaintance = known({ guest: true, globalAdministrator: true }, { incentivesUser: granted });

    const standing = standingOf(guest, acquaintance);

    expect(standing).toEqual({ ...nobody, member: true, incentivesUser: [scope] });
    expect(belongs(standing)).toBe(true);
  });
});

describe('given the operator', () => {
  const operator = { ...person, operator: true, tenantId: '0e4d0400-0000-4000-8000-000000000000' };

  test('when they look at an organization, then they are the operator there and nothing else', () => {
    const standing = standingOf(operator, { organization, member: undefined });

    expect(standing).toEqual({ ...nobody, operator: true });
    expect(belongs(standing)).toBe(true);
  });

  test('when nothing is known of the administrators, then there is one: nothing is allowed by not knowing', () => {
    expect(
      standingOf(operator, { organization, member: undefined }).organizationHasAccountAdministrator,
    ).toBe(true);
  });
});
