/** Hundreds of letters due, and a mail service that keeps the sender waiting: nobody else waits. */
import { CosmosClient } from '@azure/cosmos';
import { expect, test } from 'vitest';
import { must } from '../../infra/local/client.ts';
import { memberId } from '../../shared/access/member.ts';
import { commit } from '../../shared/azure/writes.ts';
import { letterWrites } from '../../shared/letters/letter-store.ts';
import { everywhere, person } from '../shared/letters/people.ts';
import { useCloud } from './harness.ts';

const held = useCloud('invited');
const size = 300;

/** So many people who may enroll, and are told of Contoso's invitation. */
async function giveCrowd(): Promise<void> {
  const { settings } = held.cloud;
  const client = new CosmosClient({
    endpoint: settings.COSMOS_ENDPOINT ?? '',
    key: settings.COSMOS_KEY ?? '',
  });
  const partners = client.database(settings.COSMOS_DATABASE ?? '').container('partners');
  const crowd = Array.from({ length: size }, (_, n) =>
    person(`Crowd${n}`, { incentivesAdministrator: everywhere }),
  );
  const recipients = crowd.map(memberId);
  const dueAt = '2027-01-01T00:00:00.000Z';
  const cause = { organizationId: 'contoso', occasion: await occasionOfInvitation(), dueAt };
  const letters = letterWrites(cause, [{ kind: 'invitation', recipients }]);
  const writes = [...crowd.map((create) => ({ create })), ...letters];
  for (let start = 0; start < writes.length; start += 100)
    await commit(partners, 'contoso', writes.slice(start, start + 100));
  client.dispose();
}

async function occasionOfInvitation(): Promise<string> {
  const path = '/organizations/contoso/letters?kind=invitation';
  const [letter] = (await must(held.cloud.as('olivia').get(path))).body.value;
  return letter.occasion;
}

test(`given ${size} letters due, when the mail service does not answer, then requests are answered meanwhile, and the letters leave when it does`, async () => {
  const { cloud } = held;
  await giveCrowd();
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const until = () => {
    asked.resolve();
    return answered.promise;
  };
  cloud.mail.faults.add({ until, times: 10_000 });
  const sent = () => cloud.mail.inbox().filter(({ to }) => to[0]?.displayName?.startsWith('Crowd')).length;

  const ticking = cloud.host.runTimer('sendDueLetters');
  await asked.promise;
  const statuses = [];
  for (let n = 0; n < 5; n += 1)
    statuses.push((await must(cloud.as('ines').get('/organizations/contoso/incentives'))).status);

  expect([statuses, sent()]).toEqual([[200, 200, 200, 200, 200], 0]);
  answered.resolve();
  await ticking;
  expect(sent()).toBe(size);
});
