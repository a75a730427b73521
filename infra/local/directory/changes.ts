/** One tenant's people and groups with the log of their changes, and the verbs that write both together. */
import type {
  DirectoryChanges,
  DirectoryGroup,
  DirectoryTenant,
  DirectoryUser,
  RemovalReason,
} from '../directory.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

export interface TenantState {
  tenant: DirectoryTenant;
  users: Map<string, DirectoryUser>;
  removed: Map<string, RemovalReason>;
  enabledRoles: Set<string>;
  /** User ids in the order of their changes; a position is an index into it. */
  log: string[];
  /** Kept because the pages of one round ask for the same changes again and again. */
  lastRound?: DirectoryChanges & { from: number };
}

/** Without its users: adding one is a change like any other. */
export function createState(tenant: DirectoryTenant): TenantState {
  return {
    tenant: { ...tenant, users: [], groups: structuredClone(tenant.groups) },
    users: new Map(),
    removed: new Map(),
    enabledRoles: new Set([globalAdministrator]),
    log: [],
  };
}

export function addUser(state: TenantState, user: DirectoryUser): void {
  if (state.users.has(user.id)) throw new Error(`There is a user ${user.id} already`);
  const own = structuredClone(user);
  state.users.set(user.id, own);
  state.tenant.users.push(own);
  state.removed.delete(user.id);
  changed(state, own);
}

export function updateUser(state: TenantState, userId: string, changes: Partial<DirectoryUser>): void {
  const user = existing(state, userId);
  Object.assign(user, structuredClone(changes));
  changed(state, user);
}

/** Role membership is no property of a user: it enables the role and is not told by the delta of users. */
export function setRoles(state: TenantState, userId: string, roles: string[]): void {
  existing(state, userId).directoryRoles = [...roles];
  for (const role of roles) state.enabledRoles.add(role);
}

export function removeUser(state: TenantState, userId: string, reason: RemovalReason): void {
  // A user already in the bin can still be deleted for good.
  if (!state.removed.has(userId)) existing(state, userId);
  state.users.delete(userId);
  state.tenant.users = state.tenant.users.filter(({ id }) => id !== userId);
  for (const group of state.tenant.groups) group.members = group.members.filter((id) => id !== userId);
  state.removed.set(userId, reason);
  state.log.push(userId);
}

export function addGroup(state: TenantState, group: DirectoryGroup): void {
  if (state.tenant.groups.some(({ id }) => id === group.id))
    throw new Error(`There is a group ${group.id} already`);
  state.tenant.groups.push(structuredClone(group));
}

export function setGroupMembers(state: TenantState, groupId: string, members: string[]): void {
  const group = state.tenant.groups.find(({ id }) => id === groupId);
  if (group === undefined) throw new Error(`There is no group ${groupId} in ${state.tenant.displayName}`);
  group.members = [...members];
}

/** Each user once, at the place of the last change, so that a page already served stays the same page. */
export function changesSince(
  state: TenantState,
  position: number,
  upTo = state.log.length,
): DirectoryChanges {
  const { lastRound } = state;
  if (lastRound?.from === position && lastRound.position === upTo) return lastRound;
  const latest = new Set(state.log.slice(position, upTo).reverse());
  state.lastRound = { from: position, position: upTo, userIds: [...latest].reverse() };
  return state.lastRound;
}

function changed(state: TenantState, user: DirectoryUser): void {
  for (const role of user.directoryRoles) state.enabledRoles.add(role);
  state.log.push(user.id);
}

function existing(state: TenantState, userId: string): DirectoryUser {
  const user = state.users.get(userId);
  if (user === undefined) throw new Error(`There is no user ${userId} in ${state.tenant.displayName}`);
  return user;
}
