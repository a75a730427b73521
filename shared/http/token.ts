/** Validates Microsoft Entra v2 access tokens in code and says who calls. Source: learn.microsoft.com/entra/identity-platform/access-tokens. */
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from 'jose';
import * as z from 'zod/mini';
import type { Caller } from '../access/standing.ts';
import type { Config } from '../config.ts';
import { Refusal, refuse } from '../refusal.ts';
import { verifiedTokens } from './verified-tokens.ts';

const guid = z.guid();
/** Directory role template of the Global administrator. */
export const globalAdministratorRole = '62e90394-69f5-4237-9190-012177145e10';
const delegatedScope = 'access_as_user';
const operatorRole = 'Operator';

export type Authenticate = (authorization: string | null) => Promise<Caller>;

/** The key set is fetched once, and at most once per 30 seconds for a key id it does not hold. */
export function authenticator(identity: Config['identity']): Authenticate {
  const keys = createRemoteJWKSet(new URL(`${identity.authorityHost}/common/discovery/v2.0/keys`));
  const known = verifiedTokens();
  return async (authorization) => {
    const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) refuse('auth/token-missing', 'Send a bearer token in the Authorization header.');
    const found = known.find(token);
    if (found) return found;
    const claims = await verified(token, keys, identity);
    const caller = callerOf(claims, identity);
    known.keep(token, caller, (claims.exp ?? 0) * 1000);
    return caller;
  };
}

async function verified(
  token: string,
  keys: RemoteJWKSet,
  identity: Config['identity'],
): Promise<JWTPayload> {
  try {
    const issuer = issuerOf(decodeJwt(token), identity);
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience: identity.audience,
      issuer,
      requiredClaims: ['exp', 'tid', 'oid'],
    });
    if (!keyServes(keys, protectedHeader.kid, issuer)) invalid('its key belongs to another issuer');
    return payload;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isRefusedToken(error)) invalid(inWords(error));
    throw new Refusal(
      'service/unavailable',
      'The identity provider cannot be reached at the moment. Try again.',
      {
        cause: error,
      },
    );
  }
}

/** A token names its issuer by its own tenant; anything else is somebody else's token. */
function issuerOf(claims: JWTPayload, identity: Config['identity']): string {
  if (!guid.safeParse(claims.tid).success) invalid('it names no tenant');
  return `${identity.authorityHost}/${claims.tid}/v2.0`;
}

/** A key that names an issuer serves only that issuer; on the common key set the name holds `{tenantid}`. */
function keyServes(keys: RemoteJWKSet, keyId: string | undefined, issuer: string): boolean {
  const key = keys.jwks()?.keys.find((one) => one.kid === keyId);
  if (!key || !('issuer' in key) || typeof key.issuer !== 'string') return true;
  const named = key.issuer;
  const tenant = /\/([0-9a-f-]{36})\/v2\.0$/.exec(issuer)?.[1] ?? '';
  return named.replace('{tenantid}', tenant) === issuer;
}

function isRefusedToken(error: unknown): error is errors.JOSEError {
  const transport = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  return error instanceof errors.JOSEError && !transport && error.code !== 'ERR_JOSE_GENERIC';
}

const claimsInWords: Record<string, string> = {
  nbf: 'it is not valid yet',
  aud: 'it is for another audience',
  iss: 'it comes from another issuer',
};

/** What is wrong, without the words of the library. */
function inWords(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return claimsInWords[error.claim] ?? 'it lacks a claim, or one is not as it should be';
  const unverified =
    error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey;
  return unverified ? 'its signature does not verify' : 'it is malformed';
}

function callerOf(claims: JWTPayload, identity: Config['identity']): Caller {
  const automation = claims.idtyp === 'app';
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  if (claims.ver !== '2.0') invalid('it is not a version 2.0 token');
  if (automation ? scopes.length > 0 : !scopes.includes(delegatedScope))
    invalid(`it lacks the scope ${delegatedScope}`);
  if (!guid.safeParse(claims.oid).success) invalid('it names nobody');
  const tenantId = String(claims.tid);
  return {
    kind: automation ? 'automation' : 'person',
    tenantId,
    objectId: String(claims.oid),
    operator:
      tenantId === identity.operatorTenantId && claims.acct !== 1 && listed(claims.roles, operatorRole),
    guest: claims.acct === 1,
    globalAdministrator: !automation && claims.acct !== 1 && listed(claims.wids, globalAdministratorRole),
  };
}

const listed = (claim: unknown, value: string) => Array.isArray(claim) && claim.includes(value);

function invalid(why: string): never {
  refuse('auth/token-invalid', `The bearer token is not valid: ${why}.`);
}
