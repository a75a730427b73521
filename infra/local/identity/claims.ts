/** The claims of the tokens Microsoft Entra issues: for a person, for automation, and for Graph. */
import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { DirectoryTenant, DirectoryUser } from '../directory.ts';

export const graphAudience = 'https://graph.microsoft.com';

export interface Issuing {
  authorityHost: string;
  audience: string;
  clientId: string;
  expiresInSeconds: number;
}

/** A person's delegated access token (version 2.0) for our API. */
export function personClaims(tenant: DirectoryTenant, user: DirectoryUser, issuing: Issuing): JWTPayload {
  return {
    ...commonClaims(tenant.tenantId, issuing),
    oid: user.id,
    sub: pairwise(user.id, issuing.audience),
    name: user.displayName,
    preferred_username: user.userPrincipalName,
    scp: 'access_as_user',
    wids: user.directoryRoles,
    ...(user.appRoles?.length ? { roles: user.appRoles } : {}),
    acct: user.userType === 'Guest' ? 1 : 0,
  };
}

/** Automation: no person, no `scp`; whatever roles the tenant granted. */
export function appClaims(tenantId: string, roles: string[], issuing: Issuing): JWTPayload {
  const oid = servicePrincipalId(tenantId, issuing.clientId);
  return {
    ...commonClaims(tenantId, issuing),
    oid,
    sub: oid,
    idtyp: 'app',
    ...(roles.length > 0 ? { roles } : {}),
  };
}

function commonClaims(tenantId: string, issuing: Issuing): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: `${issuing.authorityHost}/${tenantId}/v2.0`,
    aud: issuing.audience,
    tid: tenantId,
    azp: issuing.clientId,
    azpacr: '1',
    ver: '2.0',
    uti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + issuing.expiresInSeconds,
  };
}

/** `sub` differs per API for the same person, so nobody can join on it. */
function pairwise(oid: string, audience: string): string {
  return createHash('sha256').update(`${oid} ${audience}`).digest('base64url');
}

/** The same application is another object in every tenant, and always the same one. */
function servicePrincipalId(tenantId: string, clientId: string): string {
  const hex = createHash('sha256').update(`${tenantId} ${clientId}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
