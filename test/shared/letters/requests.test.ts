/** What a tick asks of the database and of the mail service: the price of a letter. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watched } from '../../deep/sync-watch.ts';
import { giveCrowd } from './crowd.ts';
import { now } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});
afterEach(() => outbox.close());

/** The tick with each request counted, by what it is made to. */
async function countedTick() {
  const counts = { partners: 0, programs: 0, runs: 0 };
  const counting = (name: keyof typeof counts) =>
    watched(outbox.deps[name], (call) => {
      counts[name] += 1;
      return call();
    });
  const own = { partners: counting('partners'), programs: counting('programs'), runs: counting('runs') };
  await outbox.tick(now, own);
  return { ...counts, ...outbox.mail.counters };
}

test('a letter costs eight requests to the database and one to the mail service; a page of fifty, three more', async () => {
  await giveCrowd(outbox, 100);
  expect(await countedTick()).toEqual({
    partners: 2 + 100 * 7,
    programs: 100,
    runs: 2 * 2,
    sendRequests: 100,
    lookUpRequests: 0,
  });
});

test('a tick with nothing to do only asks for letters', async () => {
  const idle = { programs: 0, runs: 0, sendRequests: 0, lookUpRequests: 0 };
  expect(await countedTick()).toMatchObject(idle);
});
