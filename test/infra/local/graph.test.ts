/** The delta of users on loopback, read by the real Graph client. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contoso, fabrikam, person } from './cloud.ts';
import { ids, type Page, startReader } from './graph-reader.ts';

let reader: Awaited<ReturnType<typeof startReader>>;
beforeEach(async () => {
  reader = await startReader();
});
afterEach(async () => {
  await reader.close();
});

const everybody = ['adele', 'bertil', 'cecilia'].map((nickname) => person(nickname).id).sort();

test('a first round pages through everybody and leaves out what was not selected or never set', async () => {
  const first: Page = await reader
    .clientOf(contoso)
    .api('/users/delta')
    .select(['id', 'displayName', 'mail'])
    .get();
  expect(first.value).toHaveLength(2);
  expect(new URL(first['@odata.nextLink'] ?? '').origin).toBe(reader.graph.endpoint);
  const { value } = await reader.readAll('/users/delta?$select=id,displayName,mail');
  expect(ids(value)).toEqual(everybody);
  expect(value.find(({ displayName }) => displayName === 'Adele')).toEqual({
    id: person('adele').id,
    displayName: 'Adele',
    mail: 'adele@contoso.example',
  });
  expect(value.find(({ displayName }) => displayName === 'Cecilia')).not.toHaveProperty('mail');
});

test('without a selection neither accountEnabled nor userType is told', async () => {
  const { value } = await reader.readAll('/users/delta');
  expect(Object.keys(value[0] ?? {})).not.toEqual(expect.arrayContaining(['accountEnabled']));
});

test('a delta tells who changed, once, and who is gone, restorable or not', async () => {
  const { directory } = reader;
  for (const nickname of ['david', 'erik', 'frida']) directory.addUser(contoso, person(nickname));
  const { deltaLink } = await reader.readAll('/users/delta?$select=id,displayName,accountEnabled');
  directory.updateUser(contoso, person('adele').id, { displayName: 'A' });
  directory.updateUser(contoso, person('adele').id, { accountEnabled: false });
  directory.removeUser(contoso, person('david').id, 'changed');
  directory.removeUser(contoso, person('erik').id, 'deleted');
  directory.removeUser(contoso, person('frida').id, 'deleted');
  const changes = await reader.readAll(deltaLink);
  expect(changes.value).toEqual([
    { id: person('adele').id, displayName: 'A', accountEnabled: false },
    { id: person('david').id, '@removed': { reason: 'changed' } },
    { id: person('erik').id, '@removed': { reason: 'deleted' } },
    { id: person('frida').id, '@removed': { reason: 'deleted' } },
  ]);
  expect((await reader.readAll(changes.deltaLink)).value).toEqual([]);
  expect(ids((await reader.readAll('/users/delta')).value)).toEqual(everybody);
  directory.updateUser(contoso, person('adele').id, { displayName: 'Adele', accountEnabled: true });
});

test('a change between two pages is told by the next delta, and no one is skipped', async () => {
  const first: Page = await reader.clientOf(contoso).api('/users/delta?$select=displayName').get();
  reader.directory.updateUser(contoso, person('cecilia').id, { displayName: 'Cecilia' });
  const rest = await reader.readAll(first['@odata.nextLink'] ?? '');
  expect(ids([...first.value, ...rest.value])).toEqual(everybody);
  expect(ids((await reader.readAll(rest.deltaLink)).value)).toEqual([person('cecilia').id]);
});

test('a link that is too old, made up or of another tenant means beginning again', async () => {
  const { deltaLink } = await reader.readAll('/users/delta');
  const lost = { statusCode: 410, code: 'syncStateNotFound' };
  await expect(reader.clientOf(fabrikam).api(deltaLink).get()).rejects.toMatchObject(lost);
  await expect(reader.clientOf(contoso).api('/users/delta?$deltatoken=made-up').get()).rejects.toMatchObject(
    lost,
  );
  reader.graph.expireLinks();
  await expect(reader.clientOf(contoso).api(deltaLink).get()).rejects.toMatchObject(lost);
});
