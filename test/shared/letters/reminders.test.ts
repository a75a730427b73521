/** Reminders and warnings: to whom, what they say, and when there is nothing left to remind of. */
import { describe, expect, test } from 'vitest';
import type { Member } from '../../../shared/access/member.ts';
import { discontinue, rollForward } from '../../../shared/enrollments/endings.ts';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import {
  decline,
  enroll,
  offerAgain,
  remind,
  unattend,
  warn,
  withdraw,
} from '../../../shared/enrollments/lifecycle.ts';
import { withWarned } from '../../../shared/enrollments/warned.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter, operator } from '../../../shared/letters/letter.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  gathered,
  invited,
  lapsed,
  moment,
  now,
  occasion,
  organization,
  pair,
  portalUrl,
  program,
  reasons,
  told,
} from './occasion.ts';
import { adele, bertil } from './people.ts';

const decide = (letter: Letter, known: Gathered, at = now) => decideLetter(letter, known, around(at));
const gone = { drop: 'cause-gone' };
const notConcerned = { drop: 'recipient-not-concerned' };
const other = '0b1e7c52-0000-4000-8000-000000000002';
const at = { ...moment, at: now.toISOString() };
const csp = program('csp-indirect', 'CSP Indirect Reseller');
const state = (enrollment: Enrollment, own: Partial<Gathered> = {}, members?: Member[]) =>
  gathered({ enrollments: [enrollment], ...own }, members);

describe('the reminder of an invitation', () => {
  const asInvited = (enrollment: Enrollment) => {
    if (enrollment.status !== 'invited') throw new Error('not invited');
    return enrollment;
  };
  const first = asInvited(invited(true));
  const early = { ...first, history: first.history.map((step) => ({ ...step, occasion: other })) };
  const reminded = remind(early, { ...at, occasion }, 14);
  const letter = told('invitationReminder', adele);

  test('names the last day and leads to the invitation', () => {
    expect(decide(letter, state(reminded))).toMatchObject({
      send: {
        to: { address: 'adele@contoso.example' },
        facts: {
          items: [{ deadline: '2027-04-30', link: `${portalUrl}/invitations/contoso/2001/csp-indirect` }],
        },
      },
    });
  });

  test('leaves the invitation itself as it was', () => {
    expect(decide({ ...told('invitation', adele), occasion: other }, state(reminded))).toHaveProperty('send');
  });

  test('gives way to invitations and reaches nobody who cannot enroll', () => {
    expect(letter.priority).toBeGreaterThan(told('invitation', adele).priority);
    expect(decide(told('invitationReminder', bertil), state(reminded, { recipient: bertil }))).toEqual(
      notConcerned,
    );
    const cause = { organizationId: 'contoso', occasion, dueAt: now.toISOString() };
    expect(letterWrites(cause, [{ kind: 'invitationReminder', recipients: [] }])).toEqual([]);
  });

  test('is dropped once the invitation was answered, extended, stranded or reminded of again', () => {
    const ended: Enrollment[] = [
      decline(reminded, at),
      enroll(pair, reminded, { ...at, term: 'FY27', program: csp }),
      unattend(reminded, { ...at, occasion: other }),
      remind(reminded, { ...at, occasion: other }, 7),
      ...(['extend', 'resend'] as const).map((verb) =>
        offerAgain(reminded, {
          verb,
          ...at,
          invitation: { ...reminded.invitation, deadline: '2027-06-30T22:00:00.000Z' },
        }),
      ),
    ];
    for (const enrollment of ended) expect(decide(letter, state(enrollment))).toEqual(gone);
    expect(decide(letter, state(reminded), new Date('2027-04-30T22:00:00.000Z'))).toEqual(gone);
  });
});

