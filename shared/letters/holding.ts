/** Whether what caused a letter is still so when its turn comes, by the kind of letter. */
import { incentivesAdministratorsOf } from '../access/roster.ts';
import { termNamed } from '../calendar/calendar.ts';
import { isInTerm } from '../enrollments/enrollment.ts';
import { awaitsValidation, isLeft, progressOf } from '../enrollments/requirements.ts';
import { standing } from '../enrollments/warned.ts';
import { cameToNothing } from './attempt.ts';
import { stepOf, type Told } from './causes.ts';
import type { Gathered, Turn } from './gathered.ts';
import type { LetterKind } from './letter.ts';

type Holds = (told: Told, turn: Turn) => boolean;

/** A program that is open to all by now needs no invitation. */
const isOpen: Holds = ({ enrollment }, { gathered, around }) => {
  if (enrollment.status !== 'invited') return false;
  if (gathered.programs.get(enrollment.programId)?.openToAll) return false;
  const { deadline } = enrollment.invitation;
  return deadline === undefined || deadline > around.now.toISOString();
};
const isDelivered: Holds = (told, turn) =>
  isOpen(told, turn) && told.enrollment.invitation?.delivered === true;
/** An invitation that nobody has seen waits for somebody who can. */
const isStranded: Holds = (told, turn) =>
  isOpen(told, turn) && told.enrollment.invitation?.delivered === false && isUnattended(told, turn);
const isUnattended: Holds = ({ enrollment }, { gathered }) =>
  incentivesAdministratorsOf(gathered.roster, enrollment).length === 0;

/** Nothing of what they were to be warned of may stand against it any more. */
const willEnd: Holds = ({ enrollment }, { gathered, around }) => {
  if (!isInTerm(enrollment) || standing(enrollment).length === 0) return false;
  const program = gathered.programs.get(enrollment.programId);
  return (
    program === undefined ||
    termNamed(program.calendar, enrollment.openTerm).endsAt > around.now.toISOString()
  );
};

/** What is done about a requirement outlives an enrollment, and may be asked for no more. */
const isRejected: Holds = ({ enrollment, step: { requirement = '' } }, { gathered }) =>
  isInTerm(enrollment) &&
  progressOf(enrollment, requirement)?.state === 'rejected' &&
  gathered.programs.get(enrollment.programId)?.requirements.some((one) => one.requirement === requirement) !==
    false;

/** The program may ask for it no more. */
const isAsked: Holds = ({ enrollment }, { gathered }) => {
  const asked = gathered.programs.get(enrollment.programId)?.requirements ?? [];
  return isInTerm(enrollment) && asked.some(({ requirement }) => isLeft(progressOf(enrollment, requirement)));
};

const holds = {
  invitation: isDelivered,
  invitationNotice: isDelivered,
  invitationReminder: isDelivered,
  assignAdministrator: isStranded,
  administratorGone: (told, turn) =>
    isStranded(told, turn) || (isInTerm(told.enrollment) && isUnattended(told, turn)),
  willLapse: willEnd,
  // Whoever is invited again meanwhile still hears why it ended.
  lapsed: () => true,
  reopened: ({ enrollment }) => isInTerm(enrollment),
  requirementAdded: isAsked,
  requirementRejected: isRejected,
  validationReminder: ({ enrollment }) => awaitsValidation(enrollment),
  completeMigration: () => false,
  mailReturned: (told, turn) => isDelivered(told, turn) && hasComeBack(turn.gathered),
} satisfies Record<LetterKind, Holds>;

/** Later reports may correct earlier ones; whoever is gone or disabled meanwhile was not kept from anything. */
function hasComeBack({ returned }: Gathered): boolean {
  return (
    returned !== undefined && cameToNothing(returned.letter) && returned.recipient?.profile.enabled === true
  );
}

/** The enrollments the letter is still about. */
export function holding(turn: Turn): Told[] {
  const { letter, gathered } = turn;
  const occasion = gathered.returned?.letter.occasion ?? letter.occasion;
  return gathered.enrollments.flatMap((enrollment) => {
    const step = stepOf({ letterKind: letter.letterKind, occasion }, enrollment);
    return step && holds[letter.letterKind]({ enrollment, step }, turn) ? [{ enrollment, step }] : [];
  });
}
