/** Whether a letter is still worth sending when its turn comes, to whom and about what: the cause and the recipient must still hold. */
import { covers, scopesOf } from '../access/member.ts';
import { appointers, incentivesAdministratorsOf } from '../access/roster.ts';
import type { Enrollment } from '../enrollments/enrollment.ts';
import type { LetterFacts } from './compose.ts';
import { type Circumstances, type Context, factsOf, type Gathered, type Mailbox, mailbox } from './facts.ts';
import { contact, type Letter, type LetterKind, tellsContact } from './letter.ts';

type DropReason = 'cause-gone' | 'recipient-inactive' | 'recipient-not-concerned';

interface Outgoing {
  to: Mailbox;
  facts: LetterFacts;
}

type LetterDecision = { send: Outgoing } | { drop: DropReason };

/** One letter names every enrollment of its occasion that still holds and that its recipient is concerned with. */
export function decideLetter(letter: Letter, gathered: Gathered, around: Circumstances): LetterDecision {
  const holding = gathered.enrollments.filter((enrollment) =>
    holds(letter, enrollment, { gathered, around }),
  );
  if (holding.length === 0) return { drop: 'cause-gone' };
  const { recipient } = gathered;
  if (letter.recipient !== contact && !recipient?.profile.enabled) return { drop: 'recipient-inactive' };
  const concerning = holding.filter((enrollment) =>
    concerns[letter.letterKind](enrollment, letter, gathered),
  );
  if (concerning.length === 0) return { drop: 'recipient-not-concerned' };
  const facts = factsOf(letter, concerning, { gathered, around });
  return { send: { to: mailbox(gathered, facts.fallback), facts } };
}

/** The steps in a history that cause letters of each kind. */
const causes = {
  invitation: ['invite', 'deliver'],
  invitationNotice: ['invite', 'deliver'],
  assignAdministrator: ['invite'],
  administratorGone: ['unattend'],
  lapsed: ['lapse', 'loseEligibility'],
} satisfies Record<LetterKind, string[]>;

/** The enrollment's latest step that was told of is the one of this letter, and nothing has overtaken it. */
function holds(letter: Letter, enrollment: Enrollment, { gathered, around }: Context): boolean {
  const told = enrollment.history.findLast(({ occasion }) => occasion !== undefined);
  const kinds: string[] = causes[letter.letterKind];
  if (told?.occasion !== letter.occasion || !kinds.includes(told.what)) return false;
  if (letter.letterKind === 'lapsed') return ['lapsed', 'ineligible'].includes(enrollment.status);
  const nobody = incentivesAdministratorsOf(gathered.roster, enrollment).length === 0;
  if (enrollment.status === 'enrolled') return letter.letterKind === 'administratorGone' && nobody;
  if (enrollment.status !== 'invited') return false;
  const { deadline, delivered } = enrollment.invitation;
  if (deadline !== undefined && deadline <= around.now.toISOString()) return false;
  return tellsContact[letter.letterKind] ? !delivered && nobody : delivered;
}

type Concern = (enrollment: Enrollment, letter: Letter, gathered: Gathered) => boolean;

const administers: Concern = (enrollment, _, { recipient }) =>
  covers((recipient && scopesOf(recipient, 'incentivesAdministrator')) ?? [], enrollment);
const appoints: Concern = (_, letter, { roster }) => appointers(roster).includes(letter.recipient);
const appointsOrIsContact: Concern = (enrollment, letter, gathered) =>
  letter.recipient === contact || appoints(enrollment, letter, gathered);

/** Who is concerned by an enrollment, by the kind of letter. */
const concerns = {
  invitation: administers,
  invitationNotice: appoints,
  assignAdministrator: appointsOrIsContact,
  administratorGone: appointsOrIsContact,
  lapsed: (enrollment, letter, gathered) =>
    appointsOrIsContact(enrollment, letter, gathered) || administers(enrollment, letter, gathered),
} satisfies Record<LetterKind, Concern>;
