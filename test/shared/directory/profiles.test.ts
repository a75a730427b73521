/** What the directory tells of people becomes the members that change, and no others. */
import { describe, expect, test } from 'vitest';
import type { Member } from '../../../shared/access/member.ts';
import { planMembers, type Reading, untold } from '../../../shared/directory/profiles.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const [adele, bertil, cecilia] = [1, 2, 3].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

const changes: Reading = {
  organizationId: 'contoso',
  tenantId,
  administrators: new Set([adele]),
  whole: false,
  groupGrants: () => undefined,
};
const everybody: Reading = { ...changes, whole: true };

const member: Member = {
  kind: 'member',
  schemaVersion: 1,
  id: `member:${tenantId}:${bertil}`,
  organizationId: 'contoso',
  tenantId,
  objectId: bertil,
  profile: {
    displayName: 'Bertil',
    mail: 'bertil@contoso.example',
    language: 'sv-SE',
    enabled: true,
    guest: false,
    globalAdministrator: false,
  },
  grants: {
    accountAdministrator: { scopes: [], assignedAt: '2026-08-01T00:00:00.000Z', assignedBy: 'operator' },
  },
};
const told = { objectId: bertil, removed: false };
const unchanged = {
  ...told,
  displayName: 'Bertil',
  mail: 'bertil@contoso.example',
  language: 'sv-SE',
  enabled: true,
  guest: false,
};

const profilesOf = (plan: ReturnType<typeof planMembers>) => plan.map(({ after }) => after.profile);

describe('somebody new', () => {
  test('becomes a member without grants', () => {
    const plan = planMembers([], [{ ...unchanged, mail: undefined }], everybody);
    const profile = { ...member.profile, mail: null };
    expect(plan).toEqual([{ before: undefined, after: { ...member, profile, grants: {} } }]);
  });

  test('is marked as a guest, as disabled, as Global administrator', () => {
    const guest = { objectId: cecilia, removed: false, displayName: 'C', enabled: false, guest: true };
    const plan = planMembers([], [guest, { ...unchanged, objectId: adele }], everybody);
    expect(profilesOf(plan)).toMatchObject([
      { guest: true, enabled: false, globalAdministrator: false },
      { guest: false, enabled: true, globalAdministrator: true },
    ]);
  });

  test('of whom too little is told, or who left already, is nobody yet', () => {
    expect(
      planMembers(
        [],
        [
          { ...told, displayName: 'B' },
          { objectId: cecilia, removed: true },
        ],
        changes,
      ),
    ).toEqual([]);
  });
});

describe('somebody known', () => {
  test('who is as before is not written', () => {
    expect(planMembers([member], [unchanged], everybody)).toEqual([]);
    expect(planMembers([member], [told], changes)).toEqual([]);
  });

  test('keeps what a change does not tell; what it tells as empty is emptied', () => {
    const [profile] = profilesOf(
      planMembers([member], [{ ...told, language: null, displayName: 'B' }], changes),
    );
    expect(profile).toEqual({ ...member.profile, language: null, displayName: 'B' });
  });

  test('loses what a reading of everybody does not tell', () => {
    const [profile] = profilesOf(planMembers([member], [{ ...unchanged, mail: undefined }], everybody));
    expect(profile).toEqual({ ...member.profile, mail: null });
  });

  test('who left is disabled and keeps the grants, and is restored with them', () => {
    const [left] = planMembers([member], [{ objectId: bertil, removed: true }], changes);
    expect(left).toEqual({
      before: member,
      after: { ...member, profile: { ...member.profile, enabled: false } },
    });
    const [back] = planMembers(left ? [left.after] : [], [unchanged], changes);
    expect(back?.after).toEqual(member);
  });

  test('who comes twice is as told last', () => {
    const twice = [{ ...told, displayName: 'B' }, { objectId: bertil, removed: true }, unchanged];
    expect(planMembers([member], twice, changes)).toEqual([]);
    const again = planMembers([member], [...twice, { ...told, mail: null }], changes);
    expect(profilesOf(again)).toEqual([{ ...member.profile, mail: null }]);
  });
});

test('the changes of users leave out who is or was Global administrator, and who left unseen', () => {
  const before = [
    `${tenantId}:${adele}`,
    `${tenantId}:${bertil}`,
    `99999999-1111-4111-8111-111111111111:${cecilia}`,
  ];
  expect(untold(changes, { administrators: before, regrouped: [], left: new Set([cecilia]) })).toEqual([
    { objectId: adele, removed: false },
    { objectId: bertil, removed: false },
    { objectId: cecilia, removed: true },
  ]);
  const demoted = { ...member, profile: { ...member.profile, globalAdministrator: true } };
  expect(profilesOf(planMembers([demoted], [told], changes))).toEqual([member.profile]);
});
