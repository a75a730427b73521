/** A database, a queue and four instances that work on it, each in a process of its own. */
import { QueueServiceClient } from '@azure/storage-queue';
import { startCosmos } from '../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../infra/local/database.ts';
import { readConfig } from '../../shared/config.ts';
import { connect } from '../../shared/deps.ts';
import { programs, type Settled, settled, store } from './rollover-organizations.ts';
import { startWorkers } from './rollover-workers.ts';
import { type Random, randomOf } from './sync-world.ts';

const enrollmentsPerOrganization = 10;

export type World = Awaited<ReturnType<typeof startWorld>>;

/** So many enrollments, about; none has been looked at since the day before the first term ends. */
export async function startWorld(
  queues: string,
  { seed, enrollments }: { seed: number; enrollments: number },
) {
  const random = randomOf(seed * 7919);
  const cosmos = await startCosmos();
  await createDatabase(cosmos);
  const settings = settingsFor(cosmos, queues);
  const clock = { now: new Date('2027-06-30T10:59:00.000Z') };
  const deps = { ...connect(readConfig(settings)), now: () => clock.now };
  for (const program of programs) await deps.programs.items.create(program);
  const organizations = await populate(deps.partners, random, enrollments / enrollmentsPerOrganization);
  const queue = await emptyQueue(queues);
  const workers = startWorkers(settings, clock);
  const close = async () => {
    await workers.stop();
    await cosmos.close();
  };
  /** Storms that had effects, of each kind; organizations that were given up and rolled over all the same; messages that were lost. */
  const befell = { refused: 0, unheard: 0, throttled: 0, rescued: 0, lost: 0 };
  return { random, cosmos, clock, deps, organizations, queue, workers, befell, close };
}

async function populate(partners: World['deps']['partners'], random: Random, count: number) {
  const organizations = new Map<string, Settled>();
  for (let n = 0; n < count; n += 1) {
    const one = settled(`organization-${n}`, random);
    organizations.set(one.organizationId, one);
    await store(partners, one);
  }
  return organizations;
}

async function emptyQueue(connectionString: string) {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  for (const name of ['organizations', 'organizations-poison']) {
    await service.getQueueClient(name).createIfNotExists();
    await service.getQueueClient(name).clearMessages();
  }
  return service.getQueueClient('organizations');
}

const nowhere = 'http://127.0.0.1:9';
const id = '33333333-3333-4333-8333-333333333333';

/** Nothing but the database and the queues is there. */
function settingsFor({ endpoint, key }: { endpoint: string; key: string }, queues: string) {
  return {
    ...{ COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key, COSMOS_DATABASE: databaseName },
    ...{ AzureWebJobsStorage: queues, API_AUDIENCE: 'api', AUTHORITY_HOST: nowhere, OPERATOR_TENANT_ID: id },
    ...{ GRAPH_ENDPOINT: nowhere, GRAPH_CLIENT_ID: id, GRAPH_CLIENT_SECRET: 'none', PORTAL_URL: nowhere },
    ...{ EMAIL_ENDPOINT: nowhere, EMAIL_ACCESS_KEY: 'bm9uZQ==', EMAIL_SENDER: 'a@b.example' },
    VENDOR_MAIL: 'a@b.example',
  };
}
