/** The roster: after any changes to any people, what it says is what all their documents say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Grant, Member, Scope } from '../../../shared/access/member.ts';
import {
  appointers,
  emptyRoster,
  enter,
  incentivesAdministratorsOf,
  type Roster,
} from '../../../shared/access/roster.ts';

const tenantId = 'c0470500-0000-4000-8000-000000000000';
const ids = [1, 2, 3, 4].map((n) => `c0470500-0000-4000-8000-00000000000${n}`);
const scope: fc.Arbitrary<Scope> = fc.record({
  locations: fc.constantFrom('all' as const, ['4100101'], ['4100102']),
  programs: fc.constantFrom('all' as const, ['hosting']),
});
const grant: fc.Arbitrary<Grant> = fc.record({
  scopes: fc.array(scope, { minLength: 1, maxLength: 3 }),
  assignedAt: fc.constant('2027-03-02T09:00:00.000Z'),
  assignedBy: fc.constant('adele'),
});
const member: fc.Arbitrary<Member> = fc
  .record({
    objectId: fc.constantFrom(...ids),
    enabled: fc.boolean(),
    guest: fc.boolean(),
    globalAdministrator: fc.boolean(),
    grants: fc.record(
      { accountAdministrator: grant, incentivesAdministrator: grant, incentivesUser: grant },
      { requiredKeys: [] },
    ),
  })
  .map(({ objectId, grants, ...directory }) => ({
    kind: 'member' as const,
    schemaVersion: 1 as const,
    id: `member:${tenantId}:${objectId}`,
    organizationId: 'contoso',
    tenantId,
    objectId,
    profile: { displayName: '', mail: null, language: null, ...directory },
    grants,
  }));

const idOf = ({ objectId }: Member) => `${tenantId}:${objectId}`;

/** What the documents say, each person as they are now. */
function recomputed(people: Member[]): Roster {
  const enabled = people
    .filter(({ profile }) => profile.enabled)
    .sort((one, other) => (one.objectId < other.objectId ? -1 : 1));
  return {
    ...emptyRoster('contoso'),
    globalAdministrators: enabled
      .filter(({ profile }) => profile.globalAdministrator && !profile.guest)
      .map(idOf),
    accountAdministrators: enabled.filter(({ grants }) => grants.accountAdministrator).map(idOf),
    incentivesAdministrators: enabled.flatMap((one) => {
      const given = one.grants.incentivesAdministrator;
      return given ? [{ memberId: idOf(one), scopes: given.scopes }] : [];
    }),
  };
}

const history = fc.array(member, { maxLength: 30 });
const latest = (people: Member[]) => [...new Map(people.map((one) => [one.objectId, one])).values()];
const entered = (people: Member[]) =>
  people.reduce<Roster>((roster, one) => enter(roster, one), emptyRoster('contoso'));

test('given any history of people, when each change is entered, then the roster is what all documents say', () => {
  fc.assert(
    fc.property(history, (people) => {
      expect(entered(people)).toEqual(recomputed(latest(people)));
    }),
  );
});

test('given a roster, when the same person is entered again, then nothing changes', () => {
  fc.assert(
    fc.property(history, member, (people, one) => {
      const once = enter(entered(people), one);
      expect(enter(once, one)).toEqual(once);
    }),
  );
});

test('given a roster, when it is asked who can act at a place, then it is those whose scope covers it, each once', () => {
  fc.assert(
    fc.property(history, (people) => {
      const place = { mpnId: '4100101', programId: 'hosting' };
      const expected = recomputed(latest(people))
        .incentivesAdministrators.filter(({ scopes }) =>
          scopes.some(({ locations }) => locations === 'all' || locations.includes(place.mpnId)),
        )
        .map(({ memberId }) => memberId);
      expect(incentivesAdministratorsOf(entered(people), place)).toEqual(expected);
    }),
  );
});

test('given somebody who is Global and Account administrator, when it is asked who appoints, then they come once', () => {
  fc.assert(
    fc.property(history, (people) => {
      const roster = entered(people);
      const found = appointers(roster);
      expect(new Set(found)).toEqual(
        new Set([...roster.globalAdministrators, ...roster.accountAdministrators]),
      );
      expect(found.length).toBe(new Set(found).size);
    }),
  );
});
