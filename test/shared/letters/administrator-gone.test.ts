/** The news that the last Incentives administrator is gone: who still gets it, and about what. */
import { describe, expect, test } from 'vitest';
import { type Enrollment, isLive } from '../../../shared/enrollments/enrollment.ts';
import { attend, enroll, unattend } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter } from '../../../shared/letters/letter.ts';
import { letterWrites } from '../../../shared/letters/letter-store.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import {
  around,
  gathered,
  invited,
  now,
  occasion,
  portalUrl,
  program as programOf,
  told,
} from './occasion.ts';
import { bertil } from './people.ts';

const decide = (letter: Letter, known: Gathered, at = now) => decideLetter(letter, known, around(at));
const gone = { drop: 'cause-gone' };
const moment = { at: '2027-03-31T23:00:00.000Z', by: 'system' };
const pair = { organizationId: 'contoso', programId: 'csp-indirect', mpnId: '2001' };
const program = programOf('csp-indirect', 'CSP Indirect Reseller');
const enrolled = () => enroll(pair, invited(), { ...moment, term: 'FY27', program });
const live = (state: Enrollment) => {
  if (!isLive(state)) throw new Error('not live');
  return state;
};
const lost = (state: Enrollment, on = occasion) => unattend(live(state), { ...moment, occasion: on });
const letter = told('administratorGone', bertil);
/** Without Adele, nobody can act. */
const known = (enrollments: Enrollment[], own: Partial<Gathered> = {}) =>
  gathered({ recipient: bertil, enrollments, ...own }, [bertil]);

describe('given that the last one is gone', () => {
  test.each([
    ['an enrollment', lost(enrolled())],
    ['an invitation', lost(invited())],
  ])('when it was of %s, then those who appoint are told, and led to the organization', (_, state) => {
    expect(decide(letter, known([state]))).toMatchObject({
      send: {
        to: { address: 'bertil@contoso.example' },
        facts: { language: 'sv', items: [{ mpnId: '2001' }], link: `${portalUrl}/organizations/contoso` },
      },
    });
  });

  test('when there is nobody who appoints, then the contact is told', () => {
    const at = { organizationId: 'contoso', occasion, dueAt: now.toISOString() };
    const [write] = letterWrites(at, [{ kind: 'administratorGone', recipients: [] }]);
    expect(write).toMatchObject({ create: { recipient: contact, letterKind: 'administratorGone' } });
    const nobody = gathered({ recipient: undefined, enrollments: [lost(enrolled())] }, []);
    expect(decide(told('administratorGone', contact), nobody)).toMatchObject({
      send: { to: { address: 'partner@contoso.example' }, facts: { fallback: 'noAdministrator' } },
    });
  });
});

describe('given that it does not hold any more when its turn comes', () => {
  test('when somebody covers the location again, then it is dropped', () => {
    const enrollments = [attend(enrolled(), moment), lost(enrolled())];
    for (const state of enrollments)
      expect(decide(letter, gathered({ recipient: bertil, enrollments: [state] }))).toEqual(gone);
  });

  test('when the last one went again since, then the later letter tells it', () => {
    const other = '0b1e7c52-0000-4000-8000-000000000002';
    const again = lost(attend(enrolled(), moment), other);
    expect(decide(letter, known([again]))).toEqual(gone);
    expect(decide({ ...letter, occasion: other }, known([again]))).toHaveProperty('send');
  });

  test('when the invitation has passed its deadline, then it is dropped', () => {
    const at = new Date('2027-04-30T22:00:00.000Z');
    expect(decide(letter, known([lost(invited())]), at)).toEqual(gone);
  });

  test('when its recipient appoints nobody any more, then it is dropped', () => {
    const recipient = { ...bertil, grants: {} };
    expect(decide(letter, gathered({ recipient, enrollments: [lost(enrolled())] }, []))).toEqual({
      drop: 'recipient-not-concerned',
    });
  });
});

test('given an invitation that was on its way to somebody who is gone, when its turn comes, then it is dropped', () => {
  expect(decide(told('invitation', bertil), known([lost(invited())]))).toEqual(gone);
});
