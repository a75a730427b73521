/** An organization with one bound directory: the real stores and SDKs over the local database, Graph and sign-in. */
import { type Container, CosmosClient } from '@azure/cosmos';
import { startCosmos } from '../../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../../infra/local/database.ts';
import { startGraph } from '../../../infra/local/graph.ts';
import type { GrantableRole, Scope } from '../../../shared/access/member.ts';
import { getMember, getRoster } from '../../../shared/access/member-store.ts';
import { emptyRoster, enter } from '../../../shared/access/roster.ts';
import { commit } from '../../../shared/azure/writes.ts';
import { configure, requestSync } from '../../../shared/directory/directory.ts';
import {
  createDirectory,
  getDirectory,
  replaceDirectory,
} from '../../../shared/directory/directory-store.ts';
import { connectGraph, type Graph } from '../../../shared/directory/graph.ts';
import type { DirectorySettings } from '../../../shared/directory/settings.ts';
import { findOrganization, getOrganization } from '../../../shared/organizations/organization-store.ts';
import { client, contoso, person, startCloud } from '../../infra/local/cloud.ts';

const organizationId = 'contoso';
const binding = { organizationId, tenantId: contoso };
const defaults: DirectorySettings = { scope: 'all', mappings: [] };
const now = () => new Date('2026-08-15T12:00:00.000Z');

export async function startDesk({ pageSize = 200 } = {}) {
  const [cloud, cosmos] = await Promise.all([startCloud(), startCosmos({})]);
  await createDatabase(cosmos);
  const local = await startGraph({ ...cloud, verify: cloud.identity.verify, pageSize });
  const partners = new CosmosClient(cosmos).database(databaseName).container('partners');
  await createOrganization(partners);
  const graph = connectGraph(graphConfig(local, cloud.identity.authorityHost));
  return {
    ...deskOf({ partners, graph }),
    cloud,
    local,
    databaseFaults: cosmos.faults,
    close: async () => {
      await Promise.all([local.close(), cosmos.close(), cloud.identity.close()]);
    },
  };
}

/** What an administrator and a queue do with the directory. */
export function deskOf({ partners, graph }: { partners: Container; graph: Graph }) {
  const directory = () => getDirectory(partners, binding);
  const member = (nickname: string) =>
    getMember(partners, organizationId, `${contoso}:${person(nickname).id}`);
  return {
    deps: { partners, now, graph },
    directory,
    roster: () => getRoster(partners, organizationId),
    member,
    request: async (syncId: string) => {
      await replaceDirectory(partners, requestSync(await directory(), { syncId, now: now() }));
      return { ...binding, syncId };
    },
    /** Settings, and the sync that applies them. */
    configure: async (settings: Partial<DirectorySettings>, syncId: string) => {
      const wanted = { ...defaults, ...settings };
      await replaceDirectory(partners, configure(await directory(), wanted, { syncId, now: now() }));
      return { ...binding, syncId };
    },
    /** A role by hand, as an administrator gives it. */
    grant: async (nickname: string, role: GrantableRole, scopes: Scope[]) => {
      const before = await member(nickname);
      const given = { scopes, assignedAt: now().toISOString(), assignedBy: 'operator' };
      const after = { ...before, grants: { ...before.grants, [role]: given } };
      const roster = await getRoster(partners, organizationId);
      await commit(partners, organizationId, [
        { replace: after, ifMatch: before.etag },
        { replace: enter(roster, after), ifMatch: roster.etag },
      ]);
    },
  };
}

/** Sign-in and Graph as the local ones are. */
export function graphConfig({ endpoint }: { endpoint: string }, authorityHost: string) {
  return {
    graph: { endpoint, ...client },
    identity: { authorityHost, audience: client.clientId, operatorTenantId: contoso },
    managedIdentityClientId: undefined,
  };
}

/** Migrated, with its directory bound and not read yet. */
export async function createOrganization(partners: Container) {
  const common = { organizationId, schemaVersion: 1 as const };
  const organization = {
    ...common,
    id: 'organization',
    kind: 'organization',
    legalName: 'Contoso',
    country: 'DE',
    globalMpnId: '1',
    contactMail: 'info@contoso.example',
    migration: { status: 'completed' },
    agreements: {},
    tenants: [],
  };
  const change = '00000000-0000-4000-8000-000000000000';
  const reconciliation = { ...common, id: 'reconciliation', kind: 'reconciliation', change };
  await commit(partners, organizationId, [
    { create: organization },
    { create: reconciliation },
    { create: emptyRoster(organizationId) },
  ]);
  const stored = getOrganization({ organization: await findOrganization(partners, organizationId) });
  await createDirectory(partners, stored, {
    tenantId: contoso,
    settings: defaults,
    by: 'operator',
    now: now(),
  });
}
