/** What becomes of an error of the mail client: whether trying again can help, and what is kept of it. */
import { expect, test } from 'vitest';
import { MailFault, mailFault, statusOf } from '../../../shared/letters/mail-fault.ts';

const answer = (statusCode: number, own: object = {}) => ({ name: 'RestError', statusCode, ...own });

test.each([
  [400, 'permanent'],
  [401, 'temporary'],
  [403, 'temporary'],
  [404, 'permanent'],
  [408, 'temporary'],
  [413, 'permanent'],
  [429, 'throttled'],
  [499, 'permanent'],
  [500, 'temporary'],
  [503, 'temporary'],
])('given the answer %d, then the fault is %s', (status, fault) => {
  expect(mailFault(answer(status)).fault).toBe(fault);
});

test('given no answer at all, then the fault is temporary', () => {
  expect(mailFault(new TypeError('fetch failed'))).toMatchObject({
    fault: 'temporary',
    message: 'TypeError (no answer)',
  });
});

test('given a refusal by the identity service, then it is no verdict on the mail', () => {
  const refused = { name: 'AuthenticationError', statusCode: 400 };
  expect(statusOf(refused)).toBeUndefined();
  expect(statusOf(answer(404))).toBe(404);
  expect(mailFault(refused)).toMatchObject({
    fault: 'temporary',
    message: 'AuthenticationError (no answer)',
  });
});

test.each([
  ['its code and status', answer(400, { code: 'InvalidRecipient' }), 'InvalidRecipient (400)'],
  ['its name where it has no code', answer(503), 'RestError (503)'],
  ['that nothing is known where it has neither', {}, 'unknown (no answer)'],
])('what is kept of an error is %s', (_, error, message) => {
  expect(mailFault(error).message).toBe(message);
});

test('the error itself stays with the fault, for the log', () => {
  const error = answer(500);
  const fault = mailFault(error);
  expect(fault).toBeInstanceOf(MailFault);
  expect(fault.name).toBe('MailFault');
  expect(fault.cause).toBe(error);
});
