/** Delivery reports as Event Grid words them, and what they make of a letter. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameToNothing, operationIdOf, retried } from '../../../shared/letters/attempt.ts';
import { reported, reportOf } from '../../../shared/letters/report.ts';
import { now, told } from './occasion.ts';
import { adele } from './people.ts';

const messageId = 'FB9E3380-428F-4E59-95A1-FC82E99A5219';
const event = (data: object, eventType = 'Microsoft.Communication.EmailDeliveryReportReceived') => ({
  id: '0e0df3cb-ff8f-4f0a-9830-cfe76145d517',
  topic: '/subscriptions/x',
  subject: 'sender/DoNotReply@partner.example/message/x',
  data: { sender: 'DoNotReply@partner.example', recipient: 'someone@contoso.example', messageId, ...data },
  eventType,
  dataVersion: '1.0',
  metadataVersion: '1',
  eventTime: '2027-04-01T08:00:55.2532364Z',
});

test.each([
  ['Delivered', 'delivered'],
  ['Expanded', 'delivered'],
  ['Bounced', 'bounced'],
  ['Failed', 'bounced'],
  ['Suppressed', 'suppressed'],
  ['FilteredSpam', 'filtered'],
  ['Quarantined', 'filtered'],
])('%s means %s', (status, delivery) => {
  const deliveryAttemptTimestamp = '2027-04-01T10:00:32.99+02:00';
  expect(reportOf(event({ status, deliveryAttemptTimestamp }))).toEqual({
    operationId: messageId.toLowerCase(),
    delivery,
    at: '2027-04-01T08:00:32.990Z',
  });
});

test.each([
  ['550 5.1.1 <someone@contoso.example>: user 5.9.9.9 unknown', '5.1.1'],
  ['smtp; 4.4.7 message expired.', '4.4.7'],
  ['Too big. 5.2.3.', '5.2.3'],
  ['552 mailbox of someone is full', '552'],
  ['from 10.5.1.1 and 2.0.0 of someone', undefined],
  ['', undefined],
  [null, undefined],
])('of %o only the code is kept', (statusMessage, code) => {
  const report = reportOf(event({ status: 'Bounced', deliveryStatusDetails: { statusMessage } }));
  expect(report).toMatchObject({ delivery: 'bounced' });
  expect(report?.code).toBe(code);
  const letter = told('invitation', adele);
  const after = report && reported(letter, report);
  expect(after?.deliveryCode).toBe(code);
  expect(JSON.stringify(after)).not.toContain('someone');
});

const part = fc.constantFrom('550', '5.1.1', '4.4.7', 'anna', '+', '-', '.', '_');
const local = fc.oneof(
  fc.array(part, { minLength: 1 }).map((parts) => parts.join('')),
  fc.constant('"550 Anna 5.1.1"'),
);
const domain = fc.constantFrom('[5.1.1.9]', '550.5.1.1.contoso-421.example', 'contoso.example.');
const mail = fc.tuple(local, domain).map((parts) => parts.join('@'));
const around = fc.constantFrom(['', ''], ['<', '>'], ['<', '>:'], ['(', ')'], ['"', '"']);

describe('whatever addresses stand in it', () => {
  const codeOf = (statusMessage: string) =>
    reportOf(event({ status: 'Bounced', deliveryStatusDetails: { statusMessage } }))?.code;
  const addressed = fc.tuple(mail, around).map(([address, [open, close]]) => `${open}${address}${close}`);

  test('no digits of theirs are kept', () => {
    fc.assert(
      fc.property(addressed, addressed, (one, other) => {
        expect(codeOf(`mail for ${one} came back, said ${other}`)).toBeUndefined();
        expect(codeOf(`${one} 552 5.2.2 ${other} is full`)).toBe('5.2.2');
        expect(codeOf(`552-5.2.2 ${other}: full`)).toBe('5.2.2');
        expect(codeOf(`${one} 552 ${other}`)).toBe('552');
      }),
    );
  });

  test('long ones take no long time', () => {
    for (const part of ['a', '"', '"@', '5.', 'a550-'])
      expect(codeOf(`${part.repeat(200_000)} x`)).toBeUndefined();
  });
});

test('what arrived has no code, and a code does not outlive another attempt', () => {
  const deliveryStatusDetails = { statusMessage: 'not 5.1.1' };
  expect(reportOf(event({ status: 'Delivered', deliveryStatusDetails }))).not.toHaveProperty('code');
  const letter = reported(told('invitation', adele), { ...later, code: '5.1.1' });
  const retry = { retryId: 'r', operationId: 'o' };
  expect(letter && retried(letter, retry, now)).not.toHaveProperty('deliveryCode');
  const corrected = letter && reported(letter, { ...earlier, at: '2027-04-01T10:00:00.000Z' });
  expect(corrected?.deliveryCode).toBeUndefined();
});

test('the moment is read as it is documented, too, and is that of the event where there is none', () => {
  const documented = { status: 'Delivered', deliveryAttemptTimeStamp: '2027-04-01T08:00:01.1234567+00:00' };
  expect(reportOf(event(documented))?.at).toBe('2027-04-01T08:00:01.123Z');
  expect(reportOf(event({ status: 'Delivered' }))?.at).toBe('2027-04-01T08:00:55.253Z');
});

test('what reports no delivery is ignored, and what is no event is refused', () => {
  const opened = 'Microsoft.Communication.EmailEngagementTrackingReportReceived';
  expect(reportOf(event({ status: 'Delivered' }, opened))).toBeUndefined();
  expect(reportOf(event({ status: 'NewInAzure' }))).toBeUndefined();
  expect(() => reportOf('text')).toThrow();
});

const later = { operationId: 'x', delivery: 'bounced', at: '2027-04-01T09:00:00.000Z' } as const;
const earlier = { operationId: 'x', delivery: 'delivered', at: '2027-04-01T08:30:00.000Z' } as const;

test('the later report wins, in whichever order they come, and its repetition is no news', () => {
  const letter = told('invitation', adele);
  const once = reported(letter, later) ?? letter;
  expect(once).toMatchObject({ delivery: 'bounced', deliveryAt: later.at });
  expect(reported(once, earlier)).toBeUndefined();
  expect(reported(once, later)).toBeUndefined();
  expect(reported(reported(letter, earlier) ?? letter, later)).toMatchObject({ delivery: 'bounced' });
});

test('a report tells that a letter left whose sender never heard of it', () => {
  const failed = { ...told('invitation', adele), state: 'failed' as const, reason: 'no answer' };
  expect(reported(failed, earlier)).toMatchObject({ state: 'sent', sentAt: earlier.at, reason: undefined });
});

test('a retry begins anew under another operation', () => {
  const letter = { ...told('invitation', adele), state: 'failed' as const, attempts: 10, reason: 'x' };
  expect(cameToNothing(letter)).toBe(true);
  const again = retried(letter, { retryId: 'one', operationId: 'other' }, now);
  expect(again).toMatchObject({ state: 'due', attempts: 0, dueAt: now.toISOString(), retries: ['one'] });
  expect(again).not.toHaveProperty('reason');
  expect([operationIdOf(letter), operationIdOf(again)]).toEqual([letter.id.slice(7), 'other']);
  expect(cameToNothing({ ...letter, state: 'sent', delivery: 'filtered' })).toBe(true);
  expect(cameToNothing({ ...letter, state: 'sent', delivery: 'delivered' })).toBe(false);
  expect(cameToNothing({ ...letter, state: 'sent' })).toBe(false);
});
