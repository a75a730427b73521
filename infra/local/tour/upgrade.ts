/** Hosts that are replaced by newer ones while the story goes on, and what has to be so afterwards. */
import { CosmosClient } from '@azure/cosmos';
import { QueueServiceClient } from '@azure/storage-queue';
import { createClient } from '../client.ts';
import type { LocalCloud } from '../cloud.ts';
import { databaseName } from '../database.ts';
import type { Fleet } from '../fleet.ts';
import { memberPath } from '../seed.ts';
import { type Cast, sample } from './cast.ts';
import type { Release } from './releases.ts';

export interface Upgrade {
  fleet: Fleet;
  release: Release;
  /** Where it was built. */
  directory: string;
}

const told: Record<Release, string> = {
  readsBoth: 'reads members with and without a department, and writes them without',
  writesNew: 'writes departments',
};

/** When figures are reported next: the host that looks at them is killed, and a newer release takes its place. */
export function killedAtWork(cast: Cast, { fleet, release, directory }: Upgrade): void {
  const { cloud, teller } = cast;
  cast.disturbance = async (report) => {
    await fleet.drain();
    const heldBefore = await heldIn(cloud, 'organizations');
    // Long enough to be met at work.
    cloud.cosmos.faults.add({ operation: 'query', latencyMs: 500, times: 100 });
    const answered = await report();
    const host = await fleet.busy();
    await fleet.replace(host, 'kill', directory);
    cloud.cosmos.faults.clear();
    teller.say(
      `the host that looks at them is killed at it; a newer one takes its place, which ${told[release]}`,
    );
    const held = await heldIn(cloud, 'organizations');
    teller.check(
      held === heldBefore + 1,
      'the message that it had in hand is nobody’s for ten minutes; the minute timer names the organization again',
    );
    return answered;
  };
}

/** How many messages are there that nobody can take now. */
async function heldIn(cloud: LocalCloud, queueName: string): Promise<number> {
  const queue = queuesOf(cloud).getQueueClient(queueName);
  const [{ approximateMessagesCount = 0 }, { peekedMessageItems }] = await Promise.all([
    queue.getProperties(),
    queue.peekMessages({ numberOfMessages: 32 }),
  ]);
  return approximateMessagesCount - peekedMessageItems.length;
}

const queuesOf = ({ settings }: LocalCloud) =>
  QueueServiceClient.fromConnectionString(settings.AzureWebJobsStorage ?? '');

/** The host that has run longest ends what it has in hand, and a newer release takes its place. */
export async function replaceOldest({ teller }: Cast, { fleet, release, directory }: Upgrade): Promise<void> {
  const [oldest] = fleet.instances();
  if (!oldest) throw new Error('No host runs');
  await fleet.replace(oldest, 'close', directory);
  teller.say(`\n   the other host ends; a newer one takes its place, which ${told[release]}`);
}

/** The newer host writes a member in the new shape, then the older one writes the same member. */
export async function writtenByBoth(cast: Cast, fleet: Fleet): Promise<void> {
  const { teller, cloud } = cast;
  teller.chapter('One member is written by the newer release, then by the older one');
  const [older, newer] = fleet
    .instances()
    .map(({ url }) => createClient(`${url}/api/v1`, () => cloud.identity.tokenFor('nora')));
  const path = `${memberPath(sample(cast, 'northwind'), 'noah')}/roles/incentivesUser`;
  const everywhere = { scopes: [{ locations: 'all', programs: 'all' }] };
  const given = await newer?.put(path, everywhere);
  teller.check(given?.status === 201, 'the newer one gives Noah a role');
  const here = { scopes: [{ locations: ['4300101'], programs: 'all' }] };
  const narrowed = await older?.put(path, here, { 'if-match': given?.body.etag });
  teller.check(narrowed?.status === 200, 'the older one narrows it');
}

interface StoredMember {
  schemaVersion: number;
  department?: string | null;
}

/** Each document has the shape of its version, whoever wrote it last. */
export async function bothShapes({ cloud, teller }: Cast): Promise<void> {
  teller.chapter('What is stored after two upgrades');
  const client = new CosmosClient({ endpoint: cloud.cosmos.endpoint, key: cloud.cosmos.key });
  const { resources: members } = await client
    .database(databaseName)
    .container('partners')
    .items.query<StoredMember>("SELECT c.schemaVersion, c.department FROM c WHERE c.kind = 'member'")
    .fetchAll();
  client.dispose();
  const [old, fresh] = [1, 2].map((version) => members.filter((one) => one.schemaVersion === version));
  teller.check(
    old?.every(({ department }) => department === undefined) === true && old.length > 0,
    `${old?.length} members as they were`,
  );
  teller.check(
    fresh?.every(({ department }) => department !== undefined) === true && fresh.length > 0,
    `${fresh?.length} in the new shape, which lost nothing in the hands of the older release`,
  );
}

/** What the killed hosts had in hand was done by others; nothing failed so often that it was given up. */
export async function nothingGivenUp({ cloud, teller }: Cast): Promise<void> {
  const queues = queuesOf(cloud);
  const names: string[] = [];
  for await (const { name } of queues.listQueues()) names.push(name);
  teller.check(!names.some((name) => name.endsWith('-poison')), 'no message was given up');
  const failed = await teller.ask('olivia', { method: 'GET', path: '/letters?state=failed' });
  teller.check(failed.body.value.length === 0, 'no letter failed');
}
