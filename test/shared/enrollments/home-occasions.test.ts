/** What makes a card of what is missing another card: accepting, and a program that asks for more. */
import { expect, test } from 'vitest';
import { cardAt } from '../../../shared/enrollments/home.ts';
import { adjust } from '../../../shared/enrollments/judging.ts';
import { enroll } from '../../../shared/enrollments/lifecycle.ts';
import { standing } from './glimpses.ts';
import { demanding, invited, pair, pass, progress, subject } from './subject.ts';

const administrator = standing({ incentivesAdministrator: [{ locations: 'all', programs: 'all' }] });
const occasionOf = (state: Parameters<typeof cardAt>[1], program = demanding) => {
  const home = { roster: subject().roster, programs: [program], standing: administrator, now: pass.now };
  return cardAt(home, state)?.cardId.split('.').at(-1);
};
const at = (occasion: string) => ({ at: '2027-02-10T08:00:00.000Z', by: 'ines', occasion });
const accept = (requirements: ReturnType<typeof progress>[]) =>
  enroll(pair, { ...invited(), requirements }, { ...at('accepted'), term: 'FY27', program: demanding });

test('given an invitation, when it is accepted with something left to complete, then that is another card', () => {
  expect(occasionOf(invited())).toBe('winter');
  expect(occasionOf(accept([]))).toBe('accepted');
});

test('given all is completed, when the program asks for more, then that is another card', () => {
  const more = {
    ...demanding,
    requirements: [...demanding.requirements, { requirement: 'passport', name: 'Passport' }],
  };
  const waiting = accept([progress('payout-profile'), progress('tax-profile')]);
  if (waiting.status === 'enrolled') throw new Error('enrolled');
  const adjusted = adjust(waiting, more, at('asked'));
  expect(adjusted && occasionOf(adjusted, more)).toBe('asked');
});
