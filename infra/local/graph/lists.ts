/** The plain lists of Graph: members of a role, users in a group, groups, the organization; paged like the real ones. */
import type { DirectoryTenant } from '../directory.ts';
import { type Answer, fail, notFound, pick, selected } from './answers.ts';
import type { Delta, TenantRequest } from './delta.ts';
import {
  defaultUserFields,
  type Entity,
  groupEntity,
  organizationEntity,
  transitiveUsers,
  userEntity,
} from './entities.ts';

export interface ListRequest extends TenantRequest {
  tenant: DirectoryTenant;
  /** What the path names: a role template, a group. */
  id: string;
}

/** A role nobody ever held is not enabled in the tenant, and then does not exist for Graph. */
export function roleMembers(graph: Delta, request: ListRequest): Answer {
  const { tenant, tenantId, id, url } = request;
  if (!graph.directory.isRoleEnabled(tenantId, id)) return notFound(id);
  const fields = selected(url) ?? defaultUserFields;
  return paged(graph, request, {
    items: tenant.users.filter(({ directoryRoles }) => directoryRoles.includes(id)),
    // Members of a role may be of several types, so Graph names the type of each.
    tell: (user) => ({ '@odata.type': '#microsoft.graph.user', ...pick(userEntity(user), fields) }),
  });
}

export function groupUsers(graph: Delta, request: ListRequest): Answer {
  const group = request.tenant.groups.find(({ id }) => id === request.id);
  if (group === undefined) return notFound(request.id);
  const fields = selected(request.url) ?? defaultUserFields;
  const items = transitiveUsers(request.tenant, group);
  return paged(graph, request, { items, tell: (user) => pick(userEntity(user), fields) });
}

/** Understands `$filter` by `displayName eq '…'`, `startswith(displayName,'…')` and `id eq '…'`; refuses any other. */
export function groups(graph: Delta, request: ListRequest): Answer {
  const filter = request.url.searchParams.get('$filter');
  const fits = filterOf(filter);
  if (fits === undefined)
    return fail(400, 'Request_UnsupportedQuery', `Unsupported or invalid query filter: ${filter}`);
  const items = request.tenant.groups.map(groupEntity).filter(fits);
  return paged(graph, request, { items, tell: (entity) => narrowed(entity, request) });
}

export function group(_graph: Delta, request: ListRequest): Answer {
  const found = request.tenant.groups.find(({ id }) => id === request.id);
  if (found === undefined) return notFound(request.id);
  return { status: 200, body: narrowed(groupEntity(found), request) };
}

export function organization(graph: Delta, request: ListRequest): Answer {
  const items = [organizationEntity(request.tenant)];
  return paged(graph, request, { items, tell: (entity) => narrowed(entity, request) });
}

function narrowed(entity: Entity, { url }: TenantRequest): Entity {
  return pick(entity, selected(url) ?? Object.keys(entity));
}

function filterOf(filter: string | null): ((entity: Entity) => boolean) | undefined {
  if (filter === null) return () => true;
  const [, field = '', wanted = ''] = /^(displayName|id) eq '((?:[^']|'')*)'$/.exec(filter) ?? [];
  if (field !== '') return (entity) => same(entity[field], unquoted(wanted));
  const [, start] = /^startswith\(displayName, ?'((?:[^']|'')*)'\)$/i.exec(filter) ?? [];
  if (start === undefined) return undefined;
  return ({ displayName }) => String(displayName).toLowerCase().startsWith(unquoted(start).toLowerCase());
}

/** Entra compares names without regard to case. */
function same(fact: unknown, wanted: string): boolean {
  return String(fact).toLowerCase() === wanted.toLowerCase();
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}

interface List<Item> {
  items: Item[];
  tell(item: Item): Entity;
}

function paged<Item>(graph: Delta, { tenantId, url }: TenantRequest, { items, tell }: List<Item>): Answer {
  const token = url.searchParams.get('$skiptoken');
  const state = token === null ? undefined : graph.links.read(token, tenantId);
  if (token !== null && state?.of !== url.pathname) {
    return fail(400, 'Directory_ExpiredPageToken', 'The specified page token value has expired.');
  }
  const offset = state?.offset ?? 0;
  const end = offset + Math.min(Number(url.searchParams.get('$top')) || graph.pageSize, 999);
  const next = graph.links.write({ tenantId, of: url.pathname, from: 0, to: 0, offset: end });
  const more = end < items.length ? { '@odata.nextLink': nextLink(graph.endpoint, url, next) } : {};
  const value = items.slice(offset, end).map(tell);
  return { status: 200, body: { '@odata.context': `${graph.endpoint}/v1.0/$metadata`, ...more, value } };
}

/** The link repeats the query it goes on with, as Graph's does. */
function nextLink(endpoint: string, url: URL, token: string): string {
  const query = [...url.searchParams].filter(([name]) => name !== '$skiptoken');
  const repeated = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join('');
  return `${endpoint}${url.pathname}?${repeated}$skiptoken=${token}`;
}
