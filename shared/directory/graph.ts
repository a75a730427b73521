/** Reads a company's users, Global administrators and groups from Microsoft Graph, with a token of that company's tenant. */
import type { TokenCredential, TokenCredentialOptions } from '@azure/identity';
import type { GraphRequest } from '@microsoft/microsoft-graph-client';
import { ownCredential } from '../azure/credential.ts';
import type { Config } from '../config.ts';
import { globalAdministratorRole } from '../http/token.ts';
import { loadedOnce } from '../lazily.ts';
import { reading } from '../telemetry/calls.ts';
import { type ClientError, DirectoryFault, faultOf, isLongWait, waitSeconds } from './fault.ts';
import { type MemberPage, memberPageOf, pageOf, type UserPage } from './graph-answers.ts';
import type { DirectoryUser } from './profiles.ts';

export interface Graph {
  /** One page of what changed since `link`; everything when there is none. @throws DirectoryFault */
  readUsers(tenantId: string, link: string | undefined): Promise<UserPage>;
  /** The tenant's Global administrators. @throws DirectoryFault */
  readGlobalAdministrators(tenantId: string): Promise<DirectoryUser[]>;
  /** One page of the users of a group and of the groups inside it; undefined where there is no such group. @throws DirectoryFault */
  readGroup(
    tenantId: string,
    page: { groupId: string; link?: string | undefined },
  ): Promise<MemberPage | undefined>;
}

type GraphConfig = Pick<Config, 'graph' | 'identity' | 'managedIdentityClientId'>;
/** One answer of Graph, parsed by whoever asked. @throws GraphError */
type Get = (tenantId: string, path: string, headers?: Record<string, string>) => Promise<unknown>;
type Connection = (path: string) => GraphRequest;

/** One time-out for a request with the client's own three retries. */
const timeoutMs = 30_000;
const graphScope = 'https://graph.microsoft.com/.default';
const publicAuthority = 'https://login.microsoftonline.com';

const facts = '$select=id,displayName,mail,preferredLanguage,accountEnabled,userType';
const everybody = `/users/delta?${facts}`;
const administrators = `/directoryRoles(roleTemplateId='${globalAdministratorRole}')/members?${facts}`;
/** Naming a type of members is an advanced query: learn.microsoft.com/graph/aad-advanced-queries. */
const advanced = { ConsistencyLevel: 'eventual' };
const groupUsers = (groupId: string) =>
  `/groups/${groupId}/transitiveMembers/microsoft.graph.user?${facts}&$count=true&$top=999`;

/** Where a Global administrator of the tenant consents to its directory being read. */
export function consentUrls({ identity, graph }: Pick<Config, 'identity' | 'graph'>) {
  return (tenantId: string) =>
    `${identity.authorityHost}/${tenantId}/adminconsent?client_id=${graph.clientId}`;
}

export function connectGraph(config: GraphConfig): Graph {
  const tenants = new Map<string, () => Promise<Connection>>();
  const get: Get = async (tenantId, path, headers = {}) => {
    const connect = tenants.get(tenantId) ?? loadedOnce(() => connectTenant(config, tenantId));
    tenants.set(tenantId, connect);
    return reading(config.graph.endpoint, path, async () => {
      const request = (await connect())(path).headers(headers);
      return request.option('signal', AbortSignal.timeout(timeoutMs)).get();
    });
  };
  return {
    readUsers: (tenantId, link) => {
      // Links come from the store: a token is shown to the configured endpoint only.
      if (link !== undefined && new URL(link).origin !== new URL(config.graph.endpoint).origin)
        return Promise.reject(new DirectoryFault('linkExpired', 'The link belongs to another endpoint'));
      return told(async () => pageOf(await get(tenantId, link ?? everybody)));
    },
    readGlobalAdministrators: (tenantId) => told(() => listAdministrators(get, tenantId)),
    readGroup: (tenantId, { groupId, link }) =>
      told(async () => {
        const path = link ?? groupUsers(groupId);
        const answer = await get(tenantId, path, advanced).catch(nothingWhereMissing);
        return answer === undefined ? undefined : memberPageOf(answer);
      }),
  };
}

async function connectTenant(config: GraphConfig, tenantId: string): Promise<Connection> {
  const [{ Client, RetryHandlerOptions }, credential] = await Promise.all([
    import('@microsoft/microsoft-graph-client'),
    tenantCredential(config, tenantId),
  ]);
  const client = Client.initWithMiddleware({
    authProvider: { getAccessToken: async () => (await credential.getToken(graphScope))?.token ?? '' },
    baseUrl: config.graph.endpoint,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(config.graph.endpoint).hostname]),
  });
  const patience = new RetryHandlerOptions(3, 3, (...call) => !isLongWait(waitSeconds(call[4].headers)));
  return (path) => client.api(path).middlewareOptions([patience]);
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
async function listAdministrators(get: Get, tenantId: string): Promise<DirectoryUser[]> {
  const people: DirectoryUser[] = [];
  for (let path: string | undefined = administrators; path !== undefined; ) {
    const page = memberPageOf((await get(tenantId, path).catch(nothingWhereMissing)) ?? { value: [] });
    people.push(...page.users);
    path = page.link;
  }
  return people;
}

function nothingWhereMissing(error: ClientError): undefined {
  if (error.statusCode !== 404) throw error;
}

async function told<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw faultOf(error as ClientError);
  }
}
