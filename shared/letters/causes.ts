/** Which step in the history of an enrollment causes the letters of each kind, and what overtakes them before they are sent. */
import type { Enrollment } from '../enrollments/enrollment.ts';
import type { HistoryEntry } from '../enrollments/history.ts';
import type { Verb } from '../enrollments/transitions.ts';
import type { Letter, LetterKind } from './letter.ts';

/** An enrollment that a letter is about, with the step that caused the letter. */
export interface Told {
  enrollment: Enrollment;
  step: HistoryEntry;
}

interface Cause {
  by: Verb[];
  /** Besides a later step that causes the same kind. */
  overtakenBy?: Verb[];
  /** One about another requirement overtakes nothing. */
  ofOneRequirement?: true;
  /** These only where they change the status. */
  moving?: Verb[];
}

const inviting: Verb[] = ['invite', 'deliver', 'extend', 'resend'];

const causes = {
  invitation: { by: inviting },
  invitationNotice: { by: inviting },
  assignAdministrator: { by: ['invite', 'extend', 'resend'] },
  invitationReminder: { by: ['remind'], overtakenBy: inviting },
  administratorGone: { by: ['unattend'] },
  willLapse: { by: ['warn'] },
  lapsed: { by: ['lapse', 'loseEligibility'], overtakenBy: ['enroll', 'reopen'] },
  reopened: { by: ['reopen'] },
  requirementAdded: { by: ['adjust'] },
  requirementRejected: { by: ['reject'], ofOneRequirement: true },
  validationReminder: { by: ['complete', 'enroll', 'adjust'], moving: ['adjust'] },
  completeMigration: { by: [] },
  mailReturned: { by: [...inviting, 'remind'] },
} satisfies Record<LetterKind, Cause>;

/** The step of this occasion, unless another one about the same thing came after it. */
export function stepOf(
  { letterKind, occasion }: Pick<Letter, 'letterKind' | 'occasion'>,
  { history }: Enrollment,
): HistoryEntry | undefined {
  const { by, overtakenBy = [], ofOneRequirement, moving = [] }: Cause = causes[letterKind];
  const isAmong = (verbs: string[], { what }: HistoryEntry) => verbs.includes(what);
  const isOneOf = (verbs: Verb[], step: HistoryEntry) =>
    isAmong(verbs, step) && (step.from !== step.to || !isAmong(moving, step));
  const place = history.findLastIndex((step) => step.occasion === occasion && isOneOf(by, step));
  const step = history[place];
  const overtakes = (later: HistoryEntry) =>
    isOneOf(overtakenBy, later) ||
    (isOneOf(by, later) && (!ofOneRequirement || later.requirement === step?.requirement));
  return history.slice(place + 1).some(overtakes) ? undefined : step;
}
