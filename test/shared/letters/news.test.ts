/** News of an enrollment: it was re-opened, or its program asks for more. To whom, what they say, and when they are dropped. */
import { describe, expect, test } from 'vitest';
import { lapse } from '../../../shared/enrollments/endings.ts';
import { type Enrollment, isInTerm } from '../../../shared/enrollments/enrollment.ts';
import { adjust, complete } from '../../../shared/enrollments/judging.ts';
import { enroll, offerAgain, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { decideReopening } from '../../../shared/enrollments/reopening.ts';
import type { Gathered } from '../../../shared/letters/gathered.ts';
import { contact, type Letter } from '../../../shared/letters/letter.ts';
import { decideLetter } from '../../../shared/letters/sending.ts';
import { organizationRevenue } from '../../../shared/organizations/organization.ts';
import { facts, location } from '../programs/situation.ts';
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
  program,
  reasons,
  told,
} from './occasion.ts';
import { adele, bertil, person } from './people.ts';

const decide = (letter: Letter, known: Gathered) => decideLetter(letter, known, around());
const gone = { drop: 'cause-gone' };
const notConcerned = { drop: 'recipient-not-concerned' };
const at = { ...moment, at: now.toISOString(), occasion };
const csp = program('csp-indirect', 'CSP Indirect Reseller');
const known = (state: Enrollment, own: Partial<Gathered> = {}) => gathered({ enrollments: [state], ...own });
const uma = person('Uma', {});

describe('given that an enrollment was re-opened', () => {
  const here = location(facts);
  const applicant = { organization, program: csp, location: here };
  const reopened = decideReopening(
    { ...applicant, revenueOfOrganization: organizationRevenue([here]), state: lapsed() },
    { now, occasion, operator: 'olivia', reason: 'It arrived late', withinDays: 30 },
  );
  const letter = told('reopened', adele);

  test('then its people hear until when it goes on, and why', () => {
    const said = { endsOn: '2027-06-30', reasons: ['The program team decided so: It arrived late'] };
    expect(decide(letter, known(reopened))).toMatchObject({ send: { facts: { items: [said] } } });
    const toBertil = known(reopened, { recipient: bertil });
    expect(decide(told('reopened', bertil), toBertil)).toHaveProperty('send');
    expect(decide(told('reopened', uma), known(reopened, { recipient: uma }))).toEqual(notConcerned);
  });

  test('when it has ended again, then nobody does', () => {
    if (!isInTerm(reopened)) throw new Error('not in term');
    for (const state of [withdraw(reopened, moment), lapse(reopened, { ...moment, reasons, toTerm: 'FY28' })])
      expect(decide(letter, known(state))).toEqual(gone);
  });
});

describe('given that a program asks an enrolled location for more', () => {
  const enrolled = enroll(pair, invited(), { ...moment, term: 'FY27', program: csp });
  const asking = { ...csp, requirements: [{ requirement: 'tax', name: 'Tax profile' }] };
  const programs = new Map([['csp-indirect', asking]]);
  const asked = adjust(enrolled, asking, at) ?? enrolled;
  const letter = told('requirementAdded', adele);

  test('then who can complete it hears what, and that it stays enrolled until then', () => {
    const item = { asked: { requirements: ['Tax profile'], completeBy: null } };
    expect(decide(letter, known(asked, { programs }))).toMatchObject({ send: { facts: { items: [item] } } });
    const toBertil = known(asked, { programs, recipient: bertil });
    expect(decide(told('requirementAdded', bertil), toBertil)).toEqual(notConcerned);
    const toContact = gathered({ enrollments: [asked], programs, recipient: undefined }, []);
    expect(decide(told('requirementAdded', contact), toContact)).toHaveProperty('send');
  });

  test('when something of it is taken off again before the letter leaves, then they hear of the rest', () => {
    const two = {
      ...asking,
      requirements: [{ requirement: 'payout', name: 'Payout' }, ...asking.requirements],
    };
    const both = adjust(enrolled, two, at) ?? enrolled;
    const fewer = adjust(both, asking, { ...at, occasion: 'later' }) ?? both;
    expect(fewer.requirements).toEqual([{ requirement: 'tax', state: 'asked' }]);
    const item = { asked: { requirements: ['Tax profile'] } };
    expect(decide(letter, known(fewer, { programs }))).toMatchObject({ send: { facts: { items: [item] } } });
  });

  test('when it is completed, asked for no more, or all is over, then nobody does', () => {
    const done = complete(asked, { program: asking, requirement: 'tax', moment });
    expect(decide(letter, known(done, { programs }))).toEqual(gone);
    expect(decide(letter, known(asked))).toEqual(gone);
    expect(decide(letter, known(withdraw(asked, moment), { programs }))).toEqual(gone);
  });
});

test('given that an invitation was extended, then its letter says so, unless it had no deadline before', () => {
  const { invitation } = invited();
  if (!invitation) throw new Error('not invited');
  const items = (verb: 'extend' | 'resend', extended?: boolean) => {
    const again = { ...at, verb, invitation: { ...invitation, ...(extended ? { extended } : {}) } };
    const decision = decide(told('invitation', adele), known(offerAgain(invited(), again)));
    return 'send' in decision ? decision.send.facts.items : [];
  };
  expect(items('extend', true)).toMatchObject([{ deadline: '2027-04-30', extended: true }]);
  expect(items('extend')[0]).not.toHaveProperty('extended');
  expect(items('resend', true)[0]).not.toHaveProperty('extended');
});
