/** What a letter says and to whom, from what is known when it is sent. */
import type { Told } from './causes.ts';
import type { Turn } from './gathered.ts';
import { itemOf } from './items.ts';
import { contact, operator } from './letter.ts';
import type { Item, LetterFacts } from './letter-facts.ts';
import { clean } from './markup.ts';
import { languageOf } from './texts.ts';

export interface Mailbox {
  address: string;
  displayName: string;
}

/** What the letter says of these enrollments. */
export function factsOf(turn: Turn, told: Told[]): LetterFacts {
  const { letter, gathered, around } = turn;
  const { organization, recipient, returned, invitationsWaiting } = gathered;
  const language = languageOf(recipient?.profile.language);
  const items = told.map((one) => itemOf(one, { ...turn, language }));
  return {
    kind: letter.letterKind,
    language,
    organizationName: organization.legalName,
    recipientName: recipient?.profile.displayName,
    fallback: fallbackOf(turn),
    addressee: returned?.recipient?.profile.displayName,
    returnedFrom: returned?.letter.sentTo,
    invitationsWaiting,
    items: items.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    link: `${around.portalUrl}/organizations/${letter.organizationId}`,
    portalUrl: around.portalUrl,
  };
}

/** First what the reader is asked to do. */
function placeOf({ whoCanAct, programName, locationName, mpnId }: Item): string {
  return `${whoCanAct ? 1 : 0}\n${programName}\n${locationName}\n${mpnId}`;
}

function fallbackOf({ letter, gathered: { recipient } }: Turn): LetterFacts['fallback'] {
  if (letter.recipient === operator) return undefined;
  if (letter.recipient === contact) return 'noAdministrator';
  return recipient?.profile.mail ? undefined : 'noMailbox';
}

/** Without a mailbox of their own, the organization's contact reads it for them. What is for the operator goes nowhere else. */
export function mailbox({ letter, gathered, around }: Turn, fallback: LetterFacts['fallback']): Mailbox {
  if (letter.recipient === operator) return { address: around.vendorMail, displayName: 'Incentive programs' };
  const { organization, recipient } = gathered;
  if (!fallback && recipient?.profile.mail)
    return { address: recipient.profile.mail, displayName: clean(recipient.profile.displayName) };
  return { address: organization.contactMail, displayName: clean(organization.legalName) };
}
