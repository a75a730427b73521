/** Which path of Graph answers what, and whose directory a request may see. */
import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import type { DirectoryTenant } from '../directory.ts';
import { type Answer, fail } from './answers.ts';
import { type Delta, usersDelta } from './delta.ts';
import { group, groups, groupUsers, type ListRequest, organization, roleMembers } from './lists.ts';

export interface Graph extends Delta {
  verify(token: string): Promise<unknown>;
}

type Endpoint = (graph: Delta, request: ListRequest) => Answer;

const cast = '(?:/microsoft\\.graph\\.user)?';
const routes: [path: RegExp, endpoint: Endpoint][] = [
  [/^users\/(?:microsoft\.graph\.)?delta(?:\(\))?$/, usersDelta],
  [new RegExp(`^directoryRoles\\(roleTemplateId='([^']+)'\\)/members${cast}$`, 'i'), roleMembers],
  [/^groups\/([^/]+)\/transitiveMembers\/microsoft\.graph\.user$/, groupUsers],
  [/^groups\/([^/]+)$/, group],
  [/^groups$/, groups],
  [/^organization$/, organization],
];

export async function route(graph: Graph, request: IncomingMessage, url: URL | undefined): Promise<Answer> {
  const tenant = await tenantOf(graph, request);
  if (tenant === undefined)
    return fail(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
  const path = pathOf(url);
  for (const [pattern, endpoint] of routes) {
    const match = pattern.exec(path);
    if (url === undefined || match === null) continue;
    if (request.method !== 'GET') return wrongMethod;
    return endpoint(graph, { tenantId: tenant.tenantId, tenant, url, id: match[1] ?? '' });
  }
  return fail(400, 'BadRequest', `Resource not found for the segment '${path.split('/')[0]}'.`);
}

const wrongMethod = fail(
  405,
  'Request_BadRequest',
  'Specified HTTP method is not allowed for the request target.',
);

function pathOf(url: URL | undefined): string {
  const path = url?.pathname ?? '';
  try {
    return decodeURIComponent(path)
      .replace(/^\/v1\.0\//, '')
      .replace(/\/$/, '');
  } catch {
    return path;
  }
}

/** The tenant named by a valid, unexpired token for Graph; undefined for any other token. */
async function tenantOf(graph: Graph, request: IncomingMessage): Promise<DirectoryTenant | undefined> {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  try {
    await graph.verify(token);
    const { aud, exp = 0, tid } = decodeJwt(token);
    const isForGraph = aud === 'https://graph.microsoft.com' && exp > Date.now() / 1000;
    return isForGraph && typeof tid === 'string' ? graph.directory.tenant(tid) : undefined;
  } catch {
    return undefined;
  }
}
