/** Sign-in on loopback, through the real @azure/identity and jose. */
import { ClientSecretCredential } from '@azure/identity';
import { createRemoteJWKSet, decodeJwt, importSPKI, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startIdentity } from '../../../infra/local/identity.ts';
import { client, contoso, fabrikam, globalAdministrator, person, startCloud } from './cloud.ts';

let cloud: Awaited<ReturnType<typeof startCloud>>;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.identity.close());

const graphScope = 'https://graph.microsoft.com/.default';

function credential(tenantId: string, secret = client.clientSecret, clientId = client.clientId) {
  const { authorityHost } = cloud.identity;
  return new ClientSecretCredential(tenantId, clientId, secret, {
    authorityHost,
    disableInstanceDiscovery: true,
  });
}

function verifier(path = 'common') {
  return createRemoteJWKSet(new URL(`${cloud.identity.authorityHost}/${path}/discovery/v2.0/keys`));
}

async function issuers(path: string): Promise<string[]> {
  const answer = await fetch(`${cloud.identity.authorityHost}/${path}/discovery/v2.0/keys`);
  const keySet = z.object({ keys: z.array(z.object({ kid: z.string(), issuer: z.string() })) });
  return keySet.parse(await answer.json()).keys.map(({ issuer }) => issuer);
}

test('the real credential gets a token for Graph in the tenant it names', async () => {
  const { token, expiresOnTimestamp } = await credential(contoso).getToken(graphScope);
  const { payload } = await jwtVerify(token, verifier(), { audience: 'https://graph.microsoft.com' });
  expect(payload).toMatchObject({ tid: contoso, idtyp: 'app', azp: client.clientId });
  expect(expiresOnTimestamp).toBeGreaterThan(Date.now() + 3_000_000);
});

test('a token for our own API carries no scope and the oid of the application in that tenant', async () => {
  const { token } = await credential(contoso).getToken(`api://${client.clientId}/.default`);
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({ aud: client.clientId, idtyp: 'app', ver: '2.0' });
  expect(claims.scp).toBeUndefined();
  const ready = decodeJwt(await cloud.identity.appTokenFor(contoso, { roles: ['Operator'] }));
  expect(ready).toMatchObject({ oid: claims.oid, roles: ['Operator'], idtyp: 'app' });
});

test('refusals carry the codes of Entra', async () => {
  await expect(credential(contoso, 'wrong').getToken(graphScope)).rejects.toThrow('AADSTS7000215');
  await expect(credential(contoso, 'x', person('nobody').id).getToken(graphScope)).rejects.toThrow(
    'AADSTS700016',
  );
  await expect(credential(person('nobody').id).getToken(graphScope)).rejects.toThrow();
  await expect(credential(contoso).getToken('https://elsewhere.example/.default')).rejects.toThrow(
    'AADSTS500011',
  );
});

test('consent withdrawn ends the tokens of that tenant only, until it is given again', async () => {
  cloud.identity.setConsent(contoso, false);
  await expect(credential(contoso).getToken(graphScope)).rejects.toThrow('AADSTS700016');
  await expect(credential(fabrikam).getToken(graphScope)).resolves.toBeDefined();
  cloud.identity.setConsent(contoso, true);
  await expect(credential(contoso).getToken(graphScope)).resolves.toBeDefined();
});

test('the published keys name the issuer they serve, with a placeholder on common', async () => {
  const { authorityHost } = cloud.identity;
  expect(await issuers('common')).toEqual([
    `${authorityHost}/{tenantid}/v2.0`,
    `${authorityHost}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`,
  ]);
  expect(await issuers(contoso)).toEqual([`${authorityHost}/${contoso}/v2.0`]);
  const metadata = await fetch(`${authorityHost}/${contoso}/v2.0/.well-known/openid-configuration`);
  expect(await metadata.json()).toMatchObject({ issuer: `${authorityHost}/${contoso}/v2.0` });
});

test("a person's token says who, where, in which roles, and as whose guest", async () => {
  const { payload, protectedHeader } = await jwtVerify(
    await cloud.identity.tokenFor('adele'),
    verifier(contoso),
  );
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: cloud.identity.keyIds()[0] });
  expect(payload).toMatchObject({
    iss: `${cloud.identity.authorityHost}/${contoso}/v2.0`,
    aud: client.clientId,
    tid: contoso,
    oid: person('adele').id,
    scp: 'access_as_user',
    ver: '2.0',
    wids: [globalAdministrator],
    roles: ['Operator'],
    acct: 0,
  });
  expect(decodeJwt(await cloud.identity.tokenFor('gustav'))).toMatchObject({ tid: fabrikam, acct: 1 });
});

test('nobody unknown, disabled or removed gets a token; one may be expired from the start', async () => {
  const { identity, directory } = cloud;
  await expect(identity.tokenFor('nobody')).rejects.toThrow('nobody');
  directory.updateUser(contoso, person('bertil').id, { accountEnabled: false });
  await expect(identity.tokenFor('bertil')).rejects.toThrow('AADSTS50057');
  directory.updateUser(contoso, person('bertil').id, { accountEnabled: true });
  await expect(
    jwtVerify(await identity.tokenFor('bertil', { expiresInSeconds: -1 }), verifier()),
  ).rejects.toThrow('exp');
});

test('a token of our own making is signed with the real key, the personal one if its id is named', async () => {
  const { identity } = cloud;
  const key = await importSPKI(await identity.publicKeyPem(), 'RS256');
  const forged = await identity.sign({ tid: 'elsewhere' }, { kid: 'unknown' });
  expect((await jwtVerify(forged, key)).protectedHeader.kid).toBe('unknown');
  const personal = await identity.sign({ tid: contoso }, { kid: identity.keyIds().at(-1) });
  await expect(jwtVerify(personal, verifier())).resolves.toBeDefined();
  await expect(jwtVerify(personal, verifier(contoso))).rejects.toThrow();
});

test('rotated keys serve new tokens; the old ones verify as long as their key is published', async () => {
  const { identity } = cloud;
  const before = await identity.tokenFor('adele');
  identity.rotateKeys();
  await expect(jwtVerify(await identity.tokenFor('adele'), verifier())).resolves.toBeDefined();
  await expect(jwtVerify(before, verifier())).resolves.toBeDefined();
  const { keySetRequests } = identity.counters;
  identity.rotateKeys({ keepOld: false });
  await expect(jwtVerify(before, verifier())).rejects.toThrow();
  expect(identity.counters.keySetRequests).toBe(keySetRequests + 1);
});

test('broken requests and a taken port leave the provider standing', async () => {
  const { identity, tls, directory } = cloud;
  const { authorityHost } = identity;
  expect((await fetch(`${authorityHost}/nonsense/v2.0/.well-known/openid-configuration`)).status).toBe(400);
  expect(
    (await fetch(`${authorityHost}/%E0%A4%A/oauth2/v2.0/token`, { method: 'POST', body: '{' })).status,
  ).toBe(400);
  expect((await fetch(`${authorityHost}//`)).status).toBe(404);
  const options = { directory, tls, audience: 'x', clients: [], port: Number(new URL(authorityHost).port) };
  await expect(startIdentity(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
