/** The endpoints of the local identity provider: metadata, published keys, and tokens for client credentials. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Directory } from '../directory.ts';
import { readBody, sendJson, urlOf } from '../http.ts';
import { appClaims, graphAudience, type Issuing } from './claims.ts';
import type { Keys } from './keys.ts';
import { decideToken, type LocalClient, refuseTenant } from './token-endpoint.ts';

export interface Provider {
  directory: Directory;
  /** The client id of our API. */
  audience: string;
  clients: LocalClient[];
  keys: Keys;
  /** Tenants that withdrew their consent. */
  refused: Set<string>;
  counters: { keySetRequests: number; tokenRequests: number };
  authorityHost: string;
}

type Own = { [key in keyof Issuing]?: Issuing[key] | undefined };

/** What every token says, except where this one says otherwise. */
export function issuing({ authorityHost, audience, clients }: Provider, own: Own): Issuing {
  return {
    authorityHost,
    audience: own.audience ?? audience,
    clientId: own.clientId ?? clients[0]?.clientId ?? audience,
    expiresInSeconds: own.expiresInSeconds ?? 3600,
  };
}

export async function answer(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, tenant = '', ...rest] = (urlOf(request)?.pathname ?? '').split('/');
  const endpoint = endpoints[`${request.method} ${rest.join('/')}`];
  const form = new URLSearchParams((await readBody(request)).toString());
  const [status, body] = endpoint ? await endpoint(provider, tenant, form) : notFound;
  sendJson(response, status, body, { 'cache-control': 'no-store' });
}

type Answer = [status: number, body: unknown];
type Endpoint = (provider: Provider, tenant: string, form: URLSearchParams) => Promise<Answer>;

const notFound: Answer = [404, { error: 'not_found', error_description: 'There is no such endpoint here' }];

const endpoints: Record<string, Endpoint> = {
  'GET v2.0/.well-known/openid-configuration': metadata,
  'GET discovery/v2.0/keys': keySet,
  'POST oauth2/v2.0/token': token,
};

async function metadata(provider: Provider, tenant: string): Promise<Answer> {
  const issuerTenant = issuerTenantOf(provider, tenant);
  if (issuerTenant === undefined) return refuseTenant(tenant);
  const { authorityHost } = provider;
  const body = {
    issuer: `${authorityHost}/${issuerTenant}/v2.0`,
    authorization_endpoint: `${authorityHost}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${authorityHost}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${authorityHost}/${tenant}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  };
  return [200, body];
}

async function keySet(provider: Provider, tenant: string): Promise<Answer> {
  provider.counters.keySetRequests += 1;
  const issuerTenant = issuerTenantOf(provider, tenant);
  if (issuerTenant === undefined) return refuseTenant(tenant);
  return [200, { keys: provider.keys.published(provider.authorityHost, issuerTenant) }];
}

async function token(provider: Provider, tenantId: string, form: URLSearchParams): Promise<Answer> {
  provider.counters.tokenRequests += 1;
  const decision = decideToken({ tenantId, form }, provider);
  if (!decision.granted) return [decision.status, decision.body];
  const { audience, client } = decision;
  const roles = audience === graphAudience ? graphRoles : (client.roles ?? []);
  const claims = appClaims(tenantId, roles, issuing(provider, { audience, clientId: client.clientId }));
  const access_token = await provider.keys.sign(claims);
  return [200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token }];
}

/** What a tenant's administrator consents to when installing the application. */
const graphRoles = [
  'User.Read.All',
  'GroupMember.Read.All',
  'RoleManagement.Read.Directory',
  'Organization.Read.All',
];

/** The addresses for no tenant in particular leave the placeholder in the issuer, as Entra does. */
function issuerTenantOf({ directory }: Provider, tenant: string): string | undefined {
  if (tenant === 'common' || tenant === 'organizations') return '{tenantid}';
  return directory.tenant(tenant)?.tenantId;
}
