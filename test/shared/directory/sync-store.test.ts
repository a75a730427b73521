/** Syncs from beginning to end, and what is left where one of them is cut short. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Graph } from '../../../shared/directory/graph.ts';
import { runSync } from '../../../shared/directory/sync-store.ts';
import { getReconciliation } from '../../../shared/organizations/reconciliation-store.ts';
import { contoso, globalAdministrator, person } from '../../infra/local/cloud.ts';
import { startDesk } from './desk.ts';

let desk: Awaited<ReturnType<typeof startDesk>>;

beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.close());

const sync = async (syncId: string) => runSync(desk.deps, await desk.request(syncId));
const idOf = (nickname: string) => `${contoso}:${person(nickname).id}`;
const staff = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);

function hire(nicknames: string[]) {
  for (const nickname of nicknames) desk.cloud.directory.addUser(contoso, person(nickname));
}

test('a first sync reads everybody, the roster and what is due with them', async () => {
  hire(staff(250));
  const before = await getReconciliation(desk.deps.partners, 'contoso');
  expect(await sync('one')).toMatchObject({ rosterChanged: true, fault: undefined, sync: { changed: 253 } });
  expect(await desk.directory()).toMatchObject({
    state: 'connected',
    sync: { syncId: 'one', state: 'succeeded', read: 253, changed: 253 },
  });
  expect((await desk.member('bertil')).profile).toMatchObject({ language: 'sv-SE', enabled: true });
  expect((await desk.roster()).globalAdministrators).toEqual([idOf('adele')]);
  const after = await getReconciliation(desk.deps.partners, 'contoso');
  expect(after.change).not.toBe(before.change);
});

test('the next sync writes only what changed, roles included', async () => {
  await sync('one');
  const { directory } = desk.cloud;
  directory.setDirectoryRoles(contoso, person('adele').id, []);
  directory.setDirectoryRoles(contoso, person('bertil').id, [globalAdministrator]);
  directory.removeUser(contoso, person('cecilia').id, 'changed');
  expect((await sync('two')).rosterChanged).toBe(true);
  expect((await desk.directory()).sync).toMatchObject({ read: 1, changed: 3 });
  expect((await desk.roster()).globalAdministrators).toEqual([idOf('bertil')]);
  expect((await desk.member('cecilia')).profile).toMatchObject({ displayName: 'Cecilia', enabled: false });
  expect((await sync('three')).rosterChanged).toBe(false);
  expect((await desk.directory()).sync).toMatchObject({ state: 'succeeded', read: 0, changed: 0 });
});

test('without consent the sync fails and says what to do; with it, the next one reads', async () => {
  desk.cloud.identity.setConsent(contoso, false);
  expect((await sync('one')).fault?.code).toBe('consentMissing');
  expect(await desk.directory()).toMatchObject({
    state: 'consentMissing',
    sync: { state: 'failed', fault: { code: 'consentMissing' } },
  });
  desk.cloud.identity.setConsent(contoso, true);
  await sync('two');
  expect(await desk.directory()).toMatchObject({ state: 'connected', sync: { state: 'succeeded' } });
});

test('after a lost link everybody is read again, and whoever left meanwhile is found out', async () => {
  await sync('one');
  const { directory } = desk.cloud;
  directory.removeUser(contoso, person('adele').id, 'deleted');
  directory.updateUser(contoso, person('bertil').id, { mail: null });
  desk.local.expireLinks();
  expect((await sync('two')).rosterChanged).toBe(true);
  expect(await desk.directory()).toMatchObject({ state: 'connected', sync: { read: 2, changed: 2 } });
  expect((await desk.directory()).rereading).toBeUndefined();
  expect((await desk.member('adele')).profile.enabled).toBe(false);
  expect((await desk.member('bertil')).profile.mail).toBeNull();
  expect((await desk.roster()).globalAdministrators).toEqual([]);
});

test('a sync that was cut short goes on where it was', async () => {
  hire(staff(250));
  desk.local.faults.add({ path: '$skiptoken', status: 500 });
  expect((await sync('one')).fault?.code).toBe('unavailable');
  expect((await desk.directory()).sync).toMatchObject({ state: 'failed', read: 200, changed: 200 });
  await sync('two');
  expect((await desk.directory()).sync).toMatchObject({ state: 'succeeded', read: 53, changed: 53 });
});

test('a reading of everybody that was cut short begins again', async () => {
  hire(staff(250));
  await sync('one');
  desk.cloud.directory.removeUser(contoso, person('adele').id, 'deleted');
  desk.local.expireLinks();
  desk.local.faults.add({ path: '$skiptoken', status: 500 });
  expect((await sync('two')).fault?.code).toBe('unavailable');
  await sync('three');
  expect((await desk.directory()).sync).toMatchObject({ state: 'succeeded', read: 252, changed: 1 });
  expect((await desk.member('adele')).profile.enabled).toBe(false);
});

test('a worker that was overtaken stops and writes nothing', async () => {
  hire(staff(250));
  const asked = await desk.request('one');
  let pages = 0;
  const overtaken: Graph = {
    ...desk.deps.graph,
    readUsers: async (tenantId, link) => {
      pages += 1;
      const page = await desk.deps.graph.readUsers(tenantId, link);
      if (pages === 2) await runSync(desk.deps, asked);
      return page;
    },
  };
  const { fault } = await runSync({ ...desk.deps, graph: overtaken }, asked);
  expect(fault).toBeUndefined();
  expect(pages).toBe(2);
  expect((await desk.directory()).sync).toMatchObject({ state: 'succeeded', read: 253, changed: 253 });
});

test('what is over, or was asked for under another name, is left alone', async () => {
  await sync('one');
  const { etag } = await desk.directory();
  for (const syncId of ['one', 'other']) {
    const asked = { organizationId: 'contoso', tenantId: contoso, syncId };
    expect(await runSync(desk.deps, asked)).toEqual({ rosterChanged: false, fault: undefined });
  }
  expect((await desk.directory()).etag).toBe(etag);
});

test('a grant given while the sync runs is kept', async () => {
  await sync('one');
  desk.cloud.directory.updateUser(contoso, person('bertil').id, { displayName: 'B' });
  const { graph } = desk.deps;
  const granting: Graph = {
    ...graph,
    readUsers: async (tenantId, link) => {
      await desk.grant('bertil', 'accountAdministrator', []);
      return graph.readUsers(tenantId, link);
    },
  };
  await runSync({ ...desk.deps, graph: granting }, await desk.request('two'));
  expect(await desk.member('bertil')).toMatchObject({
    profile: { displayName: 'B' },
    grants: { accountAdministrator: { assignedBy: 'operator' } },
  });
  expect((await desk.roster()).accountAdministrators).toEqual([idOf('bertil')]);
});

test('a write whose answer was lost is not written twice', async () => {
  hire(staff(100));
  const asked = await desk.request('one');
  desk.databaseFaults.add({ operation: 'batch', after: true, drop: true, times: 1 });
  expect((await runSync(desk.deps, asked)).fault).toBeUndefined();
  expect((await desk.directory()).sync).toMatchObject({ state: 'succeeded', read: 103, changed: 103 });
  expect((await desk.roster()).globalAdministrators).toEqual([idOf('adele')]);
});
