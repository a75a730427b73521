/** The token endpoint for client credentials: who may have a token for what, and Entra's words for the refusals. */
import { randomUUID } from 'node:crypto';
import type { Directory } from '../directory.ts';
import { graphAudience } from './claims.ts';

export interface LocalClient {
  clientId: string;
  clientSecret: string;
  /** App roles in the tokens this client gets for our own API. */
  roles?: string[];
}

interface TokenRequest {
  tenantId: string;
  form: URLSearchParams;
}

interface TokenRules {
  directory: Directory;
  clients: LocalClient[];
  audience: string;
  /** Tenants that withdrew their consent. */
  refused: Set<string>;
}

interface TokenRefusal {
  granted: false;
  status: number;
  body: Record<string, unknown>;
}

type TokenDecision = { granted: true; audience: string; client: LocalClient } | TokenRefusal;

export function refuseTenant(tenantId: string): [status: number, body: Record<string, unknown>] {
  const { status, body } = refusals.unknownTenant(tenantId);
  return [status, body];
}

/** Checked in Entra's order: tenant, grant, client, consent, secret, scope. */
export function decideToken({ tenantId, form }: TokenRequest, rules: TokenRules): TokenDecision {
  if (rules.directory.tenant(tenantId) === undefined) return refusals.unknownTenant(tenantId);
  if (form.get('grant_type') !== 'client_credentials') return refusals.unsupportedGrant();
  const clientId = form.get('client_id') ?? '';
  const client = rules.clients.find((candidate) => candidate.clientId === clientId);
  if (client === undefined || rules.refused.has(tenantId)) return refusals.notInTenant(clientId, tenantId);
  if (form.get('client_secret') !== client.clientSecret) return refusals.wrongSecret(clientId);
  const scope = (form.get('scope') ?? '').split(' ').find((word) => word.endsWith('/.default'));
  if (scope === undefined) return refusals.wrongScope(form.get('scope') ?? '');
  const resource = scope.slice(0, -'/.default'.length);
  const ours = [rules.audience, `api://${rules.audience}`].includes(resource);
  if (!ours && resource !== graphAudience) return refusals.unknownResource(resource, tenantId);
  return { granted: true, audience: ours ? rules.audience : graphAudience, client };
}

const refusals = {
  unknownTenant: (tenantId: string) =>
    refuse('invalid_request', 90002, `Tenant '${tenantId}' not found. Check that the tenant ID is correct.`),
  unsupportedGrant: () =>
    refuse('unsupported_grant_type', 70003, 'The app requested an unsupported grant type.'),
  notInTenant: (clientId: string, tenantId: string) =>
    refuse(
      'unauthorized_client',
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  wrongSecret: (clientId: string) =>
    refuse('invalid_client', 7000215, `Invalid client secret provided for app '${clientId}'.`),
  wrongScope: (scope: string) =>
    refuse(
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid: /.default is missing.`,
    ),
  unknownResource: (resource: string, tenantId: string) =>
    refuse(
      'invalid_resource',
      500011,
      `The resource principal named ${resource} was not found in the tenant ${tenantId}.`,
    ),
};

/** A wrong secret is 401, every other refusal 400. */
function refuse(error: string, code: number, message: string): TokenRefusal {
  const ids = { trace_id: randomUUID(), correlation_id: randomUUID() };
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trail = `Trace ID: ${ids.trace_id} Correlation ID: ${ids.correlation_id} Timestamp: ${timestamp}`;
  const body = {
    error,
    error_description: `AADSTS${code}: ${message} ${trail}`,
    error_codes: [code],
    timestamp,
    ...ids,
  };
  return { granted: false, status: error === 'invalid_client' ? 401 : 400, body };
}
