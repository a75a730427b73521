/** Who is told that a mail came back or could not be sent, and on which occasion; and what reports say nothing. */
import { describe, expect, test } from 'vitest';
import { type Member, memberId } from '../../../shared/access/member.ts';
import { emptyRoster, enter } from '../../../shared/access/roster.ts';
import { contact, type Letter } from '../../../shared/letters/letter.ts';
import {
  occasionOfReturn,
  reportOf,
  returnedIdOf,
  returnOf,
  tellsOfReturn,
} from '../../../shared/letters/report.ts';
import { told } from './occasion.ts';
import { adele, bertil, everywhere, person } from './people.ts';

const letter = told('invitation', adele);
const id = '0b1e7c52-0000-5000-8000-00000000000a';

test('the occasion names the letter and the attempts at it', () => {
  expect(occasionOfReturn(letter)).toBe(`returned:${id}:${id}`);
  expect(occasionOfReturn({ ...letter, operationId: 'again' })).toBe(`returned:${id}:again`);
});

test('the letter is found by the occasion', () => {
  expect(returnedIdOf(occasionOfReturn({ ...letter, operationId: 'again' }))).toBe(letter.id);
});

const returned = `returned:${id}:${id}`;

test.each<[string, Partial<Letter>, ReturnType<typeof returnOf>]>([
  ['an invitation bounced', { delivery: 'bounced' }, { letterKind: 'mailReturned', occasion: returned }],
  ['an invitation was refused', { state: 'failed' }, { letterKind: 'mailReturned', occasion: returned }],
  [
    'a reminder was filtered',
    { letterKind: 'invitationReminder', delivery: 'filtered' },
    { letterKind: 'mailReturned', occasion: returned },
  ],
  [
    'the call for an administrator bounced',
    { letterKind: 'assignAdministrator', delivery: 'bounced' },
    { letterKind: 'assignAdministrator', occasion: letter.occasion },
  ],
  ['an invitation arrived', { delivery: 'delivered' }, undefined],
  ['an invitation left', {}, undefined],
  ['an invitation was dropped', { state: 'dropped' }, undefined],
  ['the news of an end bounced', { letterKind: 'lapsed', delivery: 'bounced' }, undefined],
])('given that %s, then others are told accordingly', (_, own, told) => {
  expect(returnOf({ ...letter, state: 'sent', ...own })).toEqual(told);
});

const rosterOf = (...members: Member[]) => members.reduce(enter, emptyRoster('contoso'));
const global = person('Gerda', {}, { globalAdministrator: true });

describe('given an invitation that came back', () => {
  const bounced: Letter = { ...letter, state: 'sent', delivery: 'bounced' };
  const tells = (own: Partial<Letter>, ...members: Member[]) =>
    tellsOfReturn({ ...bounced, ...own }, { roster: rosterOf(...members), told: [] });
  const toldTo = (...recipients: string[]) => [{ kind: 'mailReturned', recipients }];

  test('then the Account administrators are told, or else the Global administrators, never whom it was for', () => {
    expect(tells({}, adele, bertil, global)).toEqual(toldTo(memberId(bertil)));
    expect(tells({ recipient: memberId(bertil) }, bertil, global)).toEqual(toldTo(memberId(global)));
  });

  test('when there is nobody else, then the contact is told, unless it came back from there', () => {
    expect(tells({}, adele)).toEqual(toldTo());
    expect(tells({ sentTo: contact }, adele)).toEqual([]);
    expect(tells({ sentTo: contact }, adele, bertil)).toEqual(toldTo(memberId(bertil)));
  });

  test('when the roster is long, then no more are told than one batch holds', () => {
    const account = { accountAdministrator: everywhere };
    const many = Array.from({ length: 100 }, (_, n) => person(`P${n}`, account));
    expect(tells({}, ...many)[0]?.recipients).toHaveLength(90);
  });
});

describe.each(['assignAdministrator', 'administratorGone'] as const)(
  'given %s that came back',
  (letterKind) => {
    const failed: Letter = { ...told(letterKind, bertil), state: 'failed' };
    const roster = rosterOf(bertil, global);
    const asked = [{ kind: letterKind, recipients: [] }];

    test('then the contact is asked, unless it arrived at somebody else', () => {
      expect(tellsOfReturn(failed, { roster, told: [] })).toEqual(asked);
      expect(tellsOfReturn(failed, { roster, told: [{ letterKind, delivery: 'bounced' }] })).toEqual(asked);
      expect(tellsOfReturn(failed, { roster, told: [{ letterKind, delivery: 'delivered' }] })).toEqual([]);
      expect(
        tellsOfReturn(failed, { roster, told: [{ letterKind: 'invitation', delivery: 'delivered' }] }),
      ).toEqual(asked);
    });

    test('when it had gone to the contact, then nobody is left', () => {
      for (const own of [{ recipient: contact }, { sentTo: contact } as const])
        expect(tellsOfReturn({ ...failed, ...own }, { roster, told: [] })).toEqual([]);
    });
  },
);

test.each([{ messageId: 'm' }, { status: 'Delivered' }])(
  'an event with only %o reports no delivery',
  (data) => {
    const eventType = 'Microsoft.Communication.EmailDeliveryReportReceived';
    expect(reportOf({ eventType, eventTime: '2027-04-01T08:00:55Z', data })).toBeUndefined();
  },
);
