/** Hundreds of letters due: a tick that works on them holds up no request. */
import { CosmosClient } from '@azure/cosmos';
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { commit } from '../../shared/azure/writes.ts';
import { letterWrites } from '../../shared/letters/letter-store.ts';
import { useCloud } from './harness.ts';

const held = useCloud('invited');

async function giveLetters(count: number) {
  const { settings } = held.cloud;
  const client = new CosmosClient({
    endpoint: settings.COSMOS_ENDPOINT ?? '',
    key: settings.COSMOS_KEY ?? '',
  });
  const partners = client.database(settings.COSMOS_DATABASE ?? '').container('partners');
  const recipients = Array.from({ length: count }, (_, n) => `nobody:${n}`);
  const cause = { organizationId: 'contoso', occasion: 'long-gone', dueAt: '2027-01-01T00:00:00.000Z' };
  const writes = letterWrites(cause, [{ kind: 'invitation', recipients }]);
  for (let start = 0; start < count; start += 100)
    await commit(partners, 'contoso', writes.slice(start, start + 100));
  client.dispose();
}

test('given 500 letters due, when a tick works on them, then requests are answered meanwhile', async () => {
  await giveLetters(500);
  let ticking = true;
  const tick = held.cloud.host.runTimer('sendDueLetters').finally(() => {
    ticking = false;
  });

  const statuses = [];
  for (let n = 0; n < 5; n += 1)
    statuses.push((await must(held.cloud.as('ines').get('/organizations/contoso/incentives'))).status);

  expect([statuses, ticking]).toEqual([[200, 200, 200, 200, 200], true]);
  await tick;
});
