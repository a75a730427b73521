/** The kinds of letters, side by side: which goes first, whom it is for, which steps cause it, and who is told when it comes back. */
import { describe, expect, test } from 'vitest';
import type { Member } from '../../../shared/access/member.ts';
import { loseEligibility } from '../../../shared/enrollments/endings.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import {
  deliver,
  enroll,
  invite,
  offerAgain,
  remind,
  unattend,
  warn,
} from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { asksToEnroll, contact, type LetterKind } from '../../../shared/letters/letter.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { returnOf } from '../../../shared/letters/report.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  delivered,
  gathered,
  invited,
  lapsed,
  moment,
  now,
  occasion,
  pair,
  program,
  reasons,
  told,
} from './occasion.ts';
import { adele, bertil } from './people.ts';

/** Its priority, whether the contact is told where nobody can be, whether somebody waits for an answer to it, and whether it waits while nobody can enroll. */
const kinds: Record<LetterKind, [priority: number, contact: boolean, answered: boolean, waits: boolean]> = {
  invitation: [1, false, true, true],
  assignAdministrator: [1, true, true, true],
  administratorGone: [1, true, true, false],
  requirementAdded: [1, true, false, false],
  requirementRejected: [1, true, false, false],
  invitationNotice: [2, false, false, true],
  lapsed: [2, true, false, false],
  reopened: [2, true, false, false],
  completeMigration: [2, true, false, false],
  mailReturned: [2, true, false, true],
  invitationReminder: [3, false, true, true],
  willLapse: [3, true, false, false],
  validationReminder: [3, false, false, false],
};

describe.each(Object.entries(kinds) as [LetterKind, (typeof kinds)[LetterKind]][])(
  'given a letter of the kind %s',
  (kind, [priority, tellsContact, answered, waits]) => {
    const at = { organizationId: 'contoso', occasion, dueAt: now.toISOString() };

    test('when many are due, then it has its place', () => {
      expect(told(kind, adele).priority).toBe(priority);
    });

    test('when there is nobody to tell, then the contact is told where somebody has to act', () => {
      const writes = letterWrites(at, [{ kind, recipients: [] }]);
      expect(writes).toMatchObject(
        tellsContact ? [{ create: { recipient: contact, letterKind: kind } }] : [],
      );
    });

    test('when nobody can enroll for now, then it waits if that is what it asks for', () => {
      expect(asksToEnroll[kind]).toBe(waits);
    });

    test('when it comes back, then others are told where an answer is waited for', () => {
      const sent = { ...told(kind, adele), state: 'sent' as const };
      expect(returnOf({ ...sent, delivery: 'bounced' }) !== undefined).toBe(answered);
      expect(returnOf({ ...sent, delivery: 'delivered' })).toBeUndefined();
    });
  },
);

const other = '0b1e7c52-0000-4000-8000-000000000002';
const decide = (kind: LetterKind, recipient: Member, known: Partial<Gathered>, on = occasion, at = now) =>
  decideLetter(
    { ...told(kind, recipient), occasion: on },
    gathered({ recipient, ...known }, kind.includes('dministrator') ? [bertil] : [adele, bertil]),
    around(at),
  );

describe('given an invitation that reached somebody later, or was extended or sent again', () => {
  const invitation = { occasion: other, invitedAt: moment.at, term: 'FY27', delivered: true };
  const again = (['extend', 'resend'] as const).map((verb) =>
    offerAgain(invited(), { verb, ...moment, occasion: other, invitation }),
  );

  test.each([
    ['invitation', adele],
    ['invitationNotice', bertil],
  ] as const)('then that causes an %s of its own', (kind, recipient) => {
    for (const state of [delivered(other), ...again])
      expect(decide(kind, recipient, { enrollments: [state] }, other)).toHaveProperty('send');
  });

  test('then that one may come back too', () => {
    const came = { state: 'sent', delivery: 'bounced' } as const;
    const letter = { ...told('invitation', adele), occasion: other, ...came };
    const returned = { letter, recipient: adele };
    for (const state of [delivered(other), ...again])
      expect(decide('mailReturned', bertil, { enrollments: [state], returned }, 'returned:x')).toHaveProperty(
        'send',
      );
  });
});

describe('given a reminder on its way', () => {
  const first = invited();
  if (first.status !== 'invited') throw new Error('not invited');
  const early = { ...first, history: first.history.map((step) => ({ ...step, occasion: 'winter' })) };
  const reminded = remind(early, { ...moment, occasion }, 14);

  test('when its invitation reached somebody else, or was made anew, then it is dropped', () => {
    const { deadline = '' } = reminded.invitation;
    const lost = unattend(reminded, moment);
    if (lost.status !== 'invited') throw new Error('not invited');
    const ineligible = loseEligibility(reminded, { ...moment, reasons });
    const told = { ...moment, occasion: other, invitation: { ...reminded.invitation, occasion: other } };
    expect(decide('invitationReminder', adele, { enrollments: [reminded] })).toHaveProperty('send');
    for (const state of [
      deliver(lost, { ...moment, occasion: other }, { deadline }),
      invite(pair, ineligible, told),
    ])
      expect(decide('invitationReminder', adele, { enrollments: [state] })).toEqual({ drop: 'cause-gone' });
  });
});

test('given a notice, when the deadline has passed, then it is dropped', () => {
  const passed = new Date('2027-04-30T22:00:00.000Z');
  expect(decide('invitationNotice', bertil, {}, occasion, passed)).toEqual({ drop: 'cause-gone' });
});

describe('given somebody who has lost every role', () => {
  const enrolled = enroll(pair, invited(), {
    ...moment,
    term: 'FY27',
    program: program('csp-indirect', 'CSP Indirect Reseller'),
  });

  test.each<[LetterKind, Enrollment]>([
    ['assignAdministrator', invited(false)],
    ['administratorGone', unattend(enrolled, { ...moment, occasion })],
    ['willLapse', warn(enrolled, { ...moment, occasion, reasons })],
    ['lapsed', lapsed()],
  ])('when a letter %s is on its way to them, then it is dropped', (kind, state) => {
    const before = { ...adele, grants: {} };
    expect(decide(kind, before, { enrollments: [state] })).toEqual({ drop: 'recipient-not-concerned' });
  });
});
