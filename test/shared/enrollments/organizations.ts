/** Organizations written straight into a database of a test's own, with the app's indexes. */
import { type Container, CosmosClient } from '@azure/cosmos';
import { type CosmosStandIn, startCosmos } from '../../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../../infra/local/database.ts';
import { containers } from '../../../shared/azure/containers.ts';
import { commit } from '../../../shared/azure/writes.ts';
import type { Glimpse } from '../../../shared/enrollments/glimpse.ts';
import type { HistoryEntry } from '../../../shared/enrollments/history.ts';

export interface PartnerDatabase {
  partners: Container;
  spent: CosmosStandIn['spent'];
  close(): Promise<void>;
}

export async function openPartners(): Promise<PartnerDatabase> {
  const cosmos = await startCosmos();
  await createDatabase(cosmos);
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const close = async () => {
    client.dispose();
    await cosmos.close();
  };
  return {
    partners: client.database(databaseName).container(containers.partners.id),
    spent: cosmos.spent,
    close,
  };
}

export type Stored = Glimpse & { history?: Pick<HistoryEntry, 'what' | 'occasion'>[] };

export interface Contents {
  organizationId: string;
  mpnIds: string[];
  enrollments: Stored[];
}

export async function fill(partners: Container, { organizationId, ...contents }: Contents): Promise<void> {
  const documents = documentsOf({ organizationId, ...contents });
  for (let from = 0; from < documents.length; from += 90)
    await commit(
      partners,
      organizationId,
      documents.slice(from, from + 90).map((create) => ({ create })),
    );
}

/** Locations and enrollments, as large as they are in earnest. */
function documentsOf({ organizationId, mpnIds, enrollments }: Contents) {
  const common = { schemaVersion: 1, organizationId };
  return [
    ...mpnIds.map((mpnId) => ({
      ...{ ...common, kind: 'location', id: `location:${mpnId}` },
      ...{ mpnId, name: nameOf(mpnId), country: 'SE' },
    })),
    ...enrollments.map((enrollment) => ({
      ...{ ...common, kind: 'enrollment', id: `enrollment:${enrollment.programId}:${enrollment.mpnId}` },
      ...{ rollovers: [], history: [], ...enrollment },
    })),
  ];
}

export const nameOf = (mpnId: string) => `Office ${mpnId}`;
