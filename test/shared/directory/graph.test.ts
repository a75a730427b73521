/** The directory as Graph tells it: the real SDKs, the local Graph and identity provider. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startGraph } from '../../../infra/local/graph.ts';
import { connectGraph, consentUrls } from '../../../shared/directory/graph.ts';
import type { DirectoryUser } from '../../../shared/directory/profiles.ts';
import {
  client,
  contoso,
  fabrikam,
  globalAdministrator,
  person,
  startCloud,
} from '../../infra/local/cloud.ts';

let cloud: Awaited<ReturnType<typeof startCloud>>;
let local: Awaited<ReturnType<typeof startGraph>>;

beforeAll(async () => {
  cloud = await startCloud();
});
beforeEach(async () => {
  local = await startGraph({ ...cloud, verify: cloud.identity.verify, pageSize: 2 });
});
afterEach(() => local.close());
afterAll(() => cloud.identity.close());

function connect(secret = client.clientSecret) {
  const { authorityHost } = cloud.identity;
  return connectGraph({
    graph: { endpoint: local.endpoint, clientId: client.clientId, clientSecret: secret },
    identity: { authorityHost, audience: 'api', operatorTenantId: contoso },
    managedIdentityClientId: undefined,
  });
}

async function readAll(link?: string) {
  const users: DirectoryUser[] = [];
  for (let next = link; ; ) {
    const page = await connect().readUsers(contoso, next);
    users.push(...page.users);
    if (page.last) return { users, link: page.link };
    next = page.link;
  }
}

const faultOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

test('everybody is told page by page, guests marked', async () => {
  const { users } = await readAll();
  expect(users).toHaveLength(3);
  expect(users.find(({ objectId }) => objectId === person('bertil').id)).toEqual({
    objectId: person('bertil').id,
    removed: false,
    displayName: 'Bertil',
    mail: 'bertil@contoso.example',
    language: 'sv-SE',
    enabled: true,
    guest: false,
  });
  const { users: guests } = await connect().readUsers(fabrikam, undefined);
  expect(guests).toMatchObject([{ guest: true }]);
});

test('after that only what changed is told: an emptied mail, a disabled account, somebody who left', async () => {
  const { link } = await readAll();
  cloud.directory.updateUser(contoso, person('bertil').id, { mail: null, accountEnabled: false });
  cloud.directory.addUser(contoso, person('david'));
  cloud.directory.removeUser(contoso, person('david').id, 'deleted');
  const changes = await readAll(link);
  expect(changes.users).toMatchObject([
    { objectId: person('bertil').id, removed: false, mail: null, enabled: false },
    { objectId: person('david').id, removed: true },
  ]);
  expect((await readAll(changes.link)).users).toEqual([]);
});

test('Global administrators are told over several pages; where nobody is one, nobody', async () => {
  const holders = ['adele', 'bertil', 'cecilia'].map((nickname) => person(nickname).id);
  for (const id of holders) cloud.directory.setDirectoryRoles(contoso, id, [globalAdministrator]);
  const told = await connect().readGlobalAdministrators(contoso);
  expect(told.map(({ objectId }) => objectId).sort()).toEqual(holders.sort());
  expect(told.find(({ objectId }) => objectId === person('cecilia').id)).toMatchObject({
    enabled: true,
    mail: null,
  });
  expect(await connect().readGlobalAdministrators(fabrikam)).toEqual([]);
});

test('a link that is too old, or leads elsewhere, is lost', async () => {
  const { link } = await readAll();
  local.expireLinks();
  expect(await faultOf(connect().readUsers(contoso, link))).toBe('linkExpired');
  const elsewhere = 'https://elsewhere.example/v1.0/users/delta?$deltatoken=1';
  expect(await faultOf(connect().readUsers(contoso, elsewhere))).toBe('linkExpired');
});

test('no consent is told from no service', async () => {
  cloud.identity.setConsent(fabrikam, false);
  expect(await faultOf(connect().readUsers(fabrikam, undefined))).toBe('consentMissing');
  cloud.identity.setConsent(fabrikam, true);
  expect(await faultOf(connect().readUsers(fabrikam, undefined))).toBe('none');
  local.faults.add({ status: 403 });
  expect(await faultOf(connect().readGlobalAdministrators(contoso))).toBe('consentMissing');
  local.faults.add({ status: 500 });
  expect(await faultOf(connect().readUsers(contoso, undefined))).toBe('unavailable');
  local.faults.add({ drop: true });
  expect(await faultOf(connect().readUsers(contoso, undefined))).toBe('unavailable');
  expect(await faultOf(connect('a wrong secret').readUsers(contoso, undefined))).toBe('unavailable');
});

test('everybody in a group and in the groups inside it is told, page by page', async () => {
  const groupId = '99999999-0000-4000-8000-000000000001';
  cloud.directory.setGroupMembers(contoso, '99999999-0000-4000-8000-000000000002', [
    groupId,
    ...['bertil', 'cecilia'].map((nickname) => person(nickname).id),
  ]);
  const page = await connect().readGroup(contoso, { groupId });
  expect(page?.users.map(({ displayName }) => displayName).sort()).toEqual(['Adele', 'Bertil', 'Cecilia']);
  expect(page?.users.every(({ enabled }) => enabled !== undefined)).toBe(true);
  expect(page?.link).toBeUndefined();
});

test('a group that is not there is told from one that cannot be read', async () => {
  const groupId = '99999999-0000-4000-8000-00000000ffff';
  expect(await connect().readGroup(contoso, { groupId })).toBeUndefined();
  local.faults.add({ status: 500 });
  expect(await faultOf(connect().readGroup(contoso, { groupId }))).toBe('unavailable');
});

test('what passes soon is waited for; a long wait is told at once', async () => {
  local.faults.add({ status: 429, retryAfterSeconds: 1 });
  expect((await readAll()).users).toHaveLength(3);
  local.faults.add({ status: 429, retryAfterSeconds: 120 });
  const tooLong = { code: 'unavailable', retryAfterSeconds: 120 };
  await expect(connect().readUsers(contoso, undefined)).rejects.toMatchObject(tooLong);
});

test('a Global administrator consents where the tenant signs in', () => {
  const identity = { authorityHost: 'https://login.microsoftonline.com', audience: '', operatorTenantId: '' };
  const url = consentUrls({
    identity,
    graph: { endpoint: '', clientSecret: undefined, clientId: client.clientId },
  });
  expect(url(contoso)).toBe(
    `https://login.microsoftonline.com/${contoso}/adminconsent?client_id=${client.clientId}`,
  );
});
