/** The signing keys of the local identity provider: which are published, which signs now, and how they are replaced. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** The tenant of personal accounts, whose key Microsoft Entra lists among the others on `common`. */
const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad';

interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  /** `{tenantid}` where the key may sign for any tenant. */
  issuerTenant: string;
}

interface PublishedKey extends JWK {
  kid: string;
  use: 'sig';
  issuer: string;
}

export interface Keys {
  /** The key ids, current first; the last belongs to the tenant of personal accounts only. */
  ids(): string[];
  published(authorityHost: string, tenant: string): PublishedKey[];
  /** Signs with the key that `header.kid` names, else with the current one, whatever the header claims. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  verify(token: string): Promise<JWTPayload>;
  publicKeyPem(): string;
  rotate(keepOld: boolean): void;
}

export function createKeys(): Keys {
  const personal = createKey(consumers);
  let keys = [createKey('{tenantid}')];
  const all = () => [...keys, personal];
  const current = () => keys[0] ?? personal;
  return {
    ids: () => all().map(({ kid }) => kid),
    published: (authorityHost, tenant) =>
      all()
        .filter(({ issuerTenant }) => tenant === '{tenantid}' || issuerTenant === '{tenantid}')
        .map((key) => publish(key, authorityHost, tenant)),
    sign: (claims, header = {}) => {
      const key = all().find(({ kid }) => kid === header.kid) ?? current();
      return new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', kid: key.kid, ...header, alg: 'RS256' })
        .sign(key.privateKey);
    },
    verify: (token) => verify(token, all()),
    publicKeyPem: () => publicKeyOf(current()).export({ type: 'spki', format: 'pem' }).toString(),
    rotate: (keepOld) => {
      keys = [createKey('{tenantid}'), ...(keepOld ? keys : [])];
    },
  };
}

function createKey(issuerTenant: string): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: randomUUID().replaceAll('-', ''), privateKey, issuerTenant };
}

function publicKeyOf({ privateKey }: SigningKey): KeyObject {
  return createPublicKey(privateKey);
}

function publish(key: SigningKey, authorityHost: string, tenant: string): PublishedKey {
  const issuerTenant = key.issuerTenant === '{tenantid}' ? tenant : key.issuerTenant;
  const { kty, n, e } = publicKeyOf(key).export({ format: 'jwk' });
  return { kty, n, e, kid: key.kid, use: 'sig', issuer: `${authorityHost}/${issuerTenant}/v2.0` };
}

async function verify(token: string, keys: SigningKey[]): Promise<JWTPayload> {
  const { payload } = await jwtVerify(
    token,
    ({ kid }) => {
      const key = keys.find((candidate) => candidate.kid === kid);
      if (key === undefined) throw new Error(`The key ${kid} is not published`);
      return publicKeyOf(key);
    },
    { algorithms: ['RS256'] },
  );
  return payload;
}
