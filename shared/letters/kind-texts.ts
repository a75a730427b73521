/** What the texts of one kind of letter consist of. Names in them are plain text, not markup. */
export interface KindTexts {
  subject: string;
  heading: string;
  opening(about: LetterAbout): string;
  button: string;
  closing: string;
  /** Where the letter is not for the organization's own people. */
  footer?: string;
}

interface LetterAbout {
  organization: string;
  /** Of locations in programs. */
  count: number;
  /** Whether the reader can enroll only some of them. */
  someForOthers: boolean;
  /** Whom an earlier letter did not reach. */
  addressee: string;
  /** Where that letter went instead of a mailbox of theirs. */
  returnedFrom: 'contact' | undefined;
}

/** The same in every language, so that people can be told to look for it. */
export const invitationSubject = 'Partner Incentive Enrollment Invitation';
