/** Who gets what by groups, and what the roster has room for. */
import { describe, expect, test } from 'vitest';
import type { Member } from '../../../shared/access/member.ts';
import { emptyRoster, enter, rosterBytes, rosterLimitBytes } from '../../../shared/access/roster.ts';
import { fitting, grantsByGroups, regrouped, roomFor } from '../../../shared/directory/mapping.ts';
import type { Mapping } from '../../../shared/directory/settings.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const guid = (n: number) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [adele, bertil, cecilia] = [guid(1), guid(2), guid(3)];
const [staff, berlin] = [guid(101), guid(102)];
const everywhere = { locations: 'all' as const, programs: 'all' as const };
const inBerlin = { locations: ['4100101'], programs: 'all' as const };

const mappings: Mapping[] = [
  { groupId: staff, role: 'incentivesUser', scopes: [everywhere] },
  { groupId: berlin, role: 'incentivesAdministrator', scopes: [inBerlin] },
  { groupId: staff, role: 'incentivesAdministrator', scopes: [inBerlin] },
  { groupId: berlin, role: 'accountAdministrator' },
];
const membership = new Map([
  [staff, new Set([adele, bertil])],
  [berlin, new Set([bertil])],
]);

function member(objectId: string, own: Partial<Member>): Member {
  const profile = { displayName: '', mail: null, language: null, enabled: true, guest: false };
  return {
    kind: 'member',
    schemaVersion: 1,
    id: `member:${tenantId}:${objectId}`,
    organizationId: 'contoso',
    tenantId,
    objectId,
    profile: { ...profile, globalAdministrator: false },
    grants: {},
    ...own,
  };
}

describe('what groups give', () => {
  const grants = grantsByGroups(mappings, membership);

  test('adds up over the groups, equal scopes once, and names the groups', () => {
    expect(grants(bertil)).toEqual({
      accountAdministrator: { scopes: [], groups: [berlin] },
      incentivesAdministrator: { scopes: [inBerlin], groups: [berlin, staff] },
      incentivesUser: { scopes: [everywhere], groups: [staff] },
    });
    expect(grants(cecilia)).toBeUndefined();
  });

  test('is held in memory once for the same groups', () => {
    const crowd = new Map([...membership, [berlin, new Set([bertil, cecilia])], [staff, new Set([adele])]]);
    const given = grantsByGroups(mappings, crowd);
    expect(given(bertil)).toBe(given(cecilia));
    expect(given(adele)).not.toEqual(given(bertil));
  });

  test('is nothing by a group that nobody has read', () => {
    expect(grantsByGroups(mappings, new Map())(adele)).toBeUndefined();
    const oneRole = grantsByGroups(mappings.slice(0, 1), membership)(adele);
    expect(Object.keys(oneRole ?? {})).toEqual(['incentivesUser']);
    expect(fitting(mappings, new Map(), 0)).toEqual({ applied: mappings, tooLarge: [] });
  });

  test('is the same text whatever the order of the mappings', () => {
    const reversed = grantsByGroups(mappings.slice(0, 2).reverse(), membership)(bertil);
    expect(JSON.stringify(reversed)).toBe(
      JSON.stringify(grantsByGroups(mappings.slice(0, 2), membership)(bertil)),
    );
  });

  test('concerns who gains and who loses, and nobody else', () => {
    const given = new Map([bertil, cecilia].map((id) => [id, grants(bertil) ?? {}]));
    expect(regrouped(given, membership, grants)).toEqual([cecilia, adele]);
  });
});

describe('the roster', () => {
  const many = new Set(Array.from({ length: 6000 }, (_, n) => guid(n)));
  const crowd = new Map([...membership, [guid(103), many]]);
  const big: Mapping = { groupId: guid(103), role: 'incentivesAdministrator', scopes: [inBerlin] };

  test('takes each mapping wholly or not at all', () => {
    const plan = fitting([big, ...mappings], crowd, rosterLimitBytes);
    expect(plan).toEqual({ applied: mappings, tooLarge: [big] });
  });

  test('holds no Incentives users, so that a role of theirs always fits', () => {
    const users: Mapping = { ...big, role: 'incentivesUser' };
    expect(fitting([users], crowd, 0)).toEqual({ applied: [users], tooLarge: [] });
  });

  test('is never larger than foreseen', () => {
    const some = new Map([[berlin, new Set([...many].slice(0, 50))]]);
    const two = mappings.filter(({ groupId }) => groupId === berlin);
    const grants = grantsByGroups(two, some);
    const empty = emptyRoster('contoso');
    const full = [...many]
      .slice(0, 50)
      .map((id) => member(id, { groupGrants: grants(id) }))
      .reduce((roster, one) => enter(roster, one), empty);
    const room = rosterBytes(full) - rosterBytes(empty);
    expect(fitting(two, some, room - 50).tooLarge).toHaveLength(1);
    expect(fitting(two, some, room + 50).tooLarge).toEqual([]);
  });

  test('has the room back that groups take, and not what was given by hand', () => {
    const byHand = { scopes: [everywhere], assignedAt: '2026-08-15T12:00:00.000Z', assignedBy: 'operator' };
    const grants = grantsByGroups(mappings, membership);
    const hands = member(bertil, { grants: { incentivesAdministrator: byHand } });
    const both = { ...hands, groupGrants: grants(bertil) };
    const other = member(adele, { groupGrants: grants(adele) });
    const given = new Map([adele, bertil].map((id) => [id, grants(id) ?? {}]));
    const empty = emptyRoster('contoso');
    expect(roomFor(enter(enter(empty, both), other), tenantId, given)).toBe(
      rosterLimitBytes - rosterBytes(enter(empty, hands)),
    );
  });
});
