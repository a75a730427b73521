/** What comes of an enrollment at the end of a term, as previews and reports say it. */
import * as z from 'zod/mini';
import { addDays, dayAt, startOfDay } from '../calendar/calendar.ts';
import { isInTerm } from '../enrollments/enrollment.ts';
import { Reason, Rollover } from '../enrollments/history.ts';
import { isOver, rollOver } from '../enrollments/rollover.ts';
import type { Subject } from '../enrollments/subject.ts';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import { ProgramId } from '../programs/words.ts';
import { refuse } from '../refusal.ts';

/** Which enrollment. */
export const Place = z.strictObject({ organizationId: OrganizationId, mpnId: MpnId, programId: ProgramId });
export type Place = z.infer<typeof Place>;

export const placeKey = ({ organizationId, mpnId, programId }: Place) =>
  `${organizationId} ${mpnId} ${programId}`;

/** One enrollment at one boundary. */
export const Outcome = z
  .strictObject({
    ...Place.shape,
    organization: z.string(),
    location: z.string(),
    fromTerm: z.string(),
    toTerm: z.string(),
    outcome: Rollover.shape.outcome,
    reasons: z.array(Reason),
  })
  .register(z.globalRegistry, { id: 'RolloverOutcome' });
export type Outcome = z.infer<typeof Outcome>;

/** A part of a list: of what came out in every way, or in one. */
export interface Choice {
  outcome?: Outcome['outcome'] | undefined;
  size: number;
  continuation: string | undefined;
}

/** When a day begins where the program keeps its calendar: the terms that end by then are over. */
export function boundaryOn({ calendar }: Pick<Program, 'calendar'>, on: string): Date {
  return startOfDay(calendar.timeZone, on);
}

/** The same decisions as at the boundaries until that day, in order, on the figures at hand. */
export function outcomesOn(subject: Subject, on: string): Outcome[] {
  const { state, organization, location } = subject;
  const now = boundaryOn(subject.program, on);
  if (!isInTerm(state) || !isOver(state, subject, now)) return [];
  const { after } = rollOver(subject, state, { now, occasion: '' });
  const { organizationId, mpnId, programId } = state;
  const names = { organization: organization.legalName, location: location.name };
  return after.rollovers.slice(state.rollovers.length).map(({ fromTerm, toTerm, outcome, reasons }) => ({
    ...{ organizationId, mpnId, programId, ...names },
    ...{ fromTerm, toTerm, outcome, reasons },
  }));
}

/** Whether its people can still do something about the end of its term by that day: it is ahead. */
export function endsUntil(subject: Subject, on: string, now: Date): boolean {
  const { state, program } = subject;
  return isInTerm(state) && !isOver(state, subject, now) && isOver(state, subject, boundaryOn(program, on));
}

const mostDaysAhead = 800;
/** Where a day begins last. */
const westernmost = '-12:00';

/** A day is ahead until it has begun everywhere. @throws Refusal `request/invalid`: what has happened is in the reports of the boundaries. */
export function checkDay(on: string, now: Date): void {
  const first = addDays(dayAt(westernmost, now), 1);
  const last = addDays(dayAt('UTC', now), mostDaysAhead);
  if (on < first || on > last)
    refuse('request/invalid', `A preview is for a day that is ahead: from ${first} to ${last}.`, {
      target: 'body.on',
      details: { first, last },
    });
}
