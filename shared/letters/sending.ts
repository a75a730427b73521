/** Whether a letter is still worth sending when its turn comes, to whom and about what: the cause and the recipient must still hold. */
import { administers } from '../access/member.ts';
import { appointers } from '../access/roster.ts';
import type { Enrollment } from '../enrollments/enrollment.ts';
import type { Told } from './causes.ts';
import { factsOf, type Mailbox, mailbox } from './facts.ts';
import type { Circumstances, Gathered, Turn } from './gathered.ts';
import { holding } from './holding.ts';
import { asksToEnroll, contact, type Letter, type LetterKind, operator } from './letter.ts';
import type { LetterFacts } from './letter-facts.ts';

type DropReason = 'cause-gone' | 'recipient-inactive' | 'recipient-not-concerned';

export interface Outgoing {
  to: Mailbox;
  sentTo: Letter['sentTo'];
  facts: LetterFacts;
}

/** `wait`: true, but of no use to anybody now. */
type LetterDecision = { send: Outgoing } | { drop: DropReason } | { wait: string };

/** One letter names every enrollment of its occasion that still holds and that its recipient is concerned with. */
export function decideLetter(letter: Letter, gathered: Gathered, around: Circumstances): LetterDecision {
  const turn = { letter, gathered, around };
  const isOfOrganization = letter.letterKind === 'completeMigration';
  const told = holding(turn);
  const isCaused = isOfOrganization ? isMigrationLeft(gathered) : told.length > 0;
  if (!isCaused) return { drop: 'cause-gone' };
  if (isPerson(letter) && !gathered.recipient?.profile.enabled) return { drop: 'recipient-inactive' };
  const concerning = told.filter(({ enrollment }) => concerns[letter.letterKind](turn, enrollment));
  if (isOfOrganization ? !appointsOrIsContact(turn) : concerning.length === 0)
    return { drop: 'recipient-not-concerned' };
  if (concerning.length > 0 && !concerning.some((one) => isOfUse(turn, one))) return { wait: 'not-open' };
  const facts = factsOf(turn, concerning);
  const sentTo = facts.fallback === 'noMailbox' ? contact : undefined;
  return { send: { to: mailbox(turn, facts.fallback), sentTo, facts } };
}

/** Whoever is asked to enroll can do so: the program is open, and the migration completed. */
function isOfUse({ letter, gathered }: Turn, { enrollment }: Told): boolean {
  if (!asksToEnroll[letter.letterKind]) return true;
  const open = gathered.programs.get(enrollment.programId)?.state !== 'notOpen';
  return open && !isMigrationLeft(gathered);
}

function isMigrationLeft({ organization }: Gathered): boolean {
  return organization.migration.status !== 'completed';
}

function isPerson({ recipient }: Letter): boolean {
  return recipient !== contact && recipient !== operator;
}

type Concern = (turn: Turn, enrollment: Pick<Enrollment, 'mpnId' | 'programId'>) => boolean;

const isContact = ({ letter }: Turn) => letter.recipient === contact;
const appoints = ({ letter, gathered }: Turn) => appointers(gathered.roster).includes(letter.recipient);
const appointsOrIsContact = (turn: Turn) => isContact(turn) || appoints(turn);
const enrolls: Concern = ({ gathered: { recipient } }, enrollment) => administers(recipient, enrollment);
const anyAdministrator: Concern = (turn, enrollment) =>
  appointsOrIsContact(turn) || enrolls(turn, enrollment);

const toComplete: Concern = (turn, enrollment) => isContact(turn) || enrolls(turn, enrollment);

/** Nobody is told by mail that their own mail does not arrive; the others are, of whom it still was for. */
const mayPassItOn: Concern = (turn, enrollment) => {
  const { returned } = turn.gathered;
  if (!returned || returned.letter.recipient === turn.letter.recipient) return false;
  const { letter, recipient } = returned;
  const before = { ...turn, letter, gathered: { ...turn.gathered, recipient, returned: undefined } };
  return appointsOrIsContact(turn) && concerns[letter.letterKind](before, enrollment);
};

/** Who is concerned by an enrollment, by the kind of letter. */
const concerns: Record<LetterKind, Concern> = {
  invitation: (turn, enrollment) => enrolls(turn, enrollment) || appoints(turn),
  invitationNotice: appoints,
  invitationReminder: enrolls,
  assignAdministrator: appointsOrIsContact,
  administratorGone: appointsOrIsContact,
  willLapse: anyAdministrator,
  lapsed: anyAdministrator,
  reopened: anyAdministrator,
  requirementAdded: toComplete,
  requirementRejected: toComplete,
  validationReminder: ({ letter }) => letter.recipient === operator,
  completeMigration: appointsOrIsContact,
  mailReturned: mayPassItOn,
};
