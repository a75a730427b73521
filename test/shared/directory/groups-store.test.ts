/** Groups that give roles: a sync gives, takes back, and touches nothing else. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditPage } from '../../../shared/access/audit-store.ts';
import type { Mapping } from '../../../shared/directory/settings.ts';
import { runSync } from '../../../shared/directory/sync-store.ts';
import { contoso, person } from '../../infra/local/cloud.ts';
import { startDesk } from './desk.ts';

let desk: Awaited<ReturnType<typeof startDesk>>;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

/** Adele, and through the second group Bertil. */
const incentives = '99999999-0000-4000-8000-000000000001';
const inner = '99999999-0000-4000-8000-000000000002';
const missing = '99999999-0000-4000-8000-00000000ffff';
const everywhere = [{ locations: 'all' as const, programs: 'all' as const }];
const mapping: Mapping = { groupId: incentives, role: 'incentivesAdministrator', scopes: everywhere };

const idOf = (nickname: string) => `${contoso}:${person(nickname).id}`;
const sync = async (syncId: string) => runSync(desk.deps, await desk.request(syncId));
const apply = async (settings: Parameters<typeof desk.configure>[0], syncId: string) =>
  runSync(desk.deps, await desk.configure(settings, syncId));
const administrators = async () =>
  (await desk.roster()).incentivesAdministrators.map(({ memberId }) => memberId);
const result = async () => (await desk.directory()).sync;

describe('a group mapped to a role', () => {
  test('gives it to its members, also those of inner groups, marked with its id', async () => {
    expect((await apply({ mappings: [mapping] }, 'one')).rosterChanged).toBe(true);
    expect(await administrators()).toEqual(['adele', 'bertil'].map(idOf));
    expect((await desk.member('bertil')).groupGrants).toEqual({
      incentivesAdministrator: { scopes: everywhere, groups: [incentives] },
    });
    expect((await desk.member('cecilia')).groupGrants).toBeUndefined();
    expect(await result()).toMatchObject({ state: 'succeeded', warnings: [] });
  });

  test('takes it back from whoever leaves it, and gives it to whoever joins', async () => {
    await apply({ mappings: [mapping] }, 'one');
    desk.cloud.directory.setGroupMembers(contoso, inner, [person('cecilia').id]);
    await sync('two');
    expect(await administrators()).toEqual(['adele', 'cecilia'].map(idOf));
    expect((await desk.member('bertil')).groupGrants).toBeUndefined();
    expect(await result()).toMatchObject({ read: 0, changed: 2 });
    await sync('three');
    expect(await result()).toMatchObject({ read: 0, changed: 0 });
  });

  test('gives it to many in full batches, each of which tells how many', async () => {
    const many = Array.from({ length: 250 }, (_, n) => person(`p${n}`));
    for (const one of many) desk.cloud.directory.addUser(contoso, one);
    const ids = many.map(({ id }) => id);
    desk.cloud.directory.setGroupMembers(contoso, incentives, ids);
    await apply({ mappings: [mapping] }, 'one');
    expect(await administrators()).toHaveLength(250);
    const { value } = await auditPage(desk.deps.partners, 'contoso', { size: 100, continuation: undefined });
    const syncs = value.filter((entry) => entry.what === 'sync');
    const gained = syncs.map(({ roles }) => roles.incentivesAdministrator?.gained ?? 0);
    expect(Math.max(...gained)).toBe(96);
    expect(gained.reduce((sum, count) => sum + count)).toBe(250);
  });

  test('no more takes everything back, and the next sync looks for nothing', async () => {
    await apply({ mappings: [mapping] }, 'one');
    await apply({}, 'two');
    expect(await administrators()).toEqual([]);
    expect((await desk.member('adele')).groupGrants).toBeUndefined();
    expect((await desk.directory()).mapped).toBeUndefined();
  });

  test('leaves what a hand gave as it is, and the other way round', async () => {
    await sync('one');
    const berlin = [{ locations: ['4100101'], programs: 'all' as const }];
    await desk.grant('bertil', 'incentivesAdministrator', berlin);
    await apply({ mappings: [mapping] }, 'two');
    const roster = await desk.roster();
    expect(roster.incentivesAdministrators[1]?.scopes).toEqual([...berlin, ...everywhere]);
    await desk.grant('bertil', 'accountAdministrator', []);
    expect((await desk.member('bertil')).groupGrants?.incentivesAdministrator?.groups).toEqual([incentives]);
    await apply({}, 'three');
    expect((await desk.member('bertil')).grants).toMatchObject({
      incentivesAdministrator: { scopes: berlin },
      accountAdministrator: {},
    });
    expect(await administrators()).toEqual([idOf('bertil')]);
  });

  test('gives nothing to guests, and nothing in effect to the disabled', async () => {
    const { directory } = desk.cloud;
    directory.updateUser(contoso, person('adele').id, { userType: 'Guest' });
    directory.updateUser(contoso, person('bertil').id, { accountEnabled: false });
    await apply({ mappings: [mapping] }, 'one');
    expect((await desk.member('adele')).groupGrants).toBeUndefined();
    expect(await administrators()).toEqual([]);
    directory.updateUser(contoso, person('bertil').id, { accountEnabled: true });
    await sync('two');
    expect(await administrators()).toEqual([idOf('bertil')]);
  });

  test('that is not there counts as empty and is reported', async () => {
    await apply({ mappings: [mapping, { groupId: missing, role: 'accountAdministrator' }] }, 'one');
    expect(await administrators()).toHaveLength(2);
    expect(await result()).toMatchObject({
      state: 'succeeded',
      warnings: [{ code: 'groupUnknown', groupId: missing }],
    });
  });

  test('that the roster has no room for gives nothing to anybody, and is reported', async () => {
    const locations = Array.from({ length: 200 }, (_, n) => String(100_000_000_000 + n));
    const scopes = Array.from({ length: 15 }, () => ({ locations, programs: 'all' as const }));
    const people = Array.from({ length: 20 }, (_, n) => person(`p${n}`));
    for (const one of people) desk.cloud.directory.addUser(contoso, one);
    desk.cloud.directory.addGroup(contoso, {
      id: missing,
      displayName: 'Everybody',
      members: people.map(({ id }) => id),
    });
    const large: Mapping = { groupId: missing, role: 'incentivesAdministrator', scopes };
    await apply({ mappings: [mapping, large] }, 'one');
    expect(await administrators()).toEqual(['adele', 'bertil'].map(idOf));
    expect(await result()).toMatchObject({ warnings: [{ code: 'rosterFull', groupId: missing }] });
  });
});

test('settings that change while a sync runs are applied by the one that takes its place', async () => {
  const asked = await desk.request('one');
  const { graph } = desk.deps;
  let next: typeof asked | undefined;
  const readUsers: typeof graph.readUsers = async (...call) => {
    next ??= await desk.configure({ mappings: [mapping] }, 'two');
    return graph.readUsers(...call);
  };
  await runSync({ ...desk.deps, graph: { ...graph, readUsers } }, asked);
  expect(await result()).toMatchObject({ syncId: 'two', state: 'requested', joined: ['one'] });
  await runSync(desk.deps, next ?? asked);
  expect(await administrators()).toEqual(['adele', 'bertil'].map(idOf));
});
