/** The status that somebody is shown, in the model. */
import { inTerm, isOver, isPast, type Pair, programOf, type Status, type World } from './life-world.ts';

const words = {
  none: 'Invited',
  invited: 'Invited',
  declined: 'Declined',
  invitationExpired: 'Invitation expired',
  actionRequired: 'Action required',
  validating: 'Validating enrollment',
  enrolled: 'Enrolled',
  withdrawn: 'Withdrawn',
  ineligible: 'Ineligible',
  lapsed: 'Lapsed',
  discontinued: 'Discontinued',
} satisfies Record<Status, string>;

/** Whoever has not entered a program that is open to all may. */
const mayEnter: Status[] = ['none', 'invited', 'invitationExpired', 'ineligible', 'lapsed'];

/** To an Incentives administrator of the place and the operator, or to others; undefined: there is nothing to be seen. */
export function shown(world: World, pair: Pair, administers: boolean): string | undefined {
  const { open, state } = programOf(world, pair);
  if (pair.status === 'none' && !open) return undefined;
  if (state === 'discontinued') return 'Discontinued';
  if (open && state === 'active' && mayEnter.includes(pair.status)) return 'Invited';
  if (open && ['none', 'invited'].includes(pair.status)) return 'Inactive';
  if (pair.status === 'enrolled' && isOver(world, pair)) return 'Enrolled — renewal pending';
  if (pair.status === 'invited' && isPast(world, pair)) return 'Invitation expired';
  if (pair.status === 'invited' && state === 'notOpen') return 'Inactive';
  const waits = inTerm(pair) && pair.status !== 'enrolled';
  return waits && !administers ? 'Enrolling' : words[pair.status];
}

/** The overview has what is stored, and open programs that are active. */
export function inOverview(world: World, pair: Pair): boolean {
  const { open, state } = programOf(world, pair);
  return pair.status !== 'none' || (open && state === 'active');
}
