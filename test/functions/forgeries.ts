/** Bearer tokens as an attacker would make them, each wrong in one way only. */
import { createHmac } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import type { LocalCloud } from '../../infra/local/cloud.ts';

export type Identity = LocalCloud['identity'];

/** Makes the authorization header from the claims of a token that would be accepted. */
type Forgery = (good: JWTPayload, identity: Identity) => Promise<string> | string;

const anotherTenant = '99999999-0000-4000-8000-000000000000';
const now = () => Math.floor(Date.now() / 1000);

/** Signed with a real key, with other claims. */
const saying =
  (claims: (good: JWTPayload) => JWTPayload): Forgery =>
  (good, identity) =>
    bearer(identity.sign({ ...good, ...claims(good) }));

const bearer = async (token: Promise<string> | string) => `Bearer ${await token}`;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function without(...names: string[]): Forgery {
  return (good, identity) =>
    bearer(identity.sign(Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)))));
}

async function hmac(good: JWTPayload, identity: Identity): Promise<string> {
  const signed = `${part({ typ: 'JWT', alg: 'HS256', kid: identity.keyIds()[0] })}.${part(good)}`;
  const key = await identity.publicKeyPem();
  return `Bearer ${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

async function tampered(good: JWTPayload, identity: Identity): Promise<string> {
  const [header, , signature] = (await identity.sign(good)).split('.');
  return `Bearer ${header}.${part({ ...good, exp: now() + 7200 })}.${signature}`;
}

/** All of them are refused 401; `auth/token-missing` where there is no bearer token at all. */
export const forgeries: Record<string, Forgery> = {
  'no token': () => '',
  'a token that is not Bearer': async (good, identity) => `Basic ${await identity.sign(good)}`,
  'a bearer without a token': () => 'Bearer ',
  'two tokens': async (good, identity) => `Bearer ${await identity.sign(good)} ${await identity.sign(good)}`,
  garbage: () => 'Bearer garbage',
  'three parts of garbage': () => 'Bearer a.b.c',
  'an expired token': saying(() => ({ exp: now() - 60 })),
  'a token not yet valid': saying(() => ({ nbf: now() + 600 })),
  'a token that never expires': without('exp'),
  'a token for another audience': saying(() => ({ aud: 'https://graph.microsoft.com' })),
  'a token of no audience': without('aud'),
  'a token of another issuer': saying(() => ({ iss: 'https://login.example/v2.0' })),
  'a token whose tenant is not its issuer': saying(() => ({ tid: anotherTenant })),
  'a token whose issuer is not its tenant': saying((good) => ({
    iss: String(good.iss).replace(String(good.tid), anotherTenant),
  })),
  'a version 1 token': saying(() => ({ ver: '1.0' })),
  'a token of no version': without('ver'),
  'a token without a signature': (good) => `Bearer ${part({ typ: 'JWT', alg: 'none' })}.${part(good)}.`,
  'a token signed with the public key as a secret': hmac,
  'a token with an unknown key id': (good, identity) => bearer(identity.sign(good, { kid: 'unknown' })),
  'a token with the key of another issuer': (good, identity) =>
    bearer(identity.sign(good, { kid: identity.keyIds().at(-1) })),
  'a tampered payload': tampered,
  'a person without scope': without('scp'),
  'a person with another scope': saying(() => ({ scp: 'openid profile' })),
  'a person whose scope is a list': saying(() => ({ scp: ['access_as_user'] })),
  'automation with a scope': saying(() => ({ idtyp: 'app' })),
  'a token without a person': without('oid'),
  'a token whose person is no GUID': saying(() => ({ oid: 'adele@contoso.example' })),
  'a token without a tenant': without('tid'),
};

/** The claims of a sample person's own token. */
export async function claimsOf(identity: Identity, nickname: string): Promise<JWTPayload> {
  return decodeJwt(await identity.tokenFor(nickname));
}
