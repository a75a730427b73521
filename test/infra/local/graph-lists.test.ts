/** The lists of Graph on loopback, who may read them, and its troubles, as the real client meets them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { client, contoso, fabrikam, globalAdministrator, person } from './cloud.ts';
import { ids, type Page, startReader } from './graph-reader.ts';

let reader: Awaited<ReturnType<typeof startReader>>;
beforeEach(async () => {
  reader = await startReader();
});
afterEach(async () => {
  await reader.close();
});

const everybody = ['adele', 'bertil', 'cecilia'].map((nickname) => person(nickname).id).sort();

test('the members of a role are paged; a role that nobody ever held does not exist', async () => {
  const members = (role: string) => `/directoryRoles(roleTemplateId='${role}')/members?$select=id`;
  for (const nickname of ['bertil', 'cecilia']) {
    reader.directory.setDirectoryRoles(contoso, person(nickname).id, [globalAdministrator]);
  }
  const first: Page = await reader.clientOf(contoso).api(members(globalAdministrator)).get();
  expect(first.value[0]).toEqual({ '@odata.type': '#microsoft.graph.user', id: person('adele').id });
  expect(ids((await reader.readAll(members(globalAdministrator))).value)).toEqual(everybody);
  await expect(reader.clientOf(contoso).api(members(client.clientId)).get()).rejects.toMatchObject({
    statusCode: 404,
    code: 'Request_ResourceNotFound',
  });
});

test('users of groups within groups come once, though the groups contain each other', async () => {
  const { value: groups } = await reader.readAll("/groups?$filter=displayName eq 'Bertil''s'&$select=id");
  const members = `/groups/${groups[0]?.id}/transitiveMembers/microsoft.graph.user?$select=id`;
  expect((await reader.readAll(members)).value).toEqual([
    { id: person('adele').id },
    { id: person('bertil').id },
  ]);
  await expect(reader.clientOf(fabrikam).api(members).get()).rejects.toMatchObject({ statusCode: 404 });
  expect((await reader.readAll("/groups?$filter=startswith(displayName,'inc')")).value).toHaveLength(1);
  await expect(reader.clientOf(contoso).api("/groups?$filter=mail ne 'x'").get()).rejects.toMatchObject({
    statusCode: 400,
  });
});

test('each tenant sees itself only', async () => {
  expect((await reader.readAll('/organization?$select=id', fabrikam)).value).toEqual([{ id: fabrikam }]);
  expect(ids((await reader.readAll('/users/delta', fabrikam)).value)).toEqual([person('gustav').id]);
});

test('a token that is expired, for another API, or signed by somebody else is refused', async () => {
  const { identity } = reader;
  const claims = { aud: 'https://graph.microsoft.com', tid: contoso };
  const tokens = [
    'nonsense',
    await identity.tokenFor('adele'),
    await identity.sign(claims),
    await identity.sign({ ...claims, exp: 1 }),
    await identity.sign({ ...claims, exp: Date.now() }, { kid: 'unknown' }),
    await identity.sign({ ...claims, exp: Date.now(), tid: 'nowhere' }),
  ];
  for (const token of tokens) {
    await expect(
      reader
        .clientOf(contoso, async () => token)
        .api('/organization')
        .get(),
    ).rejects.toMatchObject({
      statusCode: 401,
      code: 'InvalidAuthenticationToken',
    });
  }
});

test('the client retries what is temporary and reports the rest with its code and request id', async () => {
  const { faults, counters } = reader.graph;
  faults.add({ path: '/organization', status: 429, retryAfterSeconds: 1, times: 1 });
  faults.add({ path: '/groups', status: 403 });
  expect((await reader.readAll('/organization')).value).toHaveLength(1);
  expect(counters.requests).toBe(2);
  const refused = reader.clientOf(contoso).api('/groups').get();
  await expect(refused).rejects.toMatchObject({ statusCode: 403, code: 'Authorization_RequestDenied' });
  faults.add({ drop: true });
  await expect(reader.clientOf(contoso).api('/groups').get()).rejects.toThrow();
  faults.add({ status: 500, times: 9 });
  faults.clear();
  expect((await reader.readAll('/groups')).value).toHaveLength(2);
});

test('a fault can be late, and nonsense never stops the server', async () => {
  reader.graph.faults.add({ latencyMs: 120 });
  const started = performance.now();
  await reader.clientOf(contoso).api('/organization').get();
  expect(performance.now() - started).toBeGreaterThan(100);
  const headers = { authorization: `Bearer ${await reader.tokenOf(contoso)}` };
  const answers = ['/', '//', '/v1.0/me', '/v1.0/%E0%A4%A', '/v1.0/users/delta?$skiptoken=%7B'].map(
    async (path) => {
      const answer = await fetch(reader.graph.endpoint + path, { headers });
      expect(answer.headers.get('request-id')).toBeTruthy();
      return answer.status;
    },
  );
  expect(await Promise.all(answers)).toEqual([400, 400, 400, 400, 410]);
  const posted = await fetch(`${reader.graph.endpoint}/v1.0/groups`, { method: 'POST', headers });
  expect(posted.status).toBe(405);
});
