/** What becomes of the document of a letter: how it begins, waits, leaves, and is kept. */
import { describe, expect, test } from 'vitest';
import {
  cameToNothing,
  dropped,
  faulted,
  letterIdOf,
  operationIdOf,
  sent,
  unsure,
  waiting,
} from '../../../shared/letters/attempt.ts';
import { Letter, LetterKind, letter } from '../../../shared/letters/letter.ts';
import { now, told } from './occasion.ts';
import { adele } from './people.ts';

const given: Letter = { ...told('invitation', adele), attempts: 3, reason: 'ServiceUnavailable (503)' };

describe('a new letter', () => {
  test('is due, untried, and kept for 400 days', () => {
    expect(told('invitation', 'contact')).toEqual({
      kind: 'letter',
      schemaVersion: 1,
      id: 'letter:0b1e7c52-0000-5000-8000-00000000000a',
      organizationId: 'contoso',
      letterKind: 'invitation',
      occasion: '0b1e7c52-0000-4000-8000-000000000001',
      recipient: 'contact',
      dueAt: '2027-04-01T08:00:00.000Z',
      priority: 1,
      state: 'due',
      attempts: 0,
      ttl: 34_560_000,
    });
  });

  test.each(LetterKind.options)('of kind %s is read back as it was written', (kind) => {
    const one = told(kind, adele);
    expect(Letter.parse(one)).toEqual(one);
  });

  test('has the id it is given', () => {
    const { organizationId, letterKind, occasion, recipient, dueAt } = given;
    const one = letter('x', { organizationId, letterKind, occasion, recipient, dueAt });
    expect([one.id, letterIdOf(one)]).toEqual(['letter:x', 'x']);
    expect([operationIdOf(one), operationIdOf({ ...one, operationId: 'y' })]).toEqual(['x', 'y']);
  });
});

describe('what is read of a letter', () => {
  test.each(['due', 'sent', 'failed', 'dropped'] as const)('knows the state %s', (state) => {
    expect(Letter.parse({ ...given, state })).toEqual({ ...given, state });
  });

  test.each(['delivered', 'bounced', 'suppressed', 'filtered'] as const)(
    'knows the delivery %s',
    (delivery) => {
      const whole = { ...given, state: 'sent', delivery, deliveryAt: now.toISOString(), unsure: 1 };
      expect(Letter.parse(whole)).toEqual(whole);
    },
  );

  test.each([{ kind: 'enrollment' }, { state: '' }, { delivery: 'lost' }, { letterKind: 'offer' }])(
    'is refused with %o',
    (own) => {
      expect(Letter.safeParse({ ...given, ...own }).success).toBe(false);
    },
  );
});

test('when nobody knows what became of the attempt before, then that is counted', () => {
  const once = unsure(given);
  expect(once).toEqual({ ...given, unsure: 1 });
  expect(unsure(once)).toEqual({ ...given, unsure: 2 });
});

test('when it waits, then it is looked at in an hour, and that was no attempt', () => {
  const dueAt = '2027-04-01T09:00:00.000Z';
  expect(waiting(given, 'not-open', now)).toEqual({ ...given, attempts: 2, dueAt, reason: 'not-open' });
});

test('when it leaves, then the moment is kept and what delayed it is forgotten', () => {
  expect(sent(given, now)).toEqual({ ...given, state: 'sent', sentAt: now.toISOString(), reason: undefined });
});

test('when it need not be said, then it is kept with the reason', () => {
  expect(dropped(given, 'cause-gone')).toEqual({ ...given, state: 'dropped', reason: 'cause-gone' });
});

test('when the 175th attempt fails, then it is given up, and not before', () => {
  const fault = { fault: 'temporary' as const, reason: 'x' };
  expect(faulted({ ...given, attempts: 174 }, fault, now).state).toBe('due');
  expect(faulted({ ...given, attempts: 175 }, fault, now).state).toBe('failed');
});

test('what has not left again has not come to nothing, whatever was reported before', () => {
  expect(cameToNothing({ ...given, delivery: 'bounced' })).toBe(false);
  expect(cameToNothing({ ...given, state: 'dropped', delivery: 'bounced' })).toBe(false);
});
