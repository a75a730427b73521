/** The connection to Cosmos DB and its containers. */
import { ConsistencyLevel, type Container, CosmosClient } from '@azure/cosmos';
import type { Config } from '../config.ts';
import { containers } from './containers.ts';
import { ownCredential } from './credential.ts';
import { attempt } from './faults.ts';
import { withoutPlans } from './plans.ts';
import { spans } from './spans.ts';

type Containers = Record<keyof typeof containers, Container>;

const requestTimeoutMs = 10_000;

export function connectDatabase(config: Config): Containers {
  const { endpoint, key, database: id } = config.cosmos;
  const credential = key ? { key } : { aadCredentials: ownCredential(config) };
  const client = new CosmosClient({
    endpoint,
    ...credential,
    ...pluginsFor(config),
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

/** The plan that is refused never becomes a request, so it makes no span. */
function pluginsFor({ telemetry }: Config) {
  return telemetry ? { plugins: [...withoutPlans.plugins, spans] } : withoutPlans;
}

/** A revocation that one instance answered must be seen by the next: no weaker level promises that. @throws Error naming the level found. */
export async function requireStrongConsistency({ partners }: Pick<Containers, 'partners'>): Promise<void> {
  const { resource } = await attempt(() => partners.database.client.getDatabaseAccount());
  const found = resource?.consistencyPolicy;
  if (found === ConsistencyLevel.Strong) return;
  throw new Error(
    `The database account has the consistency level ${found}; this needs Strong. Set it on the account, and start again.`,
  );
}
