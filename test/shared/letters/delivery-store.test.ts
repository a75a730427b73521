/** Letters that left, and the reports that come back of them: from the mail service to the documents. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordDelivery } from '../../../functions/delivery-reports.ts';
import { memberId } from '../../../shared/access/member.ts';
import { listDeliveries } from '../../../shared/letters/delivery-store.ts';
import { claimLetter } from '../../../shared/letters/letter-store.ts';
import { dueLetters } from '../../../shared/letters/listing-store.ts';
import { occasionOfReturn, returnedIdOf } from '../../../shared/letters/report.ts';
import { now, occasion } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { adele, bertil } from './people.ts';

let outbox: Outbox;
let events: object[];
beforeEach(async () => {
  events = [];
  outbox = await openOutbox({ report: async (event) => void events.push(event), now: () => now });
});
afterEach(() => outbox.close());

const to = 'adele@contoso.example';

async function invite(): Promise<string> {
  const [id = ''] = await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
  await outbox.tick();
  await outbox.mail.reports.posted();
  return id;
}

/** What the queue function logs of each. */
async function report(which: object[] = events): Promise<string[]> {
  const lines: string[] = [];
  for (const event of which) await recordDelivery(outbox.deps)(event, { log: (line) => lines.push(line) });
  return lines;
}

const deliveries = (on = occasion) => listDeliveries(outbox.partners, 'contoso', on);

test('a letter that arrived is marked with the time', async () => {
  const id = await invite();
  expect(await report()).toEqual(['delivery reports {"recorded":1}']);
  expect(await outbox.read(id)).toMatchObject({
    state: 'sent',
    delivery: 'delivered',
    deliveryAt: now.toISOString(),
  });
  expect(await deliveries()).toMatchObject([
    { recipient: memberId(adele), kind: 'invitation', state: 'sent', delivery: 'delivered' },
  ]);
});

test.each([
  ['Bounced', 'bounced'],
  ['Suppressed', 'suppressed'],
  ['Quarantined', 'filtered'],
] as const)(
  'of an invitation that is %s the Account administrators are told, once',
  async (status, delivery) => {
    outbox.mail.reports.decide({ to, statuses: [status], copies: 2 });
    const id = await invite();
    expect(await report()).toEqual(['delivery reports {"recorded":1}', 'delivery reports {"known":1}']);
    expect(await outbox.read(id)).toMatchObject({ state: 'sent', delivery });
    expect(await deliveries(occasionOfReturn({ id }))).toMatchObject([
      { recipient: memberId(bertil), kind: 'mailReturned', state: 'due' },
    ]);
  },
);

test('reports in the wrong order, and others for the same letter, tell the administrators once', async () => {
  outbox.mail.reports.decide({ to, statuses: ['Bounced', 'Delivered', 'Bounced'], travel: 'held' });
  const id = await invite();
  await outbox.mail.reports.release('reversed');
  await report();
  expect(await outbox.read(id)).toMatchObject({ delivery: 'bounced' });
  events.reverse();
  await Promise.all([report(), report()]);
  expect(await outbox.read(id)).toMatchObject({ delivery: 'bounced' });
  expect(await deliveries(occasionOfReturn({ id }))).toHaveLength(1);
});

test('bounced, arrived, and bounced again: each is marked, and the administrators are told once', async () => {
  outbox.mail.reports.decide({ to, statuses: ['Bounced', 'Delivered', 'Bounced'] });
  const id = await invite();
  const marks = [];
  for (const event of events) {
    await report([event]);
    marks.push((await outbox.read(id))?.delivery);
  }
  expect(marks).toEqual(['bounced', 'delivered', 'bounced']);
  expect(await deliveries(occasionOfReturn({ id }))).toHaveLength(1);
});

test('of one to the only Account administrator, the contact is told', async () => {
  const [id = ''] = await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(bertil)] });
  for await (const { letters } of dueLetters(outbox.partners, now))
    for (const letter of letters) await claimLetter(outbox.partners, letter, now);
  await report([
    {
      eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
      eventTime: now.toISOString(),
      data: { messageId: id.replace('letter:', ''), status: 'Suppressed' },
    },
  ]);
  expect(await deliveries(occasionOfReturn({ id }))).toMatchObject([{ recipient: 'contact' }]);
});

test('a report of an operation nobody knows is counted and dropped; what is no report, too', async () => {
  await invite();
  const [event] = events as { data: object; eventType: string }[];
  const unknown = { ...event, data: { ...event?.data, messageId: '00000000-0000-4000-8000-000000000000' } };
  const opened = { ...event, eventType: 'Microsoft.Communication.EmailEngagementTrackingReportReceived' };
  expect(await report([unknown, opened])).toEqual([
    'delivery reports {"unknown":1}',
    'delivery reports {"ignored":1}',
  ]);
});

test('reports that are lost leave the letter sent', async () => {
  outbox.mail.reports.decide({ to, travel: 'lost' });
  const id = await invite();
  expect([events, (await outbox.read(id))?.delivery]).toEqual([[], undefined]);
});

test('a letter that left though nobody heard of it is known to be sent by its report', async () => {
  outbox.mail.faults.add({ after: true });
  const id = await invite();
  expect(await outbox.read(id)).toMatchObject({ state: 'due' });
  await report();
  expect(await outbox.read(id)).toMatchObject({ state: 'sent', delivery: 'delivered' });
  expect(await outbox.tick(new Date(now.getTime() + 3_600_000))).toEqual([]);
});

test('what comes back once more, after the operator sent it again, is told once more', () => {
  const id = 'letter:0b1e7c52-0000-5000-8000-00000000000b';
  const again = { id, operationId: '0b1e7c52-0000-5000-8000-00000000000c' };
  expect(occasionOfReturn(again)).not.toBe(occasionOfReturn({ id }));
  expect([returnedIdOf(occasionOfReturn(again)), returnedIdOf(occasionOfReturn({ id }))]).toEqual([id, id]);
});
