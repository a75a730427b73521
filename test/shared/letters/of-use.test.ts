/** Which letters wait while nobody can enroll, and which are sent all the same. */
import { describe, expect, test } from 'vitest';
import { isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { complete, reject } from '../../../shared/enrollments/judging.ts';
import { enroll, remind, unattend, warn } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { operator } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  gathered,
  invited,
  lapsed,
  moment,
  occasion,
  pair,
  program,
  reasons,
  told,
} from './occasion.ts';
import { adele, bertil } from './people.ts';

const asked = {
  ...program('csp-indirect', 'CSP Indirect Reseller'),
  requirements: [{ requirement: 'payout', name: 'Payout profile' }],
};
const at = { ...moment, occasion };
const closed = new Map([['csp-indirect', { ...asked, state: 'notOpen' as const }]]);
const unmigrated = { ...gathered({}).organization, migration: { status: 'inProgress' as const } };

const first = invited();
if (first.status !== 'invited') throw new Error('not invited');
const pending = enroll(pair, first, { ...moment, term: 'FY27', program: asked });
if (!isInTerm(pending)) throw new Error('not in term');
const completed = complete(pending, { program: asked, requirement: 'payout', moment: at });
const returned = {
  letter: { ...told('invitation', adele), state: 'sent' as const, delivery: 'bounced' as const },
  recipient: adele,
};

const asking: [string, ReturnType<typeof told>, Gathered][] = [
  ['notice of an invitation', told('invitationNotice', bertil), gathered({ recipient: bertil })],
  [
    'request for an administrator',
    told('assignAdministrator', bertil),
    gathered({ recipient: bertil, enrollments: [invited(false)] }, [bertil]),
  ],
  [
    'reminder of an invitation',
    told('invitationReminder', adele),
    gathered({ enrollments: [remind(first, at, 14)] }),
  ],
  ['word of a mail that came back', told('mailReturned', bertil), gathered({ recipient: bertil, returned })],
];

const rejected = reject(completed, { program: asked, requirement: 'payout', moment: at, reason: 'No.' });
const telling: [string, ReturnType<typeof told>, Gathered][] = [
  [
    'word that nobody can act any more',
    told('administratorGone', bertil),
    gathered({ recipient: bertil, enrollments: [unattend(pending, at)] }, [bertil]),
  ],
  ['warning', told('willLapse', adele), gathered({ enrollments: [warn(pending, { ...at, reasons })] })],
  ['word of an end', told('lapsed', adele), gathered({ enrollments: [lapsed()] })],
  ['rejection', told('requirementRejected', adele), gathered({ enrollments: [rejected] })],
  [
    'reminder to validate',
    told('validationReminder', operator),
    gathered({ recipient: undefined, enrollments: [completed] }),
  ],
];

const programs = new Map([['csp-indirect', asked]]);

describe.each(asking)('given a %s', (_, letter, known) => {
  test('when its program is open, then it is sent', () => {
    expect(decideLetter(letter, { ...known, programs }, around())).toHaveProperty('send');
  });

  test.each([
    ['its program is closed', { programs: closed }],
    ['the migration is not completed', { programs, organization: unmigrated }],
  ])('when %s, then it waits', (__, own) => {
    expect(decideLetter(letter, { ...known, ...own }, around())).toEqual({ wait: 'not-open' });
  });
});

test.each(telling)(
  'given a %s, when nobody could enroll, then it is sent all the same',
  (_, letter, known) => {
    const shut = { ...known, programs: closed, organization: unmigrated };
    expect(decideLetter(letter, shut, around())).toHaveProperty('send');
  },
);

test('given one program of two is closed, then the letter is sent for the sake of the other', () => {
  const enrollments = [invited(), invited(true, { programId: 'hosting' })];
  const both = new Map([...closed, ['hosting', program('hosting', 'Hosting')]]);
  expect(
    decideLetter(told('invitation', adele), gathered({ enrollments, programs: both }), around()),
  ).toHaveProperty('send');
});
