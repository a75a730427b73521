/** A tick with more letters than the quota allows, and with some that cannot be read. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memberId } from '../../../shared/access/member.ts';
import { giveCrowd } from './crowd.ts';
import { now, organization } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { adele, bertil } from './people.ts';

const reminders = 3_000;

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});
afterEach(() => outbox.close());

const afterMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const addressees = () => outbox.mail.inbox().flatMap(({ to }) => to.map(({ address }) => address));
const mailLimits = { perMinute: 20, perHour: 60 };

test(`${reminders} reminders leave within their half of the quota, and an invitation with the next tick`, async () => {
  await giveCrowd(outbox, reminders, 3);
  const sent = [];
  for (let minute = 0; minute < 6; minute += 1) {
    await outbox.tick(afterMinutes(minute), { mailLimits });
    sent.push(addressees().length);
  }
  expect(sent).toEqual([10, 20, 30, 30, 30, 30]);

  await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
  await outbox.tick(afterMinutes(6), { mailLimits });

  expect(addressees()).toHaveLength(31);
  expect(addressees()[0]).toBe('adele@contoso.example');
});

test('with a quota nearly used up, what is urgent leaves first', async () => {
  await giveCrowd(outbox, 30, 3);
  await giveCrowd(outbox, 4, 1);
  const lines = await outbox.tick(now, { mailLimits: { perMinute: 5, perHour: 5 } });
  const initials = addressees().map((address) => address[0]);
  expect(initials.sort()).toEqual(['b', 'b', 'b', 'b', 'd']);
  expect(lines).toEqual(['letters {"sent":5,"waiting":29}']);
});

test('two instances at once do not send more than one may', async () => {
  await giveCrowd(outbox, 40, 1);
  await Promise.all([outbox.tick(now, { mailLimits }), outbox.tick(now, { mailLimits })]);
  await outbox.tick(now, { mailLimits });
  expect(addressees()).toHaveLength(20);
  expect(new Set(addressees()).size).toBe(20);
});

test('letters that are dropped take nothing of the quota from those that follow', async () => {
  const gone = Array.from({ length: 60 }, (_, n) => `11111111-1111-4111-8111-111111111111:${n}`);
  await outbox.givenLetters({ kind: 'invitation', recipients: gone });
  await giveCrowd(outbox, 6, 3);
  const few = { mailLimits: { perMinute: 6, perHour: 6 } };
  expect(await outbox.tick(now, few)).toEqual(['letters {"dropped":60,"sent":3,"waiting":3}']);
});

test('letters that have to wait keep none behind them from being sent, and take nothing of the quota', async () => {
  await giveCrowd(outbox, 200);
  await outbox.givenLetters({ kind: 'completeMigration', recipients: [memberId(bertil)] });
  await outbox.partners.items.upsert({ ...organization, migration: { status: 'notStarted' } });
  const few = { mailLimits: { perMinute: 6, perHour: 6 } };
  expect(await outbox.tick(now, few)).toEqual(['letters {"held":200,"sent":1}']);
  expect(addressees()).toEqual(['bertil@contoso.example']);
});

test('letters that cannot be read are named once and hold up no other, however many they are', async () => {
  const broken = Array.from({ length: 120 }, (_, n) => ({
    kind: 'letter',
    state: 'due',
    priority: 0,
    dueAt: now.toISOString(),
    id: `letter:broken-${n}`,
    organizationId: 'contoso',
  }));
  for (let start = 0; start < 120; start += 60)
    await outbox.given(broken.slice(start, start + 60).map((create) => ({ create })));
  await outbox.givenLetters({ kind: 'invitation', recipients: [memberId(adele)] });
  const lines = await outbox.tick();
  expect(addressees()).toEqual(['adele@contoso.example']);
  const named = lines.join(' ');
  expect(broken.map(({ id }) => named.split(`${id}`).length >= 2)).not.toContain(false);
  expect(lines.filter((line) => line.includes('cannot be read'))).toHaveLength(3);
});
