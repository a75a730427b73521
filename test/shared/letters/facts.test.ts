/** What letters are about, beyond the usual: other causes of the same kinds, several locations, reasons of every kind, a program that is gone. */
import { describe, expect, test } from 'vitest';
import { loseEligibility } from '../../../shared/enrollments/endings.ts';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import type { Reason } from '../../../shared/enrollments/history.ts';
import { adjust, complete, reject } from '../../../shared/enrollments/judging.ts';
import { enroll, offerAgain, warn } from '../../../shared/enrollments/lifecycle.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { type Letter, operator } from '../../../shared/letters/letter.ts';
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

const requirements = [{ requirement: 'payout', name: 'Payout profile' }];
const plain = program('csp-indirect', 'CSP Indirect Reseller');
const asking = { ...plain, requirements };
const decide = (letter: Letter, known: Gathered) => decideLetter(letter, known, around());
const factsOf = (letter: Letter, known: Gathered) => {
  const decision = decide(letter, known);
  if (!('send' in decision)) throw new Error('not sent');
  return decision.send.facts;
};
const at = { ...moment, occasion };
const other = '0b1e7c52-0000-4000-8000-000000000002';

describe('causes of the same kind', () => {
  const enrolled = enroll(pair, invited(), { ...moment, term: 'FY27', program: plain });

  test('an enrollment ends within its term too', () => {
    const enrollments = [loseEligibility(enrolled, { ...at, reasons })];
    expect(decide(told('lapsed', adele), gathered({ enrollments }))).toHaveProperty('send');
  });

  test('validation is waited for at once where all was completed before, or where less is asked for', () => {
    const pending = enroll(pair, invited(), { ...moment, term: 'FY27', program: asking });
    if (pending.status === 'enrolled') throw new Error('not pending');
    const [progress] = complete(pending, { program: asking, requirement: 'payout', moment }).requirements;
    const completed = { ...pending, requirements: progress ? [progress] : [] };
    const enrolledAnew = enroll(
      pair,
      { ...invited(), requirements: completed.requirements },
      { ...at, term: 'FY27', program: asking },
    );
    for (const state of [adjust(completed, asking, at), enrolledAnew]) {
      if (!isInTerm(state)) throw new Error('not in term');
      const known = gathered({ enrollments: [state], recipient: undefined });
      expect(decide(told('validationReminder', operator), known)).toHaveProperty('send');
    }
  });

  test('an invitation that was extended or sent again may wait for an administrator too', () => {
    const letter = { ...told('assignAdministrator', bertil), occasion: other };
    const invitation = { occasion: other, invitedAt: moment.at, term: 'FY27', delivered: false };
    const known = gathered({ recipient: bertil }, [bertil]);
    for (const verb of ['extend', 'resend'] as const) {
      const again = offerAgain(invited(), { verb, ...moment, occasion: other, invitation });
      expect(decide(letter, { ...known, enrollments: [again] })).toHaveProperty('send');
    }
    const seen = offerAgain(invited(), {
      verb: 'resend',
      ...moment,
      occasion: other,
      invitation: { ...invitation, delivered: true },
    });
    expect(decide(letter, { ...known, enrollments: [seen] })).toHaveProperty('drop');
  });
});

test('locations come by program and name', () => {
  const of = (mpnId: string, programId = 'csp-indirect') => invited(true, { mpnId, programId });
  const enrollments = [of('2002', 'zeta'), of('2001'), of('2002'), of('2001', 'zeta')];
  const programs = new Map([
    ['csp-indirect', plain],
    ['zeta', program('zeta', 'Zeta')],
  ]);
  const { items } = factsOf(told('invitation', adele), gathered({ enrollments, programs }));
  expect(items.map(({ programName, mpnId }) => `${programName} ${mpnId}`)).toEqual([
    'CSP Indirect Reseller 2002',
    'CSP Indirect Reseller 2001',
    'Zeta 2002',
    'Zeta 2001',
  ]);
});

