/** Creates the database and its containers from the app's own definition of them. */
import { CosmosClient } from '@azure/cosmos';
import { containerResources } from '../containers.ts';

export const databaseName = 'incentives';

/** Safe to repeat. */
export async function createDatabase({ endpoint, key }: { endpoint: string; key: string }): Promise<void> {
  const client = new CosmosClient({ endpoint, key });
  const { database } = await client.databases.createIfNotExists({ id: databaseName });
  for (const resource of containerResources) await database.containers.createIfNotExists(resource);
  client.dispose();
}
