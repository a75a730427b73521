/** The mailer through the real SDK, against the mail service on loopback. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type LocalMail, type MailOptions, startMail } from '../../../infra/local/mail.ts';
import { connectMailer, type Mail } from '../../../shared/letters/mailer.ts';

const sender = 'enrollment@mail.example';
let service: LocalMail;
afterEach(() => service.close());

async function start(options: Partial<MailOptions> = {}, accessKey?: string) {
  service = await startMail({ senders: { [sender]: 'Microsoft Partner Center' }, ...options });
  const email = { endpoint: service.endpoint, accessKey: accessKey ?? service.accessKey, sender };
  return connectMailer({ email, managedIdentityClientId: undefined });
}

const mail = (own: Partial<Mail> = {}): Mail => ({
  operationId: randomUUID(),
  to: { address: 'adele@contoso.example', displayName: 'Adele' },
  subject: 'Partner Incentive Enrollment Invitation',
  plainText: 'Hello',
  html: '<p>Hello</p>',
  ...own,
});

test('a mail is sent under its operation id with one request, and known afterwards', async () => {
  const mailer = await start();
  const letter = mail();
  await mailer.send(letter);
  expect(service.counters).toEqual({ sendRequests: 1, lookUpRequests: 0 });
  expect(service.inbox()).toMatchObject([{ ...letter, to: [letter.to] }]);
  expect(await mailer.isAccepted(letter.operationId)).toBe(true);
  expect(await mailer.isAccepted(randomUUID())).toBe(false);
  expect(service.counters).toEqual({ sendRequests: 1, lookUpRequests: 2 });
});

test('an operation that still runs is accepted', async () => {
  const mailer = await start({ runningLookups: 5 });
  const letter = mail();
  await mailer.send(letter);
  expect(await mailer.isAccepted(letter.operationId)).toBe(true);
});

test('after a lost answer the mail is found, not sent again', async () => {
  const mailer = await start();
  service.faults.add({ after: true });
  const letter = mail();
  await expect(mailer.send(letter)).rejects.toMatchObject({ name: 'MailFault', fault: 'temporary' });
  expect(await mailer.isAccepted(letter.operationId)).toBe(true);
  expect(service.counters.sendRequests).toBe(1);
});

test.each([
  [401, 'temporary'],
  [403, 'temporary'],
  [404, 'permanent'],
  [408, 'temporary'],
  [429, 'throttled'],
  [500, 'temporary'],
  [503, 'temporary'],
])('status %i is a %s fault, with one request', async (status, fault) => {
  const mailer = await start();
  service.faults.add({ status, times: 9 });
  await expect(mailer.send(mail())).rejects.toMatchObject({
    fault,
    message: expect.stringContaining(`(${status})`),
  });
  expect(service.counters.sendRequests).toBe(1);
});

test('a look-up that fails says nothing about the mail', async () => {
  const mailer = await start();
  service.faults.add({ on: 'lookUp', status: 503 });
  await expect(mailer.isAccepted(randomUUID())).rejects.toMatchObject({ fault: 'temporary' });
});

test('an operation that ended without sending is a permanent fault with the service’s code', async () => {
  const mailer = await start();
  service.faults.add({
    failure: { code: 'EmailDroppedAllRecipientsSuppressed', message: 'adele@contoso.example' },
  });
  const letter = mail();
  await mailer.send(letter);
  await expect(mailer.isAccepted(letter.operationId)).rejects.toMatchObject({
    fault: 'permanent',
    message: 'EmailDroppedAllRecipientsSuppressed (Failed)',
  });
});

test('an address the service refuses is a permanent fault that does not repeat the address', async () => {
  const mailer = await start();
  const refused = mailer.send(mail({ to: { address: 'adele at contoso' } }));
  await expect(refused).rejects.toMatchObject({ fault: 'permanent', message: 'BadRequest (400)' });
});

test('a wrong key is a temporary fault: the letters wait for the right one', async () => {
  const mailer = await start({}, Buffer.from('another key').toString('base64'));
  await expect(mailer.send(mail())).rejects.toMatchObject({ fault: 'temporary', message: 'Denied (401)' });
});

test('a service that is not there is a temporary fault', async () => {
  const mailer = await start();
  await service.close();
  await expect(mailer.send(mail())).rejects.toMatchObject({ fault: 'temporary' });
  service = await startMail({ senders: {} });
});
