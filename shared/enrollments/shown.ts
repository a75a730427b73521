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

type Offer = Pick<Program, 'state' | 'calendar'>;

/** One row: what is stored, and whatever else must be so; what is absent does not matter. */
export interface Case {
  programs: readonly Program['state'][];
  stored: readonly (Status | 'none')[];
  /** Of an invitation; one without a deadline has it ahead. */
  deadline?: 'ahead' | 'passed';
  /** The open one, by the calendar of the program. */
  term?: 'running' | 'ended';
  viewer?: 'administrator' | 'other';
  shown: StatusShown;
}

const offered = ['active', 'notOpen'] as const;
const pending = ['actionRequired', 'validating'] as const;

/** Each state of an enrollment is in exactly one row, whoever looks and whenever. Nothing stored is an open program. */
export const cases: readonly Case[] = [
  { programs: ['discontinued'], stored: ['none', ...Status.options], shown: 'Discontinued' },
  { programs: ['active'], stored: ['none'], shown: 'Invited' },
  { programs: ['notOpen'], stored: ['none'], shown: 'Inactive' },
  { programs: ['active'], stored: ['invited'], deadline: 'ahead', shown: 'Invited' },
  { programs: ['notOpen'], stored: ['invited'], deadline: 'ahead', shown: 'Inactive' },
  { programs: offered, stored: ['invited'], deadline: 'passed', shown: 'Invitation expired' },
  { programs: offered, stored: ['invitationExpired'], shown: 'Invitation expired' },
  { programs: offered, stored: ['declined'], shown: 'Declined' },
  { programs: offered, stored: ['actionRequired'], viewer: 'administrator', shown: 'Action required' },
  { programs: offered, stored: ['validating'], viewer: 'administrator', shown: 'Validating enrollment' },
  { programs: offered, stored: pending, viewer: 'other', shown: 'Enrolling' },
  { programs: offered, stored: ['enrolled'], term: 'running', shown: 'Enrolled' },
  { programs: offered, stored: ['enrolled'], term: 'ended', shown: 'Enrolled — renewal pending' },
  { programs: offered, stored: ['withdrawn'], shown: 'Withdrawn' },
  { programs: offered, stored: ['ineligible'], shown: 'Ineligible' },
  { programs: offered, stored: ['lapsed'], shown: 'Lapsed' },
  { programs: offered, stored: ['discontinued'], shown: 'Discontinued' },
];

/** Nothing stored is an open program, which is an invitation to everybody in scope. */
export function statusShown(state: Showable | undefined, program: Offer, viewing: Viewing): StatusShown {
  const found = cases.find((one) => applies(one, state, { program, ...viewing }));
  if (!found) throw new Error(`Nothing is shown for ${state?.status ?? 'none'}`);
  return found.shown;
}

function applies(one: Case, state: Showable | undefined, seen: Viewing & { program: Offer }): boolean {
  return (
    one.programs.includes(seen.program.state) &&
    one.stored.includes(state?.status ?? 'none') &&
    (one.viewer === undefined || one.viewer === (seen.administers ? 'administrator' : 'other')) &&
    (one.deadline === undefined || one.deadline === deadlineOf(state, seen)) &&
    (one.term === undefined || one.term === termOf(state, seen))
  );
}

function deadlineOf(state: Showable | undefined, { now }: Viewing): Case['deadline'] {
  const deadline = state?.invitation?.deadline;
  return deadline !== undefined && deadline <= instantAt(now) ? 'passed' : 'ahead';
}

/** Names of terms sort as text within a century. */
function termOf(state: Showable | undefined, { program, now }: Viewing & { program: Offer }): Case['term'] {
  const running = termAt(program.calendar, now).name;
  return (state?.openTerm ?? running) < running ? 'ended' : 'running';
}