describe('the warning that an enrollment will end', () => {
  const enrolled = enroll(pair, invited(), { ...moment, term: 'FY27', program: csp });
  const warned = warn(enrolled, { ...at, occasion, reasons });
  const letter = told('willLapse', adele);

  test('names the last day of the term and the reasons of the step', () => {
    expect(decide(letter, state(warned))).toMatchObject({
      send: { facts: { items: [{ endsOn: '2027-06-30', reasons: reasons.map(({ message }) => message) }] } },
    });
  });

  test('goes to those who appoint too, and to the contact where there is nobody', () => {
    expect(decide(told('willLapse', bertil), state(warned, { recipient: bertil }))).toHaveProperty('send');
    expect(decide(told('willLapse', contact), state(warned, { recipient: undefined }, []))).toMatchObject({
      send: { to: { address: 'partner@contoso.example' }, facts: { fallback: 'noAdministrator' } },
    });
  });

  test('is not overtaken by news of another kind', () => {
    expect(decide(letter, state(unattend(warned, { ...at, occasion: other })))).toHaveProperty('send');
  });

  test('names what still stands against it, and is dropped once nothing does', () => {
    const [, second] = reasons;
    const [left, nothing] = [second ? [second] : [], []].map((stand) =>
      withWarned(warned, { at: at.at, reasons: stand, told: [] }),
    );
    if (!left || !nothing) throw new Error('nothing');
    expect(decide(letter, state(left))).toMatchObject({
      send: { facts: { items: [{ reasons: [second?.message] }] } },
    });
    expect(nothing).toHaveProperty('warned.told');
    expect(decide(letter, state(nothing))).toEqual(gone);
  });

  test('is dropped once the enrollment ended, rolled forward or was warned again', () => {
    const ended: Enrollment[] = [
      withdraw(warned, at),
      discontinue(warned, { ...at, reasons: [] }),
      rollForward(warned, { ...at, term: 'FY28' }),
      warn(warned, { ...at, occasion: other, reasons }),
    ];
    for (const enrollment of ended) expect(decide(letter, state(enrollment))).toEqual(gone);
    expect(decide(letter, state(warned), new Date('2027-06-30T22:00:00.000Z'))).toEqual(gone);
  });
});

describe('the call to complete the migration', () => {
  const left = { ...organization, migration: { status: 'inProgress' as const } };
  const known = (own: Partial<Gathered> = {}) =>
    gathered({ organization: left, recipient: bertil, enrollments: [], invitationsWaiting: 3, ...own });
  const letter = { ...told('completeMigration', bertil), occasion: 'migration' };

  test('names the organization and how many invitations wait, and no location', () => {
    expect(decide(letter, known())).toMatchObject({
      send: { facts: { items: [], invitationsWaiting: 3, link: `${portalUrl}/organizations/contoso` } },
    });
  });

  test('goes to the contact where nobody appoints', () => {
    const nobody = gathered({ organization: left, recipient: undefined, enrollments: [] }, []);
    expect(decide({ ...letter, recipient: contact }, nobody)).toMatchObject({
      send: { to: { address: 'partner@contoso.example' } },
    });
  });

  test('is dropped once it is completed, or for somebody who appoints nobody', () => {
    expect(decide(letter, known({ organization }))).toEqual(gone);
    const toAdele = { ...told('completeMigration', adele), occasion: 'migration' };
    expect(decide(toAdele, known({ recipient: adele }))).toEqual(notConcerned);
    expect(decide({ ...letter, recipient: operator }, known({ recipient: undefined }))).toEqual(notConcerned);
  });
});

test('the news that the last administrator is gone concerns what waits for requirements too', () => {
  const asked = { ...csp, requirements: [{ requirement: 'payout', name: 'Payout profile' }] };
  const pending = enroll(pair, invited(), { ...moment, term: 'FY27', program: asked });
  const validating = { ...pending, status: 'validating' as const, acceptedAt: moment.at };
  for (const enrollment of [pending, validating]) {
    const left = unattend(enrollment, { ...at, occasion });
    expect(isInTerm(left)).toBe(true);
    expect(
      decide(told('administratorGone', bertil), state(left, { recipient: bertil }, [bertil])),
    ).toHaveProperty('send');
  }
  expect(decide(told('administratorGone', bertil), state(lapsed(), { recipient: bertil }, [bertil]))).toEqual(
    gone,
  );
});
