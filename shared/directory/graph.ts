/** Reads a company's users and Global administrators from Microsoft Graph, with a token of that company's tenant. */
import type { TokenCredential, TokenCredentialOptions } from '@azure/identity';
import type { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { ownCredential } from '../azure/credential.ts';
import type { Config } from '../config.ts';
import { globalAdministratorRole } from '../http/token.ts';
import { Administrators, faultCode, pageOf, type UserPage } from './graph-answers.ts';
import type { FaultCode } from './sync.ts';

export interface Graph {
  /** One page of what changed since `link`; everything when there is none. @throws DirectoryFault */
  readUsers(tenantId: string, link: string | undefined): Promise<UserPage>;
  /** Object ids of the tenant's Global administrators. @throws DirectoryFault */
  readGlobalAdministrators(tenantId: string): Promise<string[]>;
}

/** Why the directory could not be read; `cause` is the SDK's own error. */
export class DirectoryFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, cause: unknown) {
    super(`The directory cannot be read: ${code}`, { cause });
    this.name = 'DirectoryFault';
    this.code = code;
  }
}

type GraphConfig = Pick<Config, 'graph' | 'identity' | 'managedIdentityClientId'>;
/** One answer of Graph, parsed by whoever asked. @throws GraphError */
type Get = (tenantId: string, path: string) => Promise<unknown>;

/** One time-out for a request with the client's own retries: a directory that asks for a longer wait is read at the next sync. */
const timeoutMs = 30_000;
const graphScope = 'https://graph.microsoft.com/.default';
const publicAuthority = 'https://login.microsoftonline.com';

const everybody = '/users/delta?$select=id,displayName,mail,preferredLanguage,accountEnabled,userType';
const administrators = `/directoryRoles(roleTemplateId='${globalAdministratorRole}')/members?$select=id`;

/** Where a Global administrator of the tenant consents to its directory being read. */
export function consentUrls({ identity, graph }: Pick<Config, 'identity' | 'graph'>) {
  return (tenantId: string) =>
    `${identity.authorityHost}/${tenantId}/adminconsent?client_id=${graph.clientId}`;
}

export function connectGraph(config: GraphConfig): Graph {
  const clients = new Map<string, Promise<Client>>();
  const get: Get = async (tenantId, path) => {
    const client = clients.get(tenantId) ?? connectTenant(config, tenantId);
    clients.set(tenantId, client);
    return (await client).api(path).option('signal', AbortSignal.timeout(timeoutMs)).get();
  };
  return {
    readUsers: (tenantId, link) => {
      // Links come from the store: a token is shown to the configured endpoint only.
      if (link !== undefined && new URL(link).origin !== new URL(config.graph.endpoint).origin)
        return Promise.reject(new DirectoryFault('linkExpired', 'The link belongs to another endpoint'));
      return told(async () => pageOf(await get(tenantId, link ?? everybody)));
    },
    readGlobalAdministrators: (tenantId) => told(() => listAdministrators(get, tenantId)),
  };
}

async function connectTenant(config: GraphConfig, tenantId: string): Promise<Client> {
  const [{ Client }, credential] = await Promise.all([
    import('@microsoft/microsoft-graph-client'),
    tenantCredential(config, tenantId),
  ]);
  return Client.initWithMiddleware({
    authProvider: { getAccessToken: async () => (await credential.getToken(graphScope))?.token ?? '' },
    baseUrl: config.graph.endpoint,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(config.graph.endpoint).hostname]),
  });
}

/** The app in the company's tenant: by its secret where there is one, else vouched for by its own managed identity. */
async function tenantCredential(config: GraphConfig, tenantId: string): Promise<TokenCredential> {
  const { ClientAssertionCredential, ClientSecretCredential } = await import('@azure/identity');
  const { clientId, clientSecret } = config.graph;
  const options = credentialOptions(config);
  if (clientSecret) return new ClientSecretCredential(tenantId, clientId, clientSecret, options);
  const own = ownCredential(config);
  const assertion = async () => (await own.getToken('api://AzureADTokenExchange/.default'))?.token ?? '';
  return new ClientAssertionCredential(tenantId, clientId, assertion, options);
}

/** The SDK of identity has no time-out of its own. */
function credentialOptions({ identity }: GraphConfig): TokenCredentialOptions & {
  disableInstanceDiscovery: boolean;
} {
  const { authorityHost } = identity;
  const policy: NonNullable<TokenCredentialOptions['additionalPolicies']>[number]['policy'] = {
    name: 'timeOut',
    sendRequest: (request, next) => next(Object.assign(request, { timeout: timeoutMs })),
  };
  return {
    authorityHost,
    disableInstanceDiscovery: authorityHost !== publicAuthority,
    additionalPolicies: [{ position: 'perCall', policy }],
    retryOptions: { maxRetries: 2 },
  };
}

/** A role that nobody ever held does not exist. Members of a role may be groups and applications too. */
async function listAdministrators(get: Get, tenantId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let path: string | undefined = administrators; path !== undefined; ) {
    const page = Administrators.parse(await get(tenantId, path).catch(nobodyWhereMissing));
    const users = page.value.filter((one) => (one['@odata.type'] ?? 'user').endsWith('user'));
    ids.push(...users.map((one) => one.id));
    path = page['@odata.nextLink'];
  }
  return ids;
}

function nobodyWhereMissing(error: Partial<GraphError>) {
  if (error.statusCode === 404) return { value: [] };
  throw error;
}

async function told<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new DirectoryFault(faultCode(error as Partial<GraphError>), error);
  }
}
