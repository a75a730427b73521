/** What is said of somebody's access, and of what they lack. */
import { describe, expect, test } from 'vitest';
import { heldRoles, judgeAccess, Question } from '../../../shared/access/explanation.ts';
import type { Grant, Member } from '../../../shared/access/member.ts';
import { emptyRoster } from '../../../shared/access/roster.ts';
import type { Caller } from '../../../shared/access/standing.ts';
import { adele } from '../letters/people.ts';
import { holding, nobody, places, scope } from './table.ts';

const caller: Caller = {
  kind: 'person',
  tenantId: adele.tenantId,
  objectId: adele.objectId,
  operator: false,
  guest: false,
  globalAdministrator: false,
};
const byHand: Grant = { scopes: [scope], assignedAt: '2027-03-02T09:00:00.000Z', assignedBy: 'alan' };
const groups = ['c0470500-0000-4000-8000-00000000000a'];
const byGroups = { scopes: [{ locations: 'all' as const, programs: 'all' as const }], groups };
const profiled = (own: Partial<Member['profile']>, grants: Partial<Member>): Member => ({
  ...adele,
  grants: {},
  profile: { ...adele.profile, ...own },
  ...grants,
});

describe('given somebody with roles from several sources', () => {
  test('when they ask who they are, then each role comes with its source', () => {
    const member = profiled(
      { globalAdministrator: true },
      {
        grants: { incentivesAdministrator: byHand },
        groupGrants: { incentivesAdministrator: byGroups },
      },
    );
    const standing = { ...nobody, member: true, globalAdministrator: true };
    expect(heldRoles({ ...caller, globalAdministrator: true }, standing, member)).toEqual([
      { role: 'globalAdministrator', source: 'directoryRole' },
      { role: 'globalAdministrator', source: 'token' },
      { role: 'incentivesAdministrator', source: 'hand', ...byHand },
      { role: 'incentivesAdministrator', source: 'groups', ...byGroups },
      { role: 'member', source: 'tenant' },
    ]);
  });

  test('when they are a guest, then only what a hand gave counts', () => {
    const member = profiled(
      { guest: true },
      { grants: { incentivesUser: byHand }, groupGrants: { incentivesUser: byGroups } },
    );
    expect(heldRoles(caller, { ...nobody, member: true }, member)).toEqual([
      { role: 'incentivesUser', source: 'hand', ...byHand },
      { role: 'member', source: 'tenant' },
    ]);
  });

  test('when the operator asks, or a Global administrator nobody has read yet, then the token says so', () => {
    expect(heldRoles(caller, { ...nobody, operator: true }, undefined)).toEqual([
      { role: 'operator', source: 'token' },
    ]);
    const standing = { ...nobody, member: true, globalAdministrator: true };
    expect(heldRoles({ ...caller, globalAdministrator: true }, standing, undefined)).toEqual([
      { role: 'globalAdministrator', source: 'token' },
      { role: 'member', source: 'tenant' },
    ]);
    expect(heldRoles(caller, standing, profiled({ globalAdministrator: true }, {}))).toEqual([
      { role: 'globalAdministrator', source: 'directoryRole' },
      { role: 'member', source: 'tenant' },
    ]);
  });

  test('when nothing takes effect, then nothing is said to be held', () => {
    expect(
      heldRoles(caller, nobody, profiled({ enabled: false }, { grants: { incentivesUser: byHand } })),
    ).toEqual([]);
  });
});

describe('given a question', () => {
  const roster = { ...emptyRoster('contoso'), globalAdministrators: ['g'], accountAdministrators: ['a'] };
  const at = (place: { mpnId: string; programId: string }) => ({
    location: place.mpnId,
    program: place.programId,
  });

  test('when a grant covers the place, then it is allowed, and by which role', () => {
    const standing = holding('incentivesAdministrator');
    expect(judgeAccess('enroll', at(places.own), { standing, roster })).toEqual({
      allowed: true,
      as: 'incentivesAdministrator',
      anyOf: ['incentivesAdministrator'],
      granters: [],
      wayOut: null,
    });
  });

  test('when it covers another place, then the role that is missing and who grants it are told', () => {
    const standing = holding('incentivesAdministrator');
    expect(judgeAccess('enroll', at(places.siblingLocation), { standing, roster })).toMatchObject({
      allowed: false,
      as: null,
      anyOf: ['incentivesAdministrator'],
      granters: ['g', 'a'],
      wayOut: expect.stringContaining('administrators can grant it'),
    });
  });

  test('when it covers another program, then it is not allowed there', () => {
    const standing = holding('incentivesAdministrator');
    expect(judgeAccess('enroll', at(places.otherProgram), { standing, roster }).allowed).toBe(false);
  });

  test('when several roles would do, then one that can be granted is enough', () => {
    expect(judgeAccess('readIncentives', {}, { standing: holding('member'), roster }).granters).toEqual([
      'g',
      'a',
    ]);
  });

  test('when it is about the settings of a directory, then their own is meant', () => {
    const standing = holding('globalAdministrator');
    expect(judgeAccess('configureDirectory', {}, { standing, roster }).as).toBe('globalAdministrator');
  });

  test('when nobody can grant yet, then the operator appoints the first', () => {
    const verdict = judgeAccess(
      'enroll',
      {},
      { standing: holding('member'), roster: emptyRoster('contoso') },
    );
    expect(verdict).toMatchObject({ granters: [], wayOut: expect.stringContaining('operator appoints') });
  });

  test.each([
    ['what only the operator does', 'writeOrganizations', holding('globalAdministrator')],
    ['what an operator never does', 'enroll', holding('operator')],
  ] as const)('when it is %s, then no grant helps', (_, operation, standing) => {
    const verdict = judgeAccess(operation, {}, { standing, roster });
    expect(verdict).toMatchObject({
      allowed: false,
      granters: [],
      wayOut: expect.stringContaining('No role'),
    });
  });

  test('when a place is named without an operation, or an operation nobody knows, then it is no question', () => {
    expect(Question.safeParse({}).success).toBe(true);
    expect(Question.safeParse({ operation: 'enroll', location: '1' }).success).toBe(true);
    expect(Question.safeParse({ location: '1' }).success).toBe(false);
    expect(Question.safeParse({ operation: 'fly' }).success).toBe(false);
    expect(Question.safeParse({ program: 'hosting' }).error?.issues).toMatchObject([{ path: ['operation'] }]);
  });
});
