/** Whether an invitation is still sent when its turn comes, to whom, and what about. */
import { describe, expect, test } from 'vitest';
import { discontinue } from '../../../shared/enrollments/endings.ts';
import { enroll } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import type { Letter } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import { around, delivered, gathered, invited, now, occasion, portalUrl, program, told } from './occasion.ts';
import { adele, everywhere, person } from './people.ts';

const decide = (letter: Letter, known: Gathered, at = now) => decideLetter(letter, known, around(at));
const gone = { drop: 'cause-gone' };
const moment = { at: now.toISOString(), by: 'system' };
const other = '0b1e7c52-0000-4000-8000-000000000002';

describe('an invitation', () => {
  test('says what is offered, until which day in the program’s time zone, and where to begin', () => {
    expect(decide(told('invitation', adele), gathered({}))).toEqual({
      send: {
        to: { address: 'adele@contoso.example', displayName: 'Adele' },
        facts: {
          kind: 'invitation',
          language: 'en',
          organizationName: 'Contoso AB',
          recipientName: 'Adele',
          fallback: undefined,
          addressee: undefined,
          invitationsWaiting: undefined,
          link: 'https://portal.example/organizations/contoso',
          portalUrl,
          items: [
            {
              programName: 'CSP Indirect Reseller',
              locationName: 'Contoso Stockholm',
              mpnId: '2001',
              link: 'https://portal.example/invitations/contoso/2001/csp-indirect',
              deadline: '2027-04-30',
            },
          ],
        },
      },
    });
  });

  test('names only what the recipient’s grants cover', () => {
    const malmo = { ...everywhere, scopes: [{ locations: ['2002'], programs: 'all' as const }] };
    const recipient = person('Cecilia', { incentivesAdministrator: malmo });
    const enrollments = [invited(), invited(true, { mpnId: '2002' })];
    expect(decide(told('invitation', recipient), gathered({ recipient, enrollments }))).toMatchObject({
      send: { facts: { items: [{ mpnId: '2002', locationName: 'Contoso Malmö' }] } },
    });
  });

  test('waits while the program is closed or the migration is not completed: nobody could enroll', () => {
    const open = gathered({ recipient: adele });
    const closed = new Map(
      [...open.programs].map(([id, one]) => [id, { ...one, state: 'notOpen' as const }]),
    );
    expect(decide(told('invitation', adele), { ...open, programs: closed })).toEqual({ wait: 'not-open' });
    const organization = { ...open.organization, migration: { status: 'inProgress' as const } };
    expect(decide(told('invitation', adele), { ...open, organization })).toEqual({ wait: 'not-open' });
    expect(decide(told('invitation', adele), open)).toMatchObject({ send: {} });
  });

  test('is dropped when the enrollment went on without it', () => {
    const enrolled = enroll(
      { organizationId: 'contoso', programId: 'csp-indirect', mpnId: '2001' },
      invited(),
      { ...moment, term: 'FY27', program: program('csp-indirect', 'CSP') },
    );
    const ended = discontinue(invited(), { ...moment, reasons: [] });
    for (const enrollments of [[enrolled], [ended], []])
      expect(decide(told('invitation', adele), gathered({ enrollments }))).toEqual(gone);
  });

  test('is dropped at the deadline', () => {
    const at = new Date('2027-04-30T22:00:00.000Z');
    expect(decide(told('invitation', adele), gathered({}), at)).toEqual(gone);
    expect(decide(told('invitation', adele), gathered({}), new Date(at.getTime() - 1))).toHaveProperty(
      'send',
    );
  });

  test('is dropped when the program is open to all by now', () => {
    const opened = { ...program('csp-indirect', 'CSP'), openToAll: true };
    const programs = new Map([['csp-indirect', opened]]);
    expect(decide(told('invitation', adele), gathered({ programs }))).toEqual(gone);
  });

  test('belongs to the occasion that delivered it, so that nothing is said twice', () => {
    const letter = told('invitation', adele);
    expect(decide(letter, gathered({ enrollments: [delivered(other)] }))).toEqual(gone);
    expect(decide(letter, gathered({ enrollments: [delivered(occasion)] }))).toHaveProperty('send');
    expect(decide(letter, gathered({ enrollments: [invited(false)] }))).toEqual(gone);
  });

  test('is dropped when its recipient is disabled, gone, or no longer in scope', () => {
    const letter = told('invitation', adele);
    const disabled = { ...adele, profile: { ...adele.profile, enabled: false } };
    for (const recipient of [disabled, undefined])
      expect(decide(letter, gathered({ recipient }))).toEqual({ drop: 'recipient-inactive' });
    expect(decide(letter, gathered({ recipient: { ...adele, grants: {} } }))).toEqual({
      drop: 'recipient-not-concerned',
    });
  });

  test('for somebody without a mailbox goes to the organization’s contact, and says so', () => {
    const recipient = person('Adele', adele.grants, { mail: null, language: 'sv' });
    expect(decide(told('invitation', recipient), gathered({ recipient }))).toMatchObject({
      send: {
        to: { address: 'partner@contoso.example', displayName: 'Contoso AB' },
        sentTo: 'contact',
        facts: { language: 'sv', recipientName: 'Adele', fallback: 'noMailbox' },
      },
    });
  });
});