describe('given that nothing is known of the program or the location', () => {
  const unknown = { programs: new Map(), locationNames: new Map() };
  const pending = enroll(pair, invited(), { ...moment, term: 'FY27', program: asking });
  const completed = complete(pending, { program: asking, requirement: 'payout', moment: at });

  test('their ids are named', () => {
    const { items } = factsOf(told('invitation', adele), gathered(unknown));
    expect(items).toMatchObject([
      { programName: 'csp-indirect', locationName: '2001', deadline: '2027-04-30' },
    ]);
  });

  test('requirements are named by their ids, and no day is promised', () => {
    const rejected = reject(completed, {
      program: asking,
      requirement: 'payout',
      moment: { ...moment, occasion: other },
      reason: 'No.',
    });
    const known = (state: Enrollment) => gathered({ ...unknown, enrollments: [state] });
    expect(
      factsOf({ ...told('requirementRejected', adele), occasion: other }, known(rejected)).items,
    ).toMatchObject([{ rejected: { requirement: 'payout', reason: 'No.', completeBy: undefined } }]);
    const waiting = { ...known(completed), recipient: undefined };
    expect(factsOf(told('validationReminder', operator), waiting).items).toMatchObject([
      { waiting: ['payout'] },
    ]);
  });

  test('a warning names no last day', () => {
    const warned = isInTerm(pending) ? warn(pending, { ...at, reasons }) : pending;
    const [item] = factsOf(told('willLapse', adele), gathered({ ...unknown, enrollments: [warned] })).items;
    expect(item?.endsOn).toBeUndefined();
  });
});

describe('reasons in words', () => {
  const message = 'In English.';
  const codes = Object.keys({
    criteriaUnmet: 0,
    agreementNotActive: 0,
    programNotOpen: 0,
    programDiscontinued: 0,
    migrationNotCompleted: 0,
    requirementIncomplete: 0,
    requirementRejected: 0,
    deadlinePassed: 0,
    operatorDecision: 0,
  } satisfies Record<Reason['code'], 0>) as Reason['code'][];
  const given = codes.map((code) => ({
    ...{ code, message },
    ...(code === 'requirementIncomplete' ? { requirements } : {}),
  }));
  const state = lapsed();
  const enrollments = [{ ...state, history: state.history.map((step) => ({ ...step, reasons: given })) }];
  const programs = new Map([['csp-indirect', asking]]);

  test('are those of the step, in English', () => {
    expect(factsOf(told('lapsed', adele), gathered({ enrollments, programs })).items[0]?.reasons).toEqual([
      message,
      message,
      message,
      message,
      message,
      'Not validated: Payout profile.',
      `A requirement was rejected: ${message}`,
      'The invitation was not accepted in time.',
      `The program team decided so: ${message}`,
    ]);
  });

  test('are worded anew in Swedish, but for the operator’s own words', () => {
    const known = gathered({ enrollments, programs, recipient: bertil });
    expect(factsOf(told('lapsed', bertil), known).items[0]?.reasons).toEqual([
      'Alla villkor är inte uppfyllda.',
      'Ett avtal som krävs är inte aktivt.',
      'Programmet är inte öppet.',
      'Programmet erbjuds inte längre.',
      'Organisationen har inte slutfört sin migrering.',
      'Inte godkänt: Payout profile.',
      `Ett krav avvisades: ${message}`,
      'Inbjudan antogs inte i tid.',
      `Programteamet har beslutat det: ${message}`,
    ]);
  });

  test('are those of then, whatever the program asks for now', () => {
    const known = gathered({ enrollments, programs: new Map(), recipient: bertil });
    expect(factsOf(told('lapsed', bertil), known).items[0]?.reasons).toContain(
      'Inte godkänt: Payout profile.',
    );
    const unnamed = [{ code: 'requirementIncomplete' as const, message }];
    const older = { ...state, history: state.history.map((step) => ({ ...step, reasons: unnamed })) };
    const [item] = factsOf(told('lapsed', bertil), { ...known, enrollments: [older] }).items;
    expect(item?.reasons).toEqual(['Alla krav är inte godkända.']);
  });
});
