/** When the Incentives administrators of a location are reminded of an invitation: at least so many days before its deadline, each time once. */
import { instantAt } from '../calendar/calendar.ts';
import { administrators, type Decision } from './attendance.ts';
import type { Enrollment, Invitation, Invited } from './enrollment.ts';
import { remind } from './lifecycle.ts';
import type { Pass, Subject } from './subject.ts';
import type { Verb } from './transitions.ts';

/** Days before the deadline. */
const marks = [14, 7, 1];
const dayMs = 24 * 3600_000;
/** From one daily pass to the next: what falls between them is said with the earlier one. */
const aheadMs = dayMs;

/** A deadline with the reminders that come too soon after the invitation itself counted as given. */
export function openUntil(
  deadline: string | undefined,
  now: Date,
): Pick<Invitation, 'deadline' | 'reminded'> {
  if (deadline === undefined) return {};
  const tooSoon = markWithin(deadline, now, aheadMs + dayMs);
  return { deadline, ...(tooSoon === undefined ? {} : { reminded: tooSoon }) };
}

/** Where several were missed, only the one nearest to the deadline is given. */
export function decideReminder(
  subject: Subject,
  state: Invited,
  { now, occasion }: Pass,
): Decision | undefined {
  const { deadline, reminded = Number.POSITIVE_INFINITY, delivered } = state.invitation;
  const mark = deadline === undefined || !delivered ? undefined : markWithin(deadline, now, aheadMs);
  if (mark === undefined || mark >= reminded) return undefined;
  const after = remind(state, { at: instantAt(now), by: 'system', occasion }, mark);
  return { after, tell: [{ kind: 'invitationReminder', recipients: administrators(subject) }] };
}

/** The smallest mark that has come, or comes within so many milliseconds. */
function markWithin(deadline: string, now: Date, withinMs: number): number | undefined {
  const leftMs = Date.parse(deadline) - now.getTime();
  return marks.findLast((days) => leftMs <= days * dayMs + withinMs);
}

const starting: readonly string[] = ['invite', 'extend', 'resend'] satisfies Verb[];
const telling: readonly string[] = [...starting, 'deliver', 'remind'];

/** The occasions on which people were told of the present invitation. */
export function invitingOccasions({ history }: Pick<Enrollment, 'history'>): string[] {
  const first = history.findLastIndex(({ what }) => starting.includes(what));
  return history
    .slice(Math.max(first, 0))
    .flatMap(({ what, occasion }) => (occasion !== undefined && telling.includes(what) ? [occasion] : []));
}
