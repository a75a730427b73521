/** What the operator does for an invitation: extend its deadline, or send it again, with a reason. Either opens one that was declined or has expired. */
import * as z from 'zod/mini';
import { addDays, dayAt, instantAt, startOfDay } from '../calendar/calendar.ts';
import { DayOfTerm } from '../programs/words.ts';
import { refuse } from '../refusal.ts';
import { administrators, type Decision } from './attendance.ts';
import type { Enrollment, Invitation } from './enrollment.ts';
import { deadlineFrom } from './inviting.ts';
import { offerAgain } from './lifecycle.ts';
import { offer } from './offering.ts';
import { checkPossible } from './possible.ts';
import type { Pass, Subject } from './subject.ts';

/** What the operator gives as the reason; partners read it in the history. */
export const OperatorReason = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(/^(?=.*\S)[^\p{Cc}\p{Cf}]+$/u, 'Words in one line, without control characters'),
    z.describe('Words in one line'),
  );

export const ResendRequest = z.strictObject({ reason: OperatorReason });
/** The last day on which the invitation is open, in the time zone of the program. */
export const DeadlineRequest = z.strictObject({ lastDay: DayOfTerm, reason: OperatorReason });

interface Renewal extends Pass {
  reason: string;
  /** Who of the operator's. */
  operator: string;
}

/**
 * The invitation is open until the end of that day.
 * @throws Refusal `invitation/deadline-not-later`, or what stands against inviting at all.
 */
export function extend(
  subject: Subject & { state: Enrollment },
  renewal: Renewal & { deadline: string },
): Decision {
  const { deadline, now } = renewal;
  checkPossible('extend', { ...subject, now });
  const decision = offered(subject, { ...renewal, verb: 'extend' }, deadline);
  const before = subject.state.invitation?.deadline;
  if (deadline <= instantAt(now) || (before !== undefined && deadline <= before))
    refuse(
      'invitation/deadline-not-later',
      'The new deadline has to be later than now, and later than the present one.',
      {
        target: 'body.lastDay',
        details: { deadline: before },
      },
    );
  return decision;
}

/** The invitation goes out again; one whose time had passed has as long as a new one. Nobody who can act: the time waits for them. */
export function resend(subject: Subject & { state: Enrollment }, renewal: Renewal): Decision {
  const { program, state } = subject;
  checkPossible('resend', { ...subject, now: renewal.now });
  const running = state.invitation?.deadline;
  const ahead = running !== undefined && running > instantAt(renewal.now);
  const fresh = administrators(subject).length > 0 ? deadlineFrom(program, renewal.now) : undefined;
  return offered(subject, { ...renewal, verb: 'resend' }, ahead ? running : fresh);
}

/** An extended invitation is still the one that was made; one that is sent again is made now. */
function offered(
  subject: Subject & { state: Enrollment },
  { reason, verb, operator, ...pass }: Renewal & { verb: 'extend' | 'resend' },
  deadline: string | undefined,
): Decision {
  const { state } = subject;
  const { invitation: made, tell } = offer(subject, deadline, pass);
  const invitation = { ...made, ...(verb === 'extend' ? madeAt(state) : {}) };
  const reasons = [{ code: 'operatorDecision' as const, message: reason }];
  const moment = { at: instantAt(pass.now), by: 'operator', operator, occasion: pass.occasion };
  return { after: offerAgain(state, { ...moment, verb, reasons, invitation }), tell };
}

function madeAt({ invitation }: Enrollment): Partial<Pick<Invitation, 'invitedAt' | 'term' | 'extended'>> {
  if (!invitation) return {};
  const { invitedAt, term, deadline } = invitation;
  // A first deadline is none that was extended.
  return { invitedAt, term, ...(deadline === undefined ? {} : { extended: true }) };
}

/** The first instant after that day, in the time zone of the program. */
export function deadlineOn({ program }: Pick<Subject, 'program'>, lastDay: string): string {
  return startOfDay(program.calendar.timeZone, addDays(lastDay, 1)).toISOString();
}

/** How far ahead a deadline may be. */
export function checkLastDay({ program }: Pick<Subject, 'program'>, lastDay: string, now: Date): void {
  if (lastDay > addDays(dayAt(program.calendar.timeZone, now), 366))
    refuse('request/invalid', 'A deadline is at most 366 days ahead.', { target: 'body.lastDay' });
}
