/** The containers in the form in which the database service takes them, on the desk and in Azure: infra/containers.json is written from here. */
import { type ContainerRequest, PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import { type ContainerDefinition, containers, indexingPolicy } from '../shared/azure/containers.ts';

const definitions: ContainerDefinition[] = Object.values(containers);

export const containerResources = definitions.map(
  (definition) =>
    ({
      id: definition.id,
      partitionKey: {
        paths: [definition.partitionKey],
        kind: PartitionKeyKind.Hash,
        version: PartitionKeyDefinitionVersion.V2,
      },
      indexingPolicy: indexingPolicy(definition),
      ...(definition.defaultTtlSeconds === undefined ? {} : { defaultTtl: definition.defaultTtlSeconds }),
    }) satisfies ContainerRequest,
);
