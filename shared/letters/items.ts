/** What a letter says of one location in one program. */
import { administers } from '../access/member.ts';
import { incentivesAdministratorsOf } from '../access/roster.ts';
import { lastDayBefore, termNamed } from '../calendar/calendar.ts';
import { completeBy } from '../enrollments/checklist.ts';
import { type Enrollment, isInTerm } from '../enrollments/enrollment.ts';
import type { Reason } from '../enrollments/history.ts';
import { isLeft, progressOf } from '../enrollments/requirements.ts';
import type { Program } from '../programs/program.ts';
import type { Told } from './causes.ts';
import type { Gathered, Turn } from './gathered.ts';
import type { LetterKind } from './letter.ts';
import type { Item } from './letter-facts.ts';
import { reasonInWords } from './reason-texts.ts';
import type { Language } from './texts.ts';

type Saying = (
  told: Told & { program: Program | undefined },
  turn: Turn & { language: Language },
) => Partial<Item>;

/** What each kind says besides the program, the location and the deadline of an invitation. */
const sayings = {
  // Who appoints as well is told of the rest in the same mail.
  invitation: ({ enrollment }, { gathered }) =>
    administers(gathered.recipient, enrollment) ? {} : { whoCanAct: whoCanAct(enrollment, gathered) },
  invitationNotice: ({ enrollment }, { gathered }) => ({ whoCanAct: whoCanAct(enrollment, gathered) }),
  invitationReminder: () => ({}),
  assignAdministrator: () => ({}),
  administratorGone: () => ({}),
  willLapse: (told, turn) => ({
    endsOn: lastDayOfTerm(told),
    // As it stands: some of it may have been put right since.
    reasons: inWords(isInTerm(told.enrollment) ? told.enrollment.warned?.reasons : [], turn),
  }),
  lapsed: ({ step }, turn) => ({ reasons: inWords(step.reasons, turn) }),
  reopened: (told, turn) => ({ endsOn: lastDayOfTerm(told), reasons: inWords(told.step.reasons, turn) }),
  requirementAdded: (told, turn) => ({ asked: asked(told, turn) }),
  requirementRejected: (told, turn) => ({ rejected: rejected(told, turn) }),
  validationReminder: ({ enrollment, program }) => ({ waiting: waiting(enrollment, program) }),
  completeMigration: () => ({}),
  mailReturned: () => ({}),
} satisfies Record<LetterKind, Saying>;

export function itemOf(told: Told, turn: Turn & { language: Language }): Item {
  const { letter, gathered, around } = turn;
  const { enrollment, step } = told;
  const { organizationId, mpnId, programId } = enrollment;
  const program = gathered.programs.get(programId);
  return {
    programName: program?.name ?? programId,
    locationName: gathered.locationNames.get(mpnId) ?? mpnId,
    mpnId,
    link: `${around.portalUrl}/invitations/${organizationId}/${mpnId}/${programId}`,
    deadline: lastDayToAccept(enrollment, program),
    ...(step.what === 'extend' && enrollment.invitation?.extended ? { extended: true } : {}),
    ...sayings[letter.letterKind]({ ...told, program }, turn),
  };
}

/** The deadline is an instant; people are told the last day before it, in the program's time zone. */
function lastDayToAccept(enrollment: Enrollment, program: Program | undefined): string | undefined {
  if (enrollment.status !== 'invited' || enrollment.invitation.deadline === undefined) return undefined;
  return lastDayBefore(program?.calendar.timeZone ?? 'UTC', enrollment.invitation.deadline);
}

function lastDayOfTerm({ enrollment, program }: Parameters<Saying>[0]): string | undefined {
  return program && isInTerm(enrollment)
    ? termNamed(program.calendar, enrollment.openTerm).endsOn
    : undefined;
}

function inWords(reasons: Reason[] = [], { language }: { language: Language }): string[] {
  return reasons.map((reason) => reasonInWords(language, reason));
}

function asked(told: Parameters<Saying>[0], turn: Turn): Item['asked'] {
  const { enrollment, program } = told;
  const left = (program?.requirements ?? []).filter(({ requirement }) =>
    isLeft(progressOf(enrollment, requirement)),
  );
  return { requirements: left.map(({ name }) => name), completeBy: untilWhen(told, turn) };
}

/** Until when completing it still counts for the month. */
function untilWhen({ enrollment, program }: Parameters<Saying>[0], { gathered, around }: Turn) {
  const seen = { organization: gathered.organization, state: enrollment, administered: true };
  return program && completeBy({ ...seen, program }, 'completeRequirement', around.now);
}

function rejected(told: Parameters<Saying>[0], turn: Turn): Item['rejected'] {
  const { program, step } = told;
  const { requirement = '', reasons = [] } = step;
  return {
    requirement: program?.requirements.find((one) => one.requirement === requirement)?.name ?? requirement,
    reason: reasons[0]?.message ?? '',
    completeBy: untilWhen(told, turn),
  };
}

function waiting(enrollment: Enrollment, program: Program | undefined): string[] {
  const completed = enrollment.requirements.filter(({ state }) => state === 'completed');
  return completed.map(
    ({ requirement }) =>
      program?.requirements.find((one) => one.requirement === requirement)?.name ?? requirement,
  );
}

function whoCanAct(enrollment: Enrollment, { roster, people }: Gathered): string[] {
  return incentivesAdministratorsOf(roster, enrollment).flatMap((id) => people.get(id) ?? []);
}
