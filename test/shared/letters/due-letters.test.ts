/** The minute's letters from the database to the inbox: real SDKs, local services. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memberId } from '../../../shared/access/member.ts';
import { claimLetter } from '../../../shared/letters/letter-store.ts';
import { dueLetters } from '../../../shared/letters/listing-store.ts';
import { now } from './occasion.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { adele, bertil, person } from './people.ts';

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});
afterEach(() => outbox.close());

const afterMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
async function listDue(at: Date) {
  const due = [];
  for await (const { letters } of dueLetters(outbox.partners, at)) due.push(...letters);
  return due;
}
const invitationTo = (recipient: string) => ({ kind: 'invitation' as const, recipients: [recipient] });

test('letters arrive once, each told what concerns them, and are marked', async () => {
  const [invitation, notice] = await outbox.givenLetters(
    { kind: 'invitation', recipients: [memberId(adele)] },
    { kind: 'invitationNotice', recipients: [memberId(bertil)] },
  );
  expect(await outbox.tick()).toEqual(['letters {"sent":2}']);
  expect(await outbox.tick()).toEqual([]);
  const [toAdele] = outbox.mail.inbox('adele@contoso.example');
  const [toBertil] = outbox.mail.inbox('bertil@contoso.example');
  expect(outbox.mail.inbox()).toHaveLength(2);
  expect(toAdele?.plainText).toContain('Contoso Stockholm (MPN ID 2001)');
  expect(toBertil?.plainText).toContain('Kan registrera den: Adele.');
  for (const id of [invitation, notice])
    expect(await outbox.read(id)).toMatchObject({ state: 'sent', sentAt: now.toISOString(), attempts: 1 });
  expect(invitation).toBe(`letter:${toAdele?.operationId}`);
});

test('the urgent ones go first, and what is not due yet stays', async () => {
  await outbox.givenLetters(
    { kind: 'invitationNotice', recipients: [memberId(bertil)] },
    { kind: 'invitation', recipients: [memberId(adele)] },
  );
  const due = await listDue(now);
  expect(due.map(({ letterKind }) => letterKind)).toEqual(['invitation', 'invitationNotice']);
  expect(await listDue(new Date(now.getTime() - 1))).toEqual([]);
});

test('a letter is claimed by one only', async () => {
  await outbox.givenLetters(invitationTo(memberId(adele)));
  const [letter] = await listDue(now);
  if (!letter) throw new Error('no letter');
  const claims = await Promise.all([
    claimLetter(outbox.partners, letter, now),
    claimLetter(outbox.partners, letter, now),
  ]);
  expect(claims.filter(Boolean)).toMatchObject([{ attempts: 1 }]);
  expect(await listDue(afterMinutes(1.9))).toEqual([]);
  expect(await listDue(afterMinutes(2))).toHaveLength(1);
});

test('what need not be said any more is dropped with the reason', async () => {
  const [id] = await outbox.givenLetters(
    invitationTo('11111111-1111-4111-8111-111111111111:aaaaaaaa-0000-4000-8000-00000000dead'),
  );
  expect(await outbox.tick()).toEqual(['letters {"dropped":1}']);
  expect(await outbox.read(id)).toMatchObject({ state: 'dropped', reason: 'recipient-inactive' });
});

test('one letter’s failure stops no other', async () => {
  const ids = await outbox.givenLetters(
    { kind: 'invitation', recipients: [memberId(adele)] },
    { kind: 'invitationNotice', recipients: [memberId(bertil)] },
  );
  outbox.mail.faults.add({ status: 400 });
  await outbox.tick();
  const letters = await Promise.all(ids.map(outbox.read));
  expect(letters.map((letter) => letter?.state).sort()).toEqual(['failed', 'sent']);
  expect(letters.find((letter) => letter?.state === 'failed')?.reason).toBe('ServiceUnavailable (400)');
  expect(outbox.mail.inbox()).toHaveLength(1);
});

test('a temporary fault is tried again later', async () => {
  const [id] = await outbox.givenLetters(invitationTo(memberId(adele)));
  outbox.mail.faults.add({ status: 503 });
  expect(await outbox.tick()).toEqual(['letters {"postponed":1}']);
  expect(await outbox.read(id)).toMatchObject({
    state: 'due',
    attempts: 1,
    dueAt: afterMinutes(2).toISOString(),
  });
  expect(await outbox.tick(afterMinutes(2))).toEqual(['letters {"unsure":1,"sent":1}']);
  expect(outbox.mail.inbox()).toHaveLength(1);
  expect(await outbox.read(id)).not.toHaveProperty('reason');
});

test('an attempt whose answer was lost is found and not repeated', async () => {
  const [id] = await outbox.givenLetters(invitationTo(memberId(adele)));
  outbox.mail.faults.add({ after: true });
  await outbox.tick();
  expect(await outbox.tick(afterMinutes(2))).toEqual(['letters {"sent":1}']);
  expect([outbox.mail.inbox().length, outbox.mail.counters.sendRequests]).toEqual([1, 1]);
  expect(await outbox.read(id)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('when the service asks to wait, the tick ends and nobody loses an attempt', async () => {
  const people = Array.from({ length: 12 }, (_, index) => person(`P${index + 10}`, adele.grants));
  await outbox.given(people.map((create) => ({ create })));
  await outbox.givenLetters({ kind: 'invitation', recipients: people.map(memberId) });
  outbox.mail.faults.add({ status: 429, times: 99 });
  await outbox.tick();
  expect(outbox.mail.counters.sendRequests).toBeLessThanOrEqual(4);
  const due = await listDue(afterMinutes(1));
  expect(due.map(({ attempts }) => attempts)).toEqual(people.map(() => 0));
});

test('a database that fails in between leaves the letter to its lease', async () => {
  const [id] = await outbox.givenLetters(invitationTo(memberId(adele)));
  outbox.cosmos.faults.add({ operation: 'replace', latencyMs: 1 });
  outbox.cosmos.faults.add({ operation: 'replace', status: 500 });
  await outbox.tick();
  expect(await outbox.read(id)).toMatchObject({ state: 'due', attempts: 1 });
  expect(await outbox.tick(afterMinutes(2))).toEqual(['letters {"sent":1}']);
  expect(outbox.mail.counters.sendRequests).toBe(1);
});
