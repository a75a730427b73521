/** Graph as the product reads it: the real client, the real credential, page by page. */
import { ClientSecretCredential } from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { startGraph } from '../../../infra/local/graph.ts';
import { client, contoso, startCloud } from './cloud.ts';

export interface Page {
  value: Record<string, unknown>[];
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
}

export async function startReader() {
  const cloud = await startCloud();
  const graph = await startGraph({ ...cloud, verify: cloud.identity.verify, pageSize: 2 });
  const { authorityHost } = cloud.identity;
  const tokenOf = async (tenantId: string) => {
    const options = { authorityHost, disableInstanceDiscovery: true };
    const credential = new ClientSecretCredential(tenantId, client.clientId, client.clientSecret, options);
    return (await credential.getToken('https://graph.microsoft.com/.default')).token;
  };
  const clientOf = (tenantId: string, getAccessToken = () => tokenOf(tenantId)) =>
    Client.initWithMiddleware({
      authProvider: { getAccessToken },
      baseUrl: graph.endpoint,
      customHosts: new Set(['127.0.0.1']),
    });
  const readAll = (path: string, tenantId = contoso) => readPages(clientOf(tenantId), path);
  const close = () => Promise.all([graph.close(), cloud.identity.close()]);
  return { ...cloud, graph, tokenOf, clientOf, readAll, close };
}

/** All pages from a path or an absolute link, with the delta link of the last one. */
async function readPages(graphClient: Client, path: string) {
  const value: Page['value'] = [];
  let deltaLink = '';
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: Page = await graphClient.api(next).get();
    value.push(...page.value);
    deltaLink = page['@odata.deltaLink'] ?? '';
    next = page['@odata.nextLink'];
  }
  return { value, deltaLink };
}

export const ids = (value: Page['value']) => value.map(({ id }) => id).sort();
