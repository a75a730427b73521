/** What the mail service reports of a mail it accepted, as Event Grid says it, and what that makes of the letter. */
import * as z from 'zod/mini';
import type { Roster } from '../access/roster.ts';
import { cameToNothing, letterIdOf, operationIdOf } from './attempt.ts';
import { contact, type Letter, type LetterKind, type Tell } from './letter.ts';

type Delivery = NonNullable<Letter['delivery']>;

export interface Report {
  operationId: string;
  delivery: Delivery;
  /** Why it did not arrive, as mail systems number it (RFC 3463, or RFC 5321), such as `5.1.1`. */
  code?: string;
  /** When the service tried to deliver it. */
  at: string;
}

const Moment = z.iso.datetime({ offset: true });
const Event = z.object({
  eventType: z.string(),
  eventTime: Moment,
  data: z.object({
    messageId: z.optional(z.string()),
    status: z.optional(z.string()),
    // Only for its code: in another form, it holds up no report.
    deliveryStatusDetails: z.catch(z.object({ statusMessage: z.optional(z.string()) }), {}),
    // Documented with a capital S, and sent without.
    deliveryAttemptTimestamp: z.optional(Moment),
    deliveryAttemptTimeStamp: z.optional(Moment),
  }),
});

/** `Expanded`: a distribution list passed it on. `Failed`: nobody could take it, and nobody says why. */
const deliveries: Record<string, Delivery> = {
  delivered: 'delivered',
  expanded: 'delivered',
  bounced: 'bounced',
  failed: 'bounced',
  suppressed: 'suppressed',
  filteredspam: 'filtered',
  quarantined: 'filtered',
};

/** @returns undefined for events that report no delivery. @throws ZodError for what is no event. */
export function reportOf(message: unknown): Report | undefined {
  const { eventType, eventTime, data } = Event.parse(message);
  const delivery = deliveries[data.status?.toLowerCase() ?? ''];
  if (eventType !== 'Microsoft.Communication.EmailDeliveryReportReceived') return undefined;
  if (!data.messageId || !delivery) return undefined;
  const at = data.deliveryAttemptTimestamp ?? data.deliveryAttemptTimeStamp ?? eventTime;
  const code = delivery === 'delivered' ? undefined : codeIn(data.deliveryStatusDetails.statusMessage);
  return {
    operationId: data.messageId.toLowerCase(),
    delivery,
    at: new Date(at).toISOString(),
    ...(code ? { code } : {}),
  };
}

/** Nothing else of what a mail system says: addresses and names stand in it. */
function codeIn(message = ''): string | undefined {
  const said = message.replace(mailAddress, ' @ ');
  const [, enhanced] = /(?<![\w.@+-])(?:[45]\d\d-)?([45]\.\d{1,3}\.\d{1,3})(?!\.?[\w@+-])/.exec(said) ?? [];
  const [plain] = /(?<![\w.@+-])[45]\d\d(?![\w.@+])/.exec(said) ?? [];
  return enhanced ?? plain;
}

/** Digits of theirs are no code. */
const mailAddress = /(?:"[^"]*"|(?<![^\s"<>()[\]:;,])[^\s"<>()[\]:;,]+)@[^\s"<>()[\]:;,]*/g;

/** The letter with what is reported of it; that it left is then known too. Undefined where the report is no news. */
export function reported<L extends Letter>(letter: L, { delivery, code, at }: Report): L | undefined {
  if (letter.deliveryAt !== undefined && letter.deliveryAt >= at) return undefined;
  const left = { state: 'sent' as const, sentAt: letter.sentAt ?? at, reason: undefined };
  return { ...letter, ...left, delivery, deliveryCode: code, deliveryAt: at };
}

/** Somebody waits for an answer to these: when one comes to nothing, others are told that it did, or are asked the same. */
const answered: Partial<Record<LetterKind, LetterKind>> = {
  invitation: 'mailReturned',
  invitationReminder: 'mailReturned',
  assignAdministrator: 'assignAdministrator',
  administratorGone: 'administratorGone',
};

/** What others are told where the letter came to nothing, and on which occasion; undefined where nobody is. */
export function returnOf(letter: Letter): Pick<Letter, 'letterKind' | 'occasion'> | undefined {
  const letterKind = answered[letter.letterKind];
  if (!letterKind || !cameToNothing(letter)) return undefined;
  return { letterKind, occasion: letterKind === 'mailReturned' ? occasionOfReturn(letter) : letter.occasion };
}

/** What is known where a letter came to nothing; `told` are the letters of the occasion of its return. */
interface Around {
  roster: Roster;
  told: Pick<Letter, 'letterKind' | 'delivery'>[];
}

/** Those who appoint were all asked alike: while it arrived at none of them, the contact is asked too. Nobody is told by a mail that goes where this one went. */
export function tellsOfReturn(letter: Letter, { roster, told }: Around): Tell[] {
  const kind = returnOf(letter)?.letterKind;
  if (!kind) return [];
  const arrived = told.some((one) => one.letterKind === letter.letterKind && one.delivery === 'delivered');
  const recipients = kind === 'mailReturned' ? othersThan(letter.recipient, roster) : [];
  const leftToContact = recipients.length === 0 && [letter.recipient, letter.sentTo].includes(contact);
  return arrived || leftToContact ? [] : [{ kind, recipients }];
}

/** The Account administrators, or else the Global administrators: as many as one batch holds. */
function othersThan(recipient: string, { accountAdministrators, globalAdministrators }: Roster): string[] {
  const account = accountAdministrators.filter((id) => id !== recipient);
  const others = account.length > 0 ? account : globalAdministrators.filter((id) => id !== recipient);
  return others.slice(0, 90);
}

/** The occasion on which others are told that the letter came to nothing; another one for each time the operator sends it again. */
export function occasionOfReturn(letter: Pick<Letter, 'id' | 'operationId'>): string {
  return `returned:${letterIdOf(letter)}:${operationIdOf(letter)}`;
}

/** The id of the letter that an occasion says was returned. */
export function returnedIdOf(occasion: string): string {
  return `letter:${occasion.split(':')[1]}`;
}
