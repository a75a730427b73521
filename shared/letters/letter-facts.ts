/** What a letter says, as plain data in the reader's language. */
import type { LetterKind } from './letter.ts';
import { isolated } from './markup.ts';
import type { Language } from './texts.ts';

/** One location in one program. */
export interface Item {
  programName: string;
  locationName: string;
  mpnId: string;
  link: string;
  /** The last day on which the invitation is open, `YYYY-MM-DD`. */
  deadline?: string | undefined;
  /** That day is later than it was. */
  extended?: true;
  /** The last day of the term, `YYYY-MM-DD`. */
  endsOn?: string | undefined;
  /** Sentences in the letter's language. */
  reasons?: string[] | undefined;
  /** Display names of those who can enroll it, where the reader is informed; absent where the reader is asked. */
  whoCanAct?: string[] | undefined;
  rejected?: Rejected | undefined;
  asked?: Asked | undefined;
  /** Names of the requirements that wait for the operator. */
  waiting?: string[] | undefined;
}

export interface Rejected {
  /** Its name. */
  requirement: string;
  /** In the operator's words. */
  reason: string;
  completeBy: CompleteBy;
}

/** What the program has begun to ask for, and is not completed. */
export interface Asked {
  /** Their names. */
  requirements: string[];
  completeBy: CompleteBy;
}

/** Completed by the end of this day, the location earns from the other; absent where it earns already. */
export type CompleteBy = { day: string; earnsFrom: string } | null | undefined;

export interface LetterFacts {
  kind: LetterKind;
  language: Language;
  organizationName: string;
  /** Absent where the letter is for the organization's contact or for the operator. */
  recipientName?: string | undefined;
  /** Why the letter goes to the organization's contact mail, if it does. */
  fallback?: 'noMailbox' | 'noAdministrator' | undefined;
  /** Whom the letter that came back was for. */
  addressee?: string | undefined;
  /** Where that letter went instead of a mailbox of theirs. */
  returnedFrom?: 'contact' | undefined;
  /** How many invitations wait for the migration; they are not named. */
  invitationsWaiting?: number | undefined;
  items: Item[];
  /** The page of the organization. */
  link: string;
  portalUrl: string;
}

/** Names come from people and directories, reasons from the operator: none may break a line, turn the writing direction of the rest or hide characters. */
export function cleaned(facts: LetterFacts): LetterFacts {
  const { organizationName, recipientName, addressee, items } = facts;
  return {
    ...facts,
    organizationName: isolated(organizationName),
    recipientName: recipientName === undefined ? undefined : isolated(recipientName),
    addressee: addressee === undefined ? undefined : isolated(addressee),
    items: items.map(cleanedItem),
  };
}

function cleanedItem(item: Item): Item {
  const { programName, locationName, reasons, whoCanAct, rejected, asked, waiting } = item;
  return {
    ...item,
    programName: isolated(programName),
    locationName: isolated(locationName),
    reasons: reasons?.map(isolated),
    whoCanAct: whoCanAct?.map(isolated),
    rejected: rejected && {
      ...rejected,
      requirement: isolated(rejected.requirement),
      reason: isolated(rejected.reason),
    },
    asked: asked && { ...asked, requirements: asked.requirements.map(isolated) },
    waiting: waiting?.map(isolated),
  };
}
