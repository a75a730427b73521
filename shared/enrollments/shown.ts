/** What a reader sees of an enrollment now, in the words of Partner Center. The last four are this service's own. */
import * as z from 'zod/mini';
import { termNamed } from '../calendar/calendar.ts';
import type { Organization } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import type { Enrollment } from './enrollment.ts';
import type { Status } from './history.ts';

export const StatusShown = z.enum([
  'Invited',
  'Enrolled',
  'Enrolled — renewal pending',
  'Ineligible',
  'Inactive',
  'Discontinued',
  'Invitation expired',
  'Withdrawn',
  'Lapsed',
]);
export type StatusShown = z.infer<typeof StatusShown>;

const plain = {
  invited: 'Invited',
  invitationExpired: 'Invitation expired',
  enrolled: 'Enrolled',
  withdrawn: 'Withdrawn',
  ineligible: 'Ineligible',
  lapsed: 'Lapsed',
  discontinued: 'Discontinued',
} satisfies Record<Status, StatusShown>;

/** Nothing stored is an open program, which is an invitation to everybody in scope. */
export function statusShown(state: Enrollment | undefined, program: Program, now: Date): StatusShown {
  if (program.state === 'discontinued') return 'Discontinued';
  if (state === undefined) return program.state === 'active' ? 'Invited' : 'Inactive';
  if (state.status === 'enrolled' && isOver(state.openTerm, program, now))
    return 'Enrolled — renewal pending';
  if (state.status === 'invited' && isPast(state.invitation.deadline, now)) return 'Invitation expired';
  if (state.status === 'invited' && program.state === 'notOpen') return 'Inactive';
  return plain[state.status];
}

function isOver(term: string, program: Program, now: Date): boolean {
  return termNamed(program.calendar, term).endsAt <= now.toISOString();
}

function isPast(deadline: string | undefined, now: Date): boolean {
  return deadline !== undefined && deadline <= now.toISOString();
}

/** The next step somebody at the partner has to take, or null. */
export const ActionRequired = z.enum(['completeMigration', 'assignIncentivesAdministrator', 'enroll']);
export type ActionRequired = z.infer<typeof ActionRequired>;

export function actionRequired(
  shown: StatusShown,
  seen: { organization: Organization; state: Enrollment | undefined; administered: boolean },
): ActionRequired | null {
  if (shown !== 'Invited') return null;
  if (seen.organization.migration.status !== 'completed') return 'completeMigration';
  return seen.administered ? 'enroll' : 'assignIncentivesAdministrator';
}
