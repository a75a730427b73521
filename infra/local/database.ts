/** Creates the database and its containers from the app's own definition of them. */
import { CosmosClient } from '@azure/cosmos';
import { type ContainerDefinition, containers, indexingPolicy } from '../../shared/azure/containers.ts';

export const databaseName = 'incentives';

/** Safe to repeat. */
export async function createDatabase({ endpoint, key }: { endpoint: string; key: string }): Promise<void> {
  const client = new CosmosClient({ endpoint, key });
  const { database } = await client.databases.createIfNotExists({ id: databaseName });
  const definitions: ContainerDefinition[] = Object.values(containers);
  for (const definition of definitions) {
    await database.containers.createIfNotExists({
      id: definition.id,
      partitionKey: { paths: [definition.partitionKey] },
      indexingPolicy: indexingPolicy(definition),
      ...(definition.defaultTtlSeconds === undefined ? {} : { defaultTtl: definition.defaultTtlSeconds }),
    });
  }
  client.dispose();
}
