/** What a directory may be set to; the scopes of a mapping are checked as those of a grant by hand. */
import { expect, test } from 'vitest';
import { checkSettings, DirectorySettings, isSetTo } from '../../../shared/directory/settings.ts';

const groupId = '99999999-0000-4000-8000-000000000001';
const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const mapping = { groupId, role: 'incentivesUser' as const, scopes: everywhere };
const context = {
  organization: { globalMpnId: '4100000' },
  locations: ['4100101', '4100102'],
  programs: ['hosting'],
};

const codeOf = (settings: object) => {
  try {
    checkSettings(DirectorySettings.parse(settings), context);
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const scoped = (locations: string[], programs: string[]) => ({
  mappings: [{ ...mapping, scopes: [{ locations, programs }] }],
});

test('nothing said is everybody, and no roles by groups', () => {
  expect(DirectorySettings.parse({})).toEqual({ scope: 'all', mappings: [] });
});

test.each([
  ['what is there', scoped(['4100101'], ['hosting']), 'none'],
  ['the global ID', scoped(['4100000'], ['hosting']), 'location/global-mpn-id'],
  ['a location of nobody', scoped(['4100103'], ['hosting']), 'role/location-unknown'],
  ['a program of nobody', scoped(['4100101'], ['gardening']), 'role/program-unknown'],
  ['no scopes', { mappings: [{ groupId, role: 'incentivesUser' }] }, 'role/scopes-required'],
  ['an Account administrator', { mappings: [{ groupId, role: 'accountAdministrator' }] }, 'none'],
  [
    'one with scopes',
    { mappings: [{ ...mapping, role: 'accountAdministrator' }] },
    'role/scopes-not-allowed',
  ],
])('a mapping to %s', (_, settings, code) => {
  expect(codeOf(settings)).toBe(code);
});

test('more than 64 KiB are refused', () => {
  const locations = Array.from({ length: 200 }, (_, n) => ['4100101', '4100102'][n % 2]);
  const scopes = Array.from({ length: 33 }, () => ({ locations, programs: 'all' }));
  expect(codeOf({ mappings: [{ ...mapping, scopes: scopes.slice(0, 32) }] })).toBe('none');
  expect(codeOf({ mappings: [{ ...mapping, scopes }] })).toBe('directory/settings-too-large');
  const settings = DirectorySettings.parse({ mappings: [{ ...mapping, scopes }] });
  const bytes = Buffer.byteLength(JSON.stringify(settings));
  expect(() => checkSettings(settings, context)).toThrow(
    expect.objectContaining({ target: 'body.mappings', details: { bytes, limitBytes: 65_536 } }),
  );
});

test('a group may give several roles, and several groups one', () => {
  const other = { ...mapping, groupId: groupId.replace('1', '2') };
  const mappings = [mapping, { ...mapping, role: 'incentivesAdministrator' }, other];
  expect(DirectorySettings.safeParse({ mappings }).success).toBe(true);
});

test.each([
  [
    '51 mappings',
    {
      mappings: Array.from({ length: 51 }, (_, n) => ({
        ...mapping,
        groupId: groupId.slice(0, -2) + (10 + n),
      })),
    },
  ],
  ['one group and role twice', { mappings: [mapping, mapping] }],
  ['a scope of no group', { scope: { groups: [] } }],
  ['a role that groups cannot give', { mappings: [{ ...mapping, role: 'globalAdministrator' }] }],
  ['a group by name', { mappings: [{ ...mapping, groupId: 'Incentives' }] }],
])('%s cannot be said', (_, settings) => {
  expect(DirectorySettings.safeParse(settings).success).toBe(false);
});

test('the same is the same, and anything else is not', () => {
  const one = DirectorySettings.parse({ mappings: [mapping] });
  expect(isSetTo(one, DirectorySettings.parse({ scope: 'all', mappings: [{ ...mapping }] }))).toBe(true);
  expect(isSetTo(one, DirectorySettings.parse({}))).toBe(false);
  expect(isSetTo(one, { ...one, scope: { groups: [groupId] } })).toBe(false);
});
