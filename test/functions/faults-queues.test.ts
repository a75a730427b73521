/** The queues in trouble: what was asked for is kept, and the minute timer catches up. */
import { QueueServiceClient } from '@azure/storage-queue';
import { beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { factsOf } from '../../infra/local/seed.ts';
import { useCloud } from './harness.ts';
import { contoso } from './permission-requests.ts';

const held = useCloud('partners');
const queue = (name: string) =>
  QueueServiceClient.fromConnectionString(held.cloud.settings.AzureWebJobsStorage ?? '').getQueueClient(name);
const sync = `/organizations/contoso/directories/${contoso.tenant.tenantId}/syncs/while-the-queue-is-away`;

describe('given queues that are not there', () => {
  beforeEach(async () => {
    await held.cloud.host.drain();
    await Promise.all(['organizations', 'directories'].map((name) => queue(name).delete()));
    return () => Promise.all(['organizations', 'directories'].map((name) => queue(name).createIfNotExists()));
  });

  test('when figures arrive, then they are recorded, and the next minute invites', async () => {
    const { cloud } = held;
    const path = '/organizations/contoso/locations/4100101/enrollments/csp-indirect-reseller';

    const recorded = await cloud.as('olivia').put('/organizations/contoso/facts', factsOf(contoso));

    const before = await cloud.as('ines').get(path);
    await queue('organizations').createIfNotExists();
    await queue('directories').createIfNotExists();
    await cloud.host.runTimer('reconcileDueOrganizations');
    await cloud.host.drain();
    const after = await must(cloud.as('ines').get(path));
    expect([recorded.status, before.status, after.body.status]).toEqual([200, 404, 'Invited']);
  });

  test('when a sync is asked for, then the answer says to come back, and the repeat carries it out', async () => {
    const { cloud } = held;

    const refused = await cloud.as('adele').put(sync);

    await queue('organizations').createIfNotExists();
    await queue('directories').createIfNotExists();
    const repeated = await cloud.as('adele').put(sync);
    await cloud.host.drain();
    const ended = await cloud.as('adele').get(sync);
    expect([refused.status, refused.body.error.code]).toEqual([503, 'service/unavailable']);
    expect([repeated.status, ended.body.state]).toEqual([202, 'succeeded']);
  });

  test('when a sync was asked for and nobody repeats it, then the timer carries it out', async () => {
    const { cloud } = held;
    const lost = sync.replace('while', 'lost-while');
    await cloud.as('adele').put(lost);
    await queue('organizations').createIfNotExists();
    await queue('directories').createIfNotExists();

    await cloud.host.moveClock(new Date(cloud.now().getTime() + 16 * 60_000));

    const ended = await cloud.as('adele').get(lost);
    expect([ended.status, ended.body.state]).toEqual([200, 'succeeded']);
  });
});
