/** An organization with one bound directory: the real stores and SDKs over the local database, Graph and sign-in. */
import { CosmosClient } from '@azure/cosmos';
import { startCosmos } from '../../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../../infra/local/database.ts';
import { startGraph } from '../../../infra/local/graph.ts';
import { getMember, getRoster } from '../../../shared/access/member-store.ts';
import { emptyRoster } from '../../../shared/access/roster.ts';
import { commit } from '../../../shared/azure/writes.ts';
import { requestSync } from '../../../shared/directory/directory.ts';
import {
  createDirectory,
  getDirectory,
  replaceDirectory,
} from '../../../shared/directory/directory-store.ts';
import { connectGraph } from '../../../shared/directory/graph.ts';
import { findOrganization, getOrganization } from '../../../shared/organizations/organization-store.ts';
import { client, contoso, person, startCloud } from '../../infra/local/cloud.ts';

const organizationId = 'contoso';
const binding = { organizationId, tenantId: contoso };
const now = () => new Date('2026-08-15T12:00:00.000Z');

export async function startDesk() {
  const [cloud, cosmos] = await Promise.all([startCloud(), startCosmos({})]);
  await createDatabase(cosmos);
  const local = await startGraph({ ...cloud, verify: cloud.identity.verify, pageSize: 200 });
  const partners = new CosmosClient(cosmos).database(databaseName).container('partners');
  const deps = { partners, now, graph: connectGraph(configOf(local, cloud)) };
  await createOrganization(partners);
  return {
    cloud,
    local,
    deps,
    databaseFaults: cosmos.faults,
    directory: () => getDirectory(partners, binding),
    roster: () => getRoster(partners, organizationId),
    member: (nickname: string) => getMember(partners, organizationId, `${contoso}:${person(nickname).id}`),
    request: async (syncId: string) => {
      await replaceDirectory(
        partners,
        requestSync(await getDirectory(partners, binding), { syncId, now: now() }),
      );
      return { ...binding, syncId };
    },
    close: async () => {
      await Promise.all([local.close(), cosmos.close(), cloud.identity.close()]);
    },
  };
}

type Partners = Parameters<typeof getRoster>[0];
type Cloud = Awaited<ReturnType<typeof startCloud>>;

function configOf({ endpoint }: { endpoint: string }, { identity: { authorityHost } }: Cloud) {
  return {
    graph: { endpoint, ...client },
    identity: { authorityHost, audience: client.clientId, operatorTenantId: contoso },
    managedIdentityClientId: undefined,
  };
}

async function createOrganization(partners: Partners) {
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
  await createDirectory(partners, stored, { tenantId: contoso, now: now() });
}
