/** The people and groups of every local tenant, and the log of what changed: what sign-in and Graph both tell about. */

import {
  addGroup,
  addUser,
  changesSince,
  createState,
  removeUser,
  setGroupMembers,
  setRoles,
  type TenantState,
  updateUser,
} from './directory/changes.ts';

export interface DirectoryUser {
  /** GUID, the `oid` of this person's tokens. */
  id: string;
  /** Unique in the whole local cloud: the name one types to get this person's token. */
  nickname: string;
  displayName: string;
  mail: string | null;
  userPrincipalName: string;
  /** For example `sv-SE`. */
  preferredLanguage: string | null;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  /** Role template ids. */
  directoryRoles: string[];
  /** App roles of our own API, for example `Operator`. */
  appRoles?: string[];
}

export interface DirectoryGroup {
  id: string;
  displayName: string;
  /** Ids of users and of other groups; groups may contain each other. */
  members: string[];
}

export interface DirectoryTenant {
  tenantId: string;
  displayName: string;
  domain: string;
  users: DirectoryUser[];
  groups: DirectoryGroup[];
}

/** `changed` can be restored for 30 days, `deleted` is gone: the words of Graph's `@removed`. */
export type RemovalReason = 'changed' | 'deleted';

export interface DirectoryChanges {
  /** Where the next call goes on. */
  position: number;
  /** In the order of their last change, each user once. */
  userIds: string[];
}

export interface Directory {
  readonly tenants: DirectoryTenant[];
  tenant(tenantId: string): DirectoryTenant | undefined;
  addTenant(tenant: DirectoryTenant): void;
  findUser(nickname: string): { tenant: DirectoryTenant; user: DirectoryUser } | undefined;
  user(tenantId: string, userId: string): DirectoryUser | undefined;
  /** Also restores a removed user. Throws where the id or the nickname is taken. */
  addUser(tenantId: string, user: DirectoryUser): void;
  updateUser(
    tenantId: string,
    userId: string,
    changes: Partial<Omit<DirectoryUser, 'id' | 'nickname'>>,
  ): void;
  removeUser(tenantId: string, userId: string, reason: RemovalReason): void;
  setDirectoryRoles(tenantId: string, userId: string, roles: string[]): void;
  addGroup(tenantId: string, group: DirectoryGroup): void;
  setGroupMembers(tenantId: string, groupId: string, members: string[]): void;
  /** Why a user that was here is not any more. */
  removal(tenantId: string, userId: string): RemovalReason | undefined;
  /** A role is enabled in a tenant from the first time anyone holds it, and stays so. */
  isRoleEnabled(tenantId: string, roleTemplateId: string): boolean;
  changesSince(tenantId: string, position: number, upTo?: number): DirectoryChanges;
}

/** Where each nickname of the local cloud lives. */
type Nicknames = Map<string, { tenantId: string; userId: string }>;

export function createDirectory(tenants: DirectoryTenant[]): Directory {
  const states = new Map<string, TenantState>();
  const nicknames: Nicknames = new Map();
  const add = (tenantId: string, user: DirectoryUser) => {
    if (findUser(states, nicknames, user.nickname)) throw new Error(`The nickname ${user.nickname} is taken`);
    addUser(existing(states, tenantId), user);
    nicknames.set(user.nickname, { tenantId, userId: user.id });
  };
  const addTenant = (tenant: DirectoryTenant) => {
    if (states.has(tenant.tenantId)) throw new Error(`There is a tenant ${tenant.tenantId} already`);
    states.set(tenant.tenantId, createState(tenant));
    for (const user of tenant.users) add(tenant.tenantId, user);
  };
  tenants.forEach(addTenant);
  return {
    get tenants() {
      return [...states.values()].map(({ tenant }) => tenant);
    },
    tenant: (tenantId) => states.get(tenantId)?.tenant,
    addTenant,
    findUser: (nickname) => findUser(states, nicknames, nickname),
    addUser: add,
    ...verbs((tenantId) => existing(states, tenantId)),
  };
}

type Verbs = Omit<Directory, 'tenants' | 'tenant' | 'addTenant' | 'findUser' | 'addUser'>;

function verbs(of: (tenantId: string) => TenantState): Verbs {
  return {
    user: (tenantId, userId) => of(tenantId).users.get(userId),
    updateUser: (tenantId, userId, changes) => updateUser(of(tenantId), userId, changes),
    removeUser: (tenantId, userId, reason) => removeUser(of(tenantId), userId, reason),
    setDirectoryRoles: (tenantId, userId, roles) => setRoles(of(tenantId), userId, roles),
    addGroup: (tenantId, group) => addGroup(of(tenantId), group),
    setGroupMembers: (tenantId, groupId, members) => setGroupMembers(of(tenantId), groupId, members),
    removal: (tenantId, userId) => of(tenantId).removed.get(userId),
    isRoleEnabled: (tenantId, role) => of(tenantId).enabledRoles.has(role),
    changesSince: (tenantId, position, upTo) => changesSince(of(tenantId), position, upTo),
  };
}

function findUser(states: Map<string, TenantState>, nicknames: Nicknames, nickname: string) {
  const holder = nicknames.get(nickname);
  const state = holder && states.get(holder.tenantId);
  const user = holder && state?.users.get(holder.userId);
  return state && user ? { tenant: state.tenant, user } : undefined;
}

function existing(states: Map<string, TenantState>, tenantId: string): TenantState {
  const state = states.get(tenantId);
  if (state === undefined) throw new Error(`There is no tenant ${tenantId}`);
  return state;
}
