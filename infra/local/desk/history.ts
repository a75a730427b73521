/** What happened to an enrollment: each step with who and why, each boundary, and who was told of the invitation. */
import type { HistoryEntry, Rollover } from '../../../shared/enrollments/history.ts';
import type { Verb } from '../../../shared/enrollments/transitions.ts';
import type { LetterKind } from '../../../shared/letters/letter.ts';
import { escapeHtml as e } from '../../../shared/letters/markup.ts';
import type { Looking } from './document.ts';
import { linked, momentInWords, table } from './markup.ts';

const verbWords = {
  enroll: 'enrolled',
  decline: 'declined',
  withdraw: 'withdrawn',
  complete: 'requirement completed',
  validate: 'requirement validated',
  reject: 'requirement rejected',
  extend: 'deadline extended',
  resend: 'sent again',
  reopen: 're-opened',
  invite: 'invited',
  expire: 'deadline passed',
  loseEligibility: 'no longer eligible',
  discontinue: 'program discontinued',
  adjust: 'requirements of the program changed',
  rollForward: 'carried into the next term',
  lapse: 'lapsed',
  deliver: 'somebody can act on it',
  remind: 'reminded',
  warn: 'warned of the end of the term',
  attend: 'somebody can act for it again',
  unattend: 'nobody can act for it any more',
} satisfies Record<Verb, string>;

/** A verb that a newer release writes is shown as it is. */
const wordsFor = (verb: string) => new Map<string, string>(Object.entries(verbWords)).get(verb) ?? verb;

const because = (reasons: { message: string }[] = []) => e(reasons.map(({ message }) => message).join(' '));

export function historyTable(history: HistoryEntry[], { nameOf }: Pick<Looking, 'nameOf'>): string {
  if (history.length === 0) return '';
  const rows = history.map(({ at, what, requirement, by, term, reasons }) => [
    momentInWords(at),
    e(requirement ? `${wordsFor(what)}: ${requirement}` : wordsFor(what)),
    e(nameOf(by)),
    e(term ?? ''),
    because(reasons),
  ]);
  return `<h2>History</h2>${table(['When (UTC)', 'What', 'By', 'Term', 'Why'], rows)}`;
}

/** Of what is ahead and of what was alike. */
export const outcomeWords = {
  rolledForward: 'continues',
  lapsed: 'lapses',
  reopened: 're-opened',
} satisfies Record<Rollover['outcome'], string>;

interface Place {
  organizationId: string;
  programId: string;
  person: Looking['person'];
}

/** One row for each end of a term, with the report of that boundary. */
export function rolloversTable(rollovers: Rollover[], { organizationId, programId, person }: Place): string {
  if (rollovers.length === 0) return '';
  const rows = rollovers.map(({ fromTerm, toTerm, at, outcome, reasons }) => {
    const report = `/organizations/${organizationId}/rollovers/${programId}.${fromTerm}?as=${person.nickname}`;
    const term = linked(report, `${fromTerm} to ${toTerm}`);
    return [term, momentInWords(at), e(outcomeWords[outcome]), because(reasons)];
  });
  return `<h2>Ends of terms</h2>${table(['Term', 'When (UTC)', 'Outcome', 'Why'], rows)}`;
}

const letterWords = {
  invitation: 'invitation',
  invitationNotice: 'notice of the invitation',
  invitationReminder: 'reminder',
  assignAdministrator: 'asked to assign an administrator',
} satisfies Partial<Record<LetterKind, string>>;

export interface LetterTold {
  recipient: string;
  kind: keyof typeof letterWords;
  state: string;
  delivery: string | null;
  sentAt: string | null;
  /** Where it went instead of a mailbox of theirs. */
  sentTo?: string | null;
}

export function lettersTable(letters: LetterTold[], { nameOf }: Pick<Looking, 'nameOf'>): string {
  if (letters.length === 0) return '';
  const rows = letters.map(({ recipient, kind, state, delivery, sentAt, sentTo }) => [
    e(sentTo ? `${nameOf(recipient)}, by the contact mail` : nameOf(recipient)),
    e(letterWords[kind]),
    e(sentAt ? `${state}, ${momentInWords(sentAt)}` : state),
    e(delivery ?? 'not reported'),
  ]);
  return `<h2>Who was told of the invitation</h2>${table(['To', 'Mail', 'State (UTC)', 'Delivery'], rows)}`;
}
