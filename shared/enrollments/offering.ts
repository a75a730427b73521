/** An invitation as it is made, and who is told of it: those who can act, or those who can appoint somebody. */
import { appointers } from '../access/roster.ts';
import { instantAt, termAt } from '../calendar/calendar.ts';
import type { Tell } from '../letters/letter.ts';
import { administrators, invitationLetters, remembered } from './attendance.ts';
import type { Invitation } from './enrollment.ts';
import { openUntil } from './reminding.ts';
import type { Pass, Subject } from './subject.ts';

export function offer(
  subject: Subject,
  deadline: string | undefined,
  { now, occasion }: Pass,
): { invitation: Invitation; tell: Tell[] } {
  const present = administrators(subject);
  const delivered = present.length > 0;
  const invitation = {
    occasion,
    invitedAt: instantAt(now),
    term: termAt(subject.program.calendar, now).name,
    delivered,
    ...(delivered ? { told: remembered(present) } : {}),
    ...openUntil(deadline, now),
  };
  if (delivered) return { invitation, tell: invitationLetters(subject) };
  return { invitation, tell: [{ kind: 'assignAdministrator', recipients: appointers(subject.roster) }] };
}
