/** The connection to Cosmos DB and its containers. */
import { type Container, CosmosClient } from '@azure/cosmos';
import type { Config } from '../config.ts';
import { containers } from './containers.ts';
import { ownCredential } from './credential.ts';

type Containers = Record<keyof typeof containers, Container>;

const requestTimeoutMs = 10_000;

export function connectDatabase(config: Config): Containers {
  const { endpoint, key, database: id } = config.cosmos;
  const credential = key ? { key } : { aadCredentials: ownCredential(config) };
  const client = new CosmosClient({
    endpoint,
    ...credential,
    connectionPolicy: {
      requestTimeout: requestTimeoutMs,
      retryOptions: { maxRetryAttemptCount: 5, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 8 },
    },
  });
  const open = (name: keyof Containers) => client.database(id).container(containers[name].id);
  return {
    partners: open('partners'),
    claims: open('claims'),
    programs: open('programs'),
    runs: open('runs'),
  };
}
