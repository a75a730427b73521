/** What lapsed on 1 July, and an operator who takes it back in August. */
import { lapse } from '../../../shared/enrollments/endings.ts';
import type { Enrollment, InTerm } from '../../../shared/enrollments/enrollment.ts';
import { decideReopening } from '../../../shared/enrollments/reopening.ts';
import { olivia, subject, threshold } from './subject.ts';

export const july = { at: '2027-07-01T00:05:00.000Z', by: 'system' };
export const over = (state: InTerm) => lapse(state, { ...july, reasons: [], toTerm: 'FY28' });
export const asked = {
  now: new Date('2027-08-01T12:00:00.000Z'),
  occasion: 'august',
  operator: olivia,
  reason: 'A wrong figure',
  withinDays: 90,
};
export const reopen = (state: Enrollment, given: Partial<typeof asked> = {}, program = threshold) =>
  decideReopening({ ...subject({ program }), state }, { ...asked, ...given });
