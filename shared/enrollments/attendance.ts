/** Whether somebody can act for a live invitation or enrollment: an invitation waits for its administrator, and those who appoint are told once when the last one is gone. */

import { appointers, incentivesAdministratorsOf, type Roster } from '../access/roster.ts';
import { instantAt } from '../calendar/calendar.ts';
import type { Tell } from '../letters/letter.ts';
import type { Location } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import type { Enrollment, Invitation, Live } from './enrollment.ts';
import { attend, deliver, unattend } from './lifecycle.ts';
import type { Pass } from './subject.ts';

export interface Decision {
  after: Enrollment;
  tell: Tell[];
}

interface Administered {
  roster: Roster;
  location: Location;
  program: Program;
}

/** What follows where an administrator has come or the last one has gone; undefined while all is as it was. */
export function decideAttendance(
  subject: Administered,
  state: Live,
  { now, occasion, until = {} }: Pass & { until?: Pick<Invitation, 'deadline' | 'reminded'> },
): Decision | undefined {
  const present = administrators(subject);
  const attended = present.length > 0;
  if (attended === isAttended(state) && !isForOthers(state, present)) return undefined;
  const moment = { at: instantAt(now), by: 'system' };
  if (!attended)
    return {
      after: unattend(state, { ...moment, occasion }),
      tell: [{ kind: 'administratorGone', recipients: appointers(subject.roster) }],
    };
  if (state.status !== 'invited') return { after: attend(state, moment), tell: [] };
  return {
    after: deliver(state, { ...moment, occasion }, { ...until, told: remembered(present) }),
    tell: invitationLetters(subject),
  };
}

function isAttended(state: Live): boolean {
  return state.status === 'invited' ? state.invitation.delivered : state.unattendedSince === undefined;
}

/** None of those who were invited is left: the mail may never have reached anybody who can act. */
function isForOthers(state: Live, present: string[]): boolean {
  const told = state.status === 'invited' ? state.invitation.told : undefined;
  return told !== undefined && present.length > 0 && !present.some((member) => told.includes(member));
}

/** As many as an invitation remembers. */
export const remembered = (members: string[]) => members.slice(0, 50);

export function administrators({ roster, location, program }: Administered): string[] {
  return incentivesAdministratorsOf(roster, { mpnId: location.mpnId, programId: program.id });
}

/** The Incentives administrators are invited; the Account administrators are informed, each person once. */
export function invitationLetters(subject: Administered): Tell[] {
  const invited = administrators(subject);
  const informed = subject.roster.accountAdministrators.filter((member) => !invited.includes(member));
  return [
    { kind: 'invitation', recipients: invited },
    { kind: 'invitationNotice', recipients: informed },
  ];
}

/** Everybody who is told of an end. */
export function concerned(subject: Administered): string[] {
  return [...new Set([...administrators(subject), ...appointers(subject.roster)])];
}
