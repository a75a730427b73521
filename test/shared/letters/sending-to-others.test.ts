/** Letters to those who do not enroll: who still gets them, and what they say. */
import { describe, expect, test } from 'vitest';
import { memberId } from '../../../shared/access/member.ts';
import type { Enrollment } from '../../../shared/enrollments/enrollment.ts';
import { enroll, invite } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter } from '../../../shared/letters/letter.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import { around, gathered, invited, lapsed, now, occasion, reasons, told } from './occasion.ts';
import { adele, bertil, everywhere, person } from './people.ts';

const decide = (letter: Letter, known: Gathered, at = now) => decideLetter(letter, known, around(at));
const gone = { drop: 'cause-gone' };
const moment = { at: now.toISOString(), by: 'system' };
const other = '0b1e7c52-0000-4000-8000-000000000002';

describe('a notice', () => {
  test('names those who can enroll, by the roster', () => {
    expect(decide(told('invitationNotice', bertil), gathered({ recipient: bertil }))).toMatchObject({
      send: { facts: { language: 'sv', items: [{ whoCanAct: ['Adele'] }] } },
    });
  });

  test('is one mail with the invitation, where somebody gets both: each place says whether they can enroll it', () => {
    const stockholm = { scopes: [{ locations: ['2001'], programs: 'all' as const }] };
    const both = person('Cecilia', {
      accountAdministrator: { ...everywhere, scopes: [] },
      incentivesAdministrator: { ...everywhere, ...stockholm },
    });
    const cause = { organizationId: 'contoso', occasion, dueAt: now.toISOString() };
    const id = memberId(both);
    const letters = letterWrites(cause, [
      { kind: 'invitation', recipients: [id] },
      { kind: 'invitationNotice', recipients: [id, memberId(bertil)] },
    ]);
    expect(letters).toHaveLength(2);
    const enrollments = [invited(), invited(true, { mpnId: '2002' })];
    const known = gathered({ recipient: both, enrollments }, [adele, both]);
    expect(decide(told('invitation', both), known)).toMatchObject({
      send: { facts: { items: [{ mpnId: '2001' }, { mpnId: '2002', whoCanAct: ['Adele'] }] } },
    });
  });

  test('is dropped when its recipient administers nothing any more', () => {
    const known = gathered({ recipient: { ...bertil, grants: {} } }, [adele]);
    expect(decide(told('invitationNotice', bertil), known)).toEqual({ drop: 'recipient-not-concerned' });
  });
});

describe('the call for an administrator', () => {
  const enrollments = [invited(false)];
  const letter = told('assignAdministrator', bertil);

  test('goes to those who appoint and leads to the organization', () => {
    expect(decide(letter, gathered({ recipient: bertil, enrollments }, [bertil]))).toMatchObject({
      send: { facts: { link: 'https://portal.example/organizations/contoso' } },
    });
  });

  test('is dropped once somebody covers the location and the program', () => {
    expect(decide(letter, gathered({ recipient: bertil, enrollments }))).toEqual(gone);
  });

  test('goes to the contact where there is nobody', () => {
    const known = gathered({ recipient: undefined, enrollments }, []);
    expect(decide(told('assignAdministrator', contact), known)).toMatchObject({
      send: {
        to: { address: 'partner@contoso.example' },
        facts: { fallback: 'noAdministrator', language: 'en' },
      },
    });
  });
});

describe('the news of an end', () => {
  const enrollments = [lapsed()];

  test('gives the reasons in the reader’s language', () => {
    expect(decide(told('lapsed', bertil), gathered({ recipient: bertil, enrollments }))).toMatchObject({
      send: {
        facts: {
          items: [
            {
              reasons: [
                'Inte uppfyllt: Platsens omsättning de senaste tolv månaderna är minst 25\u00a0000 US-dollar (uppgift 31 mars 2027: 18\u00a0000 US-dollar).',
                'Organisationen har inte slutfört sin migrering.',
              ],
            },
          ],
        },
      },
    });
    expect(decide(told('lapsed', adele), gathered({ enrollments }))).toMatchObject({
      send: { facts: { items: [{ reasons: reasons.map(({ message }) => message) }] } },
    });
  });

  test('is dropped when the operator took the lapse back', () => {
    const [state] = enrollments;
    if (!state) throw new Error('nothing lapsed');
    const back = { ...moment, by: 'operator', what: 'reopen', from: 'lapsed', to: 'enrolled' } as const;
    const again = { ...state, history: [...state.history, back] };
    const known = gathered({ recipient: bertil, enrollments: [again] });
    expect(decide(told('lapsed', bertil), known)).toEqual(gone);
  });

  test('is told when the location was invited again meanwhile, not when it was enrolled again', () => {
    const [state] = enrollments;
    const pair = { organizationId: 'contoso', programId: 'csp-indirect', mpnId: '2001' };
    const invitation = { occasion: other, invitedAt: moment.at, term: 'FY27', delivered: true };
    const again = invite(pair, state, { ...moment, occasion: other, invitation });
    const decideOf = (enrollment: Enrollment) =>
      decide(told('lapsed', bertil), gathered({ recipient: bertil, enrollments: [enrollment] }));
    expect(decideOf(again)).toMatchObject({ send: {} });
    const program = { requirements: [], calendar: { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} } };
    expect(decideOf(enroll(pair, again, { ...moment, term: 'FY27', program }))).toEqual(gone);
  });
});
