/** A directory read for the members of some groups only; and one that wants to be left in peace. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSync } from '../../../shared/directory/sync-store.ts';
import { contoso, globalAdministrator, person } from '../../infra/local/cloud.ts';
import { startDesk } from './desk.ts';

let desk: Awaited<ReturnType<typeof startDesk>>;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const inner = '99999999-0000-4000-8000-000000000002';
const missing = '99999999-0000-4000-8000-00000000ffff';
const idOf = (nickname: string) => `${contoso}:${person(nickname).id}`;
const sync = async (syncId: string) => runSync(desk.deps, await desk.request(syncId));
const apply = async (settings: Parameters<typeof desk.configure>[0], syncId: string) =>
  runSync(desk.deps, await desk.configure(settings, syncId));
const result = async () => (await desk.directory()).sync;

describe('a directory read for some groups only', () => {
  const scope = { groups: [inner] };

  test('has their members, and nobody else', async () => {
    desk.cloud.directory.setGroupMembers(contoso, inner, [person('cecilia').id]);
    await apply({ scope }, 'one');
    expect((await desk.member('cecilia')).profile).toMatchObject({ displayName: 'Cecilia', enabled: true });
    await expect(desk.member('bertil')).rejects.toMatchObject({ code: 'member/unknown' });
  });

  test('has its Global administrators in any case, so that somebody can widen it again', async () => {
    desk.cloud.directory.setGroupMembers(contoso, inner, []);
    await apply({ scope }, 'one');
    expect((await desk.member('adele')).profile).toMatchObject({ enabled: true, globalAdministrator: true });
    desk.cloud.directory.setDirectoryRoles(contoso, person('adele').id, []);
    desk.cloud.directory.setDirectoryRoles(contoso, person('bertil').id, [globalAdministrator]);
    await sync('two');
    expect((await desk.member('adele')).profile).toMatchObject({
      enabled: false,
      globalAdministrator: false,
    });
    expect((await desk.member('bertil')).profile.enabled).toBe(true);
  });

  test('suspends whoever is left out, and restores them with what they had', async () => {
    await sync('one');
    await desk.grant('cecilia', 'accountAdministrator', []);
    await apply({ scope }, 'two');
    expect((await desk.member('cecilia')).profile).toMatchObject({ displayName: 'Cecilia', enabled: false });
    expect((await desk.roster()).accountAdministrators).toEqual([]);
    await apply({}, 'three');
    expect((await desk.member('cecilia')).profile.enabled).toBe(true);
    expect((await desk.roster()).accountAdministrators).toEqual([idOf('cecilia')]);
    expect(await result()).toMatchObject({ state: 'succeeded' });
  });

  test('keeps up: joins, leaves, changed profiles', async () => {
    await apply({ scope }, 'one');
    const { directory } = desk.cloud;
    directory.setGroupMembers(contoso, inner, [person('cecilia').id]);
    directory.updateUser(contoso, person('cecilia').id, { displayName: 'C' });
    await sync('two');
    expect((await desk.member('cecilia')).profile.displayName).toBe('C');
    expect((await desk.member('bertil')).profile.enabled).toBe(false);
    await sync('three');
    expect(await result()).toMatchObject({ changed: 0 });
  });

  test('that is not there has nobody, and says so', async () => {
    await apply({ scope: { groups: [missing] } }, 'one');
    expect(await result()).toMatchObject({ warnings: [{ code: 'groupUnknown', groupId: missing }] });
    await expect(desk.member('bertil')).rejects.toMatchObject({ code: 'member/unknown' });
  });
});

test('a directory that asks for peace gets it, and the sync goes on afterwards', async () => {
  const asked = await desk.request('one');
  desk.local.faults.add({ path: '/users/delta', status: 429, retryAfterSeconds: 600 });
  expect((await runSync(desk.deps, asked)).fault?.retryAfterSeconds).toBe(600);
  expect(await result()).toMatchObject({ state: 'requested', notBefore: '2026-08-15T12:10:00.000Z' });
  await runSync(desk.deps, asked);
  expect(await result()).toMatchObject({ state: 'requested' });
  const later = () => new Date('2026-08-15T12:11:00.000Z');
  await runSync({ ...desk.deps, now: later }, asked);
  expect(await result()).toMatchObject({ state: 'succeeded' });
});
