/** Gives tests an account: the stand-in, or the one that COSMOS_ENDPOINT and COSMOS_KEY name. */
import { randomUUID } from 'node:crypto';
import {
  type Container,
  type ContainerRequest,
  CosmosClient,
  type Database,
  type JSONValue,
} from '@azure/cosmos';
import { type CosmosStandIn, startCosmos } from '../../../../infra/local/cosmos/server.ts';

export interface TestAccount {
  readonly client: CosmosClient;
  readonly database: Database;
  /** Undefined when the tests run against another account. */
  readonly standIn: CosmosStandIn | undefined;
  container(options?: Omit<ContainerRequest, 'id'>): Promise<Container>;
  close(): Promise<void>;
}

const { COSMOS_ENDPOINT, COSMOS_KEY } = process.env;

/** What only the stand-in can be made to do: fail on purpose, take broken bytes. */
export const onStandIn = COSMOS_ENDPOINT === undefined;

export async function openAccount(): Promise<TestAccount> {
  const standIn = onStandIn ? await startCosmos() : undefined;
  const endpoint = standIn?.endpoint ?? COSMOS_ENDPOINT ?? '';
  const client = new CosmosClient({ endpoint, key: standIn?.key ?? COSMOS_KEY ?? '' });
  const { database } = await client.databases.createIfNotExists({ id: `conformance-${randomUUID()}` });
  return {
    client,
    database,
    standIn,
    container: async (options) => {
      const request = { id: randomUUID(), partitionKey: '/pk', ...options };
      return (await database.containers.create(request)).container;
    },
    close: async () => {
      await database.delete();
      client.dispose();
      await standIn?.close();
    },
  };
}

/** The status a request was refused with. */
export async function refusal(request: Promise<unknown>): Promise<unknown> {
  return request.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
  );
}

export interface Asked {
  readonly parameters?: Record<string, JSONValue>;
  readonly partitionKey?: string | number | boolean | null;
}

export async function ask(container: Container, query: string, asked: Asked = {}): Promise<unknown[]> {
  const parameters = Object.entries(asked.parameters ?? {}).map(([name, value]) => ({ name, value }));
  const options = asked.partitionKey === undefined ? {} : { partitionKey: asked.partitionKey };
  return (await container.items.query<unknown>({ query, parameters }, options).fetchAll()).resources;
}
