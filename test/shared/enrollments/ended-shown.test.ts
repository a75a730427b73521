/** What is shown of an enrollment that has ended, while its program goes on. */
import { expect, test } from 'vitest';
import { discontinue, expire, lapse, loseEligibility } from '../../../shared/enrollments/endings.ts';
import { decline, withdraw } from '../../../shared/enrollments/lifecycle.ts';
import { type Showable, statusShown } from '../../../shared/enrollments/shown.ts';
import { program } from '../programs/situation.ts';
import { enrolled, invited } from './subject.ts';

const moment = { at: '2027-02-10T08:00:00.000Z', by: 'system' };
const ending = { ...moment, reasons: [] };
const now = new Date('2027-03-02T10:00:00.000Z');

test.each<[string, Showable]>([
  ['Declined', decline(invited(), moment)],
  ['Invitation expired', expire(invited(), ending)],
  ['Withdrawn', withdraw(enrolled(), moment)],
  ['Ineligible', loseEligibility(enrolled(), ending)],
  ['Lapsed', lapse(enrolled(), { ...ending, toTerm: 'FY28' })],
  ['Discontinued', discontinue(enrolled(), ending)],
])('%s, to everybody', (shown, state) => {
  for (const offer of [program({ state: 'active' }), program({ state: 'notOpen' })])
    for (const administers of [true, false])
      expect(statusShown(state, offer, { administers, now })).toBe(shown);
});
