/** The occasion on which others are told that a mail came back, and what reports say nothing. */
import { expect, test } from 'vitest';
import { occasionOfReturn, reportOf, returnedIdOf, tellsOfReturn } from '../../../shared/letters/report.ts';
import { told } from './occasion.ts';
import { adele } from './people.ts';

const letter = told('invitation', adele);
const id = '0b1e7c52-0000-5000-8000-00000000000a';

test('the occasion names the letter and the attempts at it', () => {
  expect(occasionOfReturn(letter)).toBe(`returned:${id}:${id}`);
  expect(occasionOfReturn({ ...letter, operationId: 'again' })).toBe(`returned:${id}:again`);
});

test('the letter is found by the occasion', () => {
  expect(returnedIdOf(occasionOfReturn({ ...letter, operationId: 'again' }))).toBe(letter.id);
});

test.each([
  ['invitation', 'bounced', true],
  ['invitationReminder', 'filtered', true],
  ['invitation', 'delivered', false],
  ['lapsed', 'bounced', false],
] as const)('given %s that is %s, then others are told: %s', (letterKind, delivery, tells) => {
  expect(tellsOfReturn({ letterKind, delivery })).toBe(tells);
});

test.each([{ messageId: 'm' }, { status: 'Delivered' }])(
  'an event with only %o reports no delivery',
  (data) => {
    const eventType = 'Microsoft.Communication.EmailDeliveryReportReceived';
    expect(reportOf({ eventType, eventTime: '2027-04-01T08:00:55Z', data })).toBeUndefined();
  },
);
