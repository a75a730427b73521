/** What a letter says where little is known, and where there are several of a kind. */
import { describe, expect, test } from 'vitest';
import { loseEligibility } from '../../../shared/enrollments/endings.ts';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { complete, reject, validate } from '../../../shared/enrollments/judging.ts';
import { enroll } from '../../../shared/enrollments/lifecycle.ts';
import { factsOf, mailbox } from '../../../shared/letters/facts.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { type Letter, operator } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import { around, gathered, invited, lapsed, moment, occasion, pair, program, told } from './occasion.ts';
import { adele, bertil } from './people.ts';

const requirements = [
  { requirement: 'payout', name: 'Payout profile' },
  { requirement: 'tax', name: 'Tax profile' },
];
const asked = { ...program('csp-indirect', 'CSP Indirect Reseller'), requirements };
const programs = new Map([['csp-indirect', asked]]);
const at = { ...moment, occasion };
const gone = { drop: 'cause-gone' };
const decide = (letter: Letter, known: Gathered) => decideLetter(letter, known, around());

function itemOf(letter: Letter, known: Gathered) {
  const decision = decide(letter, known);
  if (!('send' in decision)) throw new Error('not sent');
  return decision.send.facts.items[0];
}

/** With its last step as given. */
function lastStep(state: Enrollment, own: object): Enrollment {
  const [last, ...earlier] = [...state.history].reverse();
  if (!last) throw new Error('no history');
  return { ...state, history: [...earlier.reverse(), { ...last, ...own }] };
}

const pending = enroll(pair, invited(), { ...moment, term: 'FY27', program: asked });
const step = (requirement: string) => ({ program: asked, requirement, moment });
const half = validate(complete(pending, step('payout')), step('payout'));
const completed = complete(half, step('tax'));
const rejected = reject(completed, { ...step('tax'), moment: at, reason: 'No.' });
const letter = told('requirementRejected', adele);
const known = (state: Enrollment, own: Partial<Gathered> = {}) =>
  gathered({ enrollments: [state], programs, ...own });

describe('a rejection', () => {
  test('names the requirement it is about, of several', () => {
    expect(itemOf(letter, known(rejected))).toMatchObject({ rejected: { requirement: 'Tax profile' } });
  });

  test('without a reason says none', () => {
    const silent = lastStep(rejected, { reasons: undefined });
    expect(itemOf(letter, known(silent))).toMatchObject({ rejected: { reason: '' } });
  });

  test('is not told of where the requirement is not in the enrollment, or no step names one', () => {
    expect(decide(letter, known({ ...rejected, requirements: [] }))).toEqual(gone);
    expect(decide(letter, known(lastStep(rejected, { requirement: undefined })))).toEqual(gone);
  });

  test('on another occasion is none on this one', () => {
    expect(decide({ ...letter, occasion: 'another' }, known(rejected))).toEqual(gone);
  });
});

test('what waits for validation is named, of several', () => {
  const waiting = known(completed, { recipient: undefined });
  const reminder = told('validationReminder', operator);
  const now = lastStep(completed, { occasion });
  expect(itemOf(reminder, { ...waiting, enrollments: [now] })).toMatchObject({ waiting: ['Tax profile'] });
});

describe('an end', () => {
  test('for what is missing names what was not validated then', () => {
    if (!isInTerm(half)) throw new Error('not in term');
    const requirements = [{ requirement: 'tax', name: 'Tax profile Inc.' }];
    const reasons = [{ code: 'requirementIncomplete' as const, message: 'Not validated.', requirements }];
    const ended = loseEligibility(half, { ...at, reasons });
    expect(itemOf(told('lapsed', bertil), known(ended, { recipient: bertil }))?.reasons).toEqual([
      'Inte godkänt: Tax profile Inc.',
    ]);
  });

  test('without a reason says none', () => {
    const silent = lastStep(lapsed(), { reasons: undefined });
    expect(itemOf(told('lapsed', adele), known(silent))?.reasons).toEqual([]);
  });

  test.each(['enroll', 'reopen'] as const)('is not told of after the step %s', (what) => {
    const ended = lapsed();
    const [last] = ended.history.slice(-1);
    if (!last) throw new Error('no history');
    const later = { ...last, what, occasion: 'later' };
    expect(decide(told('lapsed', adele), known({ ...ended, history: [last, later] }))).toEqual(gone);
  });
});

test('given that no name is known of those who can enroll, then nobody is named', () => {
  const nameless = known(invited(), { recipient: bertil, people: new Map() });
  expect(itemOf(told('invitationNotice', bertil), nameless)?.whoCanAct).toEqual([]);
});

describe('the mailbox', () => {
  const turn = (own: Partial<Gathered> = {}) => ({
    letter: told('invitation', adele),
    gathered: gathered(own),
    around: around(),
  });
  const ofContact = { address: 'partner@contoso.example', displayName: 'Contoso AB' };

  test('is the contact’s where somebody reads it for another, or the recipient is gone', () => {
    expect(mailbox(turn(), 'noAdministrator')).toEqual(ofContact);
    expect(mailbox(turn({ recipient: undefined }), undefined)).toEqual(ofContact);
    expect(mailbox(turn(), undefined).address).toBe('adele@contoso.example');
  });

  test('is missed where nobody is known', () => {
    expect(factsOf(turn({ recipient: undefined }), [])).toMatchObject({
      fallback: 'noMailbox',
      recipientName: undefined,
    });
  });
});

test('given that a mail came back which is not known any more, then there is no news', () => {
  const back = known(invited(), { recipient: bertil, returned: undefined });
  expect(decide(told('mailReturned', bertil), back)).toEqual(gone);
});
