/**
 * What a reader sees of an enrollment now, in the words of Partner Center; the last five are this service's own.
 * One table; shown-filter.ts reads it from the other side.
 */
import * as z from 'zod/mini';
import { instantAt, termAt } from '../calendar/calendar.ts';
import type { Program } from '../programs/program.ts';
import { Status } from './history.ts';

export const StatusShown = z.enum([
  'Invited',
  'Action required',
  'Validating enrollment',
  'Enrolled',
  'Enrolling',
  'Ineligible',
  'Inactive',
  'Discontinued',
  'Enrolled — renewal pending',
  'Declined',
  'Invitation expired',
  'Withdrawn',
  'Lapsed',
]);
export type StatusShown = z.infer<typeof StatusShown>;

/** Who looks, and when: whether they deal with it, as an Incentives administrator whose grant covers it or as the operator who validates. */
export interface Viewing {
  administers: boolean;
  now: Date;
}

/** All of an enrollment that decides how it is shown. */
export interface Showable {
  status: Status;
  openTerm?: string | undefined;
  invitation?: { deadline?: string | undefined } | undefined;
}

/** All of a program that decides it. */
export type Offering = Pick<Program, 'state' | 'openToAll' | 'calendar'>;
/** How a program is offered: to whom it invites, or to all. */
type Offer = 'active' | 'notOpen' | 'activeToAll' | 'notOpenToAll' | 'discontinued';

/** One row: what is stored, and whatever else must be so; what is absent does not matter. */
export interface Case {
  offers: readonly Offer[];
  stored: readonly (Status | 'none')[];
  /** Of an invitation; one without a deadline has it ahead. */
  deadline?: 'ahead' | 'passed';
  /** The open one, by the calendar of the program. */
  term?: 'running' | 'ended';
  viewer?: 'administrator' | 'other';
  shown: StatusShown;
}

const inviting = ['active', 'notOpen'] as const;
const offered = [...inviting, 'activeToAll', 'notOpenToAll'] as const;
const beforeEntering = ['invited', 'invitationExpired', 'ineligible', 'lapsed'] as const;
const pending = ['actionRequired', 'validating'] as const;

/** Each state of an enrollment is in exactly one row, whoever looks and whenever. Nothing stored is an open program. */
export const cases: readonly Case[] = [
  { offers: ['discontinued'], stored: ['none', ...Status.options], shown: 'Discontinued' },
  { offers: ['active', 'activeToAll'], stored: ['none'], shown: 'Invited' },
  { offers: ['notOpen', 'notOpenToAll'], stored: ['none'], shown: 'Inactive' },
  // Open to all: whatever came of an earlier invitation, it may enter.
  { offers: ['activeToAll'], stored: beforeEntering, shown: 'Invited' },
  { offers: ['notOpenToAll'], stored: ['invited'], shown: 'Inactive' },
  { offers: ['active'], stored: ['invited'], deadline: 'ahead', shown: 'Invited' },
  { offers: ['notOpen'], stored: ['invited'], deadline: 'ahead', shown: 'Inactive' },
  { offers: inviting, stored: ['invited'], deadline: 'passed', shown: 'Invitation expired' },
  { offers: [...inviting, 'notOpenToAll'], stored: ['invitationExpired'], shown: 'Invitation expired' },
  { offers: offered, stored: ['declined'], shown: 'Declined' },
  { offers: offered, stored: ['actionRequired'], viewer: 'administrator', shown: 'Action required' },
  { offers: offered, stored: ['validating'], viewer: 'administrator', shown: 'Validating enrollment' },
  { offers: offered, stored: pending, viewer: 'other', shown: 'Enrolling' },
  { offers: offered, stored: ['enrolled'], term: 'running', shown: 'Enrolled' },
  { offers: offered, stored: ['enrolled'], term: 'ended', shown: 'Enrolled — renewal pending' },
  { offers: offered, stored: ['withdrawn'], shown: 'Withdrawn' },
  { offers: [...inviting, 'notOpenToAll'], stored: ['ineligible'], shown: 'Ineligible' },
  { offers: [...inviting, 'notOpenToAll'], stored: ['lapsed'], shown: 'Lapsed' },
  { offers: offered, stored: ['discontinued'], shown: 'Discontinued' },
];

/** Nothing stored is an open program, which is an invitation to everybody in scope. */
export function statusShown(state: Showable | undefined, program: Offering, viewing: Viewing): StatusShown {
  const found = cases.find((one) => applies(one, state, { program, ...viewing }));
  if (!found) throw new Error(`Nothing is shown for ${state?.status ?? 'none'}`);
  return found.shown;
}

export function offerOf({ state, openToAll }: Offering): Offer {
  return openToAll && state !== 'discontinued' ? `${state}ToAll` : state;
}

/** Whether its term is over, and nothing is decided yet about the next one. Names of terms sort as text within a century. */
export function isRenewalPending(
  state: Showable | undefined,
  { calendar }: Pick<Offering, 'calendar'>,
  now: Date,
): boolean {
  return state?.openTerm !== undefined && state.openTerm < termAt(calendar, now).name;
}

/** Until when an invitation may be accepted; where the program is open to all, at any time. */
export function deadlineOf(
  { openToAll }: Pick<Offering, 'openToAll'>,
  state: Showable | undefined,
): string | undefined {
  return openToAll ? undefined : state?.invitation?.deadline;
}

type Seen = Viewing & { program: Offering };

function applies(one: Case, state: Showable | undefined, seen: Seen): boolean {
  return (
    one.offers.includes(offerOf(seen.program)) &&
    one.stored.includes(state?.status ?? 'none') &&
    (one.viewer === undefined || one.viewer === (seen.administers ? 'administrator' : 'other')) &&
    (one.deadline === undefined || one.deadline === deadlineIs(state, seen)) &&
    (one.term === undefined || one.term === termOf(state, seen))
  );
}

function deadlineIs(state: Showable | undefined, { now }: Viewing): Case['deadline'] {
  const deadline = state?.invitation?.deadline;
  return deadline !== undefined && deadline <= instantAt(now) ? 'passed' : 'ahead';
}

function termOf(state: Showable | undefined, { program, now }: Seen): Case['term'] {
  return isRenewalPending(state, program, now) ? 'ended' : 'running';
}
