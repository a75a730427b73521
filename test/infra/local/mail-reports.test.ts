/** Delivery reports: as Event Grid words them, and as a test wants them to come. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fate } from '../../../infra/local/mail/reports.ts';
import type { LocalMail } from '../../../infra/local/mail.ts';
import { letter, sender, startMailbox } from './mailbox.ts';

interface Reported {
  eventType: string;
  eventTime: string;
  data: { status: string; messageId: string; recipient: string; deliveryAttemptTimestamp: string };
}

let events: Reported[];
let mail: LocalMail;
let send: (to?: string) => Promise<void>;
const to = 'adele@contoso.example';

beforeEach(async () => {
  events = [];
  const mailbox = await startMailbox({
    report: async (event) => void events.push(event as Reported),
    now: () => new Date('2030-07-01T00:05:00Z'),
  });
  mail = mailbox.mail;
  send = async (address = to) => {
    await mailbox.client.beginSend(letter({ recipients: { to: [{ address }] } }));
    await mail.reports.posted();
  };
});
afterEach(() => mail.close());

const statuses = () => events.map(({ data }) => data.status);

test('a mail that was accepted is reported as delivered, under its operation, once for each recipient', async () => {
  await send();
  const [received] = mail.inbox();
  expect(events).toMatchObject([
    {
      eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
      subject: `sender/${sender}/message/${received?.messageId}`,
      eventTime: '2030-07-01T00:05:00.000Z',
      data: {
        sender,
        recipient: to,
        messageId: received?.operationId,
        status: 'Delivered',
        deliveryAttemptTimestamp: '2030-07-01T00:05:00.000+00:00',
      },
    },
  ]);
  expect(received?.delivery).toBe('Delivered');
});

test.each<[string, Partial<Fate>, string[]]>([
  ['bounces', { statuses: ['Bounced'] }, ['Bounced']],
  ['is suppressed', { statuses: ['Suppressed'] }, ['Suppressed']],
  ['is filtered', { statuses: ['FilteredSpam'] }, ['FilteredSpam']],
  ['is reported twice', { copies: 2 }, ['Delivered', 'Delivered']],
  ['is passed on and bounces then', { statuses: ['Expanded', 'Bounced'] }, ['Expanded', 'Bounced']],
  ['is never heard of', { travel: 'lost' }, []],
])('mail to an address that %s', async (_, fate, expected) => {
  mail.reports.decide({ to, ...fate });
  await send('ADELE@contoso.example');
  await send('bertil@contoso.example');
  expect(statuses()).toEqual([...expected, 'Delivered']);
});

test('reports that are held come late, in either order, each with the moment it tells of', async () => {
  mail.reports.decide({ to, statuses: ['Bounced', 'Delivered'], travel: 'held' });
  await send();
  expect(statuses()).toEqual([]);
  await mail.reports.release('reversed');
  expect(statuses()).toEqual(['Delivered', 'Bounced']);
  const [later, earlier] = events.map(({ data }) => data.deliveryAttemptTimestamp);
  expect([later, earlier].toSorted()).toEqual([earlier, later]);
  await mail.reports.release();
  expect(events).toHaveLength(2);
});

test('the inbox shows what was reported', async () => {
  mail.reports.decide({ to, statuses: ['Suppressed'] });
  await send();
  const [received] = mail.inbox();
  const read = async (path: string) => (await fetch(mail.endpoint + path)).text();
  for (const page of [await read('/'), await read(`/messages/${received?.messageId}`)])
    expect(page).toContain('Suppressed');
});

test('a button below a mail posts one more report of it, and no other than those there are', async () => {
  await send();
  const [received] = mail.inbox();
  const press = (messageId: string | undefined, status: string) =>
    fetch(`${mail.endpoint}/messages/${messageId}/delivery`, {
      method: 'POST',
      body: new URLSearchParams({ status }),
    });
  const page = await press(received?.messageId, 'Bounced');
  expect([page.status, page.url]).toEqual([200, `${mail.endpoint}/messages/${received?.messageId}`]);
  expect(statuses()).toEqual(['Delivered', 'Bounced']);
  expect(events[1]?.data).toMatchObject({ recipient: to, messageId: received?.messageId });
  expect((await press(received?.messageId, 'toString')).status).toBe(400);
  expect((await press('nobody', 'Bounced')).status).toBe(404);
  expect(events).toHaveLength(2);
});

test('an operation that is forgotten is unknown, and its mail stays', async () => {
  await send();
  const [received] = mail.inbox();
  mail.forget(received?.operationId ?? '');
  expect(mail.inbox()).toHaveLength(1);
});
