/** The news that a mail came back: who is told whom it did not reach, while that still matters. */
import { expect, test } from 'vitest';
import { memberId } from '../../../shared/access/member.ts';
import { enroll, offerAgain, remind } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  gathered,
  invited,
  moment,
  now,
  occasion,
  pair,
  portalUrl,
  program,
  told,
} from './occasion.ts';
import { adele, bertil, everywhere, person } from './people.ts';

const letter = { ...told('mailReturned', bertil), occasion: 'returned:0b1e7c52-0000-5000-8000-00000000000a' };
const toAdele = (own: Partial<Letter> = {}): Letter => ({
  ...told('invitation', adele),
  state: 'sent',
  delivery: 'bounced',
  ...own,
});
const known = (own: Partial<Gathered> = {}) =>
  gathered({ recipient: bertil, returned: { letter: toAdele(), recipient: adele }, ...own });
const decide = (state: Gathered, to: Letter = letter, at = now) => decideLetter(to, state, around(at));
const gone = { drop: 'cause-gone' };

test('it names whom the mail was for and the invitations in it', () => {
  expect(decide(known())).toMatchObject({
    send: {
      to: { address: 'bertil@contoso.example' },
      facts: {
        language: 'sv',
        addressee: 'Adele',
        items: [{ mpnId: '2001', deadline: '2027-04-30' }],
        link: `${portalUrl}/organizations/contoso`,
      },
    },
  });
});

test('it goes to the contact where nobody appoints', () => {
  const nobody = gathered({ recipient: undefined, returned: { letter: toAdele(), recipient: adele } }, [
    adele,
  ]);
  expect(decide(nobody, { ...letter, recipient: contact })).toMatchObject({
    send: { to: { address: 'partner@contoso.example' }, facts: { addressee: 'Adele' } },
  });
});

test.each(['suppressed', 'filtered'] as const)('a mail that was %s has come back too', (delivery) => {
  expect(decide(known({ returned: { letter: toAdele({ delivery }), recipient: adele } }))).toHaveProperty(
    'send',
  );
});

test('one that was refused for good has come to nothing too, until it is sent again', () => {
  const refused = toAdele({ state: 'failed', delivery: undefined });
  expect(decide(known({ returned: { letter: refused, recipient: adele } }))).toHaveProperty('send');
  const again = toAdele({ state: 'due', delivery: undefined });
  expect(decide(known({ returned: { letter: again, recipient: adele } }))).toEqual(gone);
});

test('it says where the mail went instead of a mailbox of theirs', () => {
  const recipient = { ...adele, profile: { ...adele.profile, mail: null } };
  const returned = { letter: toAdele({ sentTo: contact }), recipient };
  expect(decide(known({ returned }))).toMatchObject({
    send: {
      to: { address: 'bertil@contoso.example' },
      facts: { addressee: 'Adele', returnedFrom: contact },
    },
  });
});

test('a reminder that came back is told of like the invitation', () => {
  const first = invited();
  if (first.status !== 'invited') throw new Error('not invited');
  const enrollments = [remind(first, { ...moment, occasion: 'reminded' }, 14)];
  const reminder = { ...toAdele({ letterKind: 'invitationReminder' }), occasion: 'reminded' };
  expect(decide(known({ enrollments, returned: { letter: reminder, recipient: adele } }))).toHaveProperty(
    'send',
  );
});

test('it is dropped where the mail arrived after all, or is not known any more', () => {
  for (const returned of [
    { letter: toAdele({ delivery: 'delivered' }), recipient: adele },
    { letter: toAdele({ delivery: undefined }), recipient: adele },
    undefined,
  ])
    expect(decide(known({ returned }))).toEqual(gone);
});

test('it is dropped once the invitation was accepted, sent again, or is over', () => {
  const csp = program('csp-indirect', 'CSP Indirect Reseller');
  const accepted = enroll(pair, invited(), { ...moment, term: 'FY27', program: csp });
  const invitation = { occasion: 'again', invitedAt: moment.at, term: 'FY27', delivered: true };
  const again = offerAgain(invited(), { verb: 'resend', ...moment, occasion: 'again', invitation });
  for (const state of [accepted, again]) expect(decide(known({ enrollments: [state] }))).toEqual(gone);
  expect(decide(known(), letter, new Date('2027-04-30T22:00:00.000Z'))).toEqual(gone);
});

test('it is dropped where the person it was for is gone or could not act any more', () => {
  const disabled = { ...adele, profile: { ...adele.profile, enabled: false } };
  for (const recipient of [undefined, disabled])
    expect(decide(known({ returned: { letter: toAdele(), recipient } }))).toEqual(gone);
  const revoked = { letter: toAdele(), recipient: { ...adele, grants: {} } };
  expect(decide(known({ returned: revoked }))).toEqual({ drop: 'recipient-not-concerned' });
});

test('nobody is told that their own mail came back', () => {
  const both = person('Both', { incentivesAdministrator: everywhere, accountAdministrator: everywhere });
  const own = { ...told('mailReturned', both), occasion: letter.occasion };
  const returned = { letter: { ...toAdele(), recipient: memberId(both) }, recipient: both };
  expect(occasion).toBe(returned.letter.occasion);
  expect(decide(gathered({ recipient: both, returned }, [both]), own)).toEqual({
    drop: 'recipient-not-concerned',
  });
});
