/** A letter: who is told what, on which occasion. It lists nothing; what it says is gathered when it is sent. */
import * as z from 'zod/mini';
import { OrganizationId } from '../organizations/organization.ts';
import { Instant } from '../programs/words.ts';

export const LetterKind = z.enum([
  'invitation',
  'invitationNotice',
  'assignAdministrator',
  'administratorGone',
  'invitationReminder',
  'willLapse',
  'lapsed',
  'reopened',
  'requirementAdded',
  'requirementRejected',
  'validationReminder',
  'completeMigration',
  'mailReturned',
]);
export type LetterKind = z.infer<typeof LetterKind>;

/** The contact mail of the organization, where no member can be told. */
export const contact = 'contact';
/** The vendor's staff, who validate what partners complete. */
export const operator = 'operator';

/** A letter to cause: to these members, or to the organization's contact where there is nobody. */
export interface Tell {
  kind: LetterKind;
  recipients: string[];
  /** How long to wait; when its turn comes, the cause must still hold. */
  afterMs?: number;
}

/** Lower goes first: what can be acted on now, then news, then reminders. */
const priorities = {
  invitation: 1,
  assignAdministrator: 1,
  administratorGone: 1,
  requirementAdded: 1,
  requirementRejected: 1,
  invitationNotice: 2,
  lapsed: 2,
  reopened: 2,
  completeMigration: 2,
  mailReturned: 2,
  invitationReminder: 3,
  willLapse: 3,
  validationReminder: 3,
} satisfies Record<LetterKind, number>;

/** Whether the contact is told where no member can be: somebody has to act. */
export const tellsContact = {
  invitation: false,
  invitationNotice: false,
  invitationReminder: false,
  assignAdministrator: true,
  administratorGone: true,
  willLapse: true,
  lapsed: true,
  reopened: true,
  requirementAdded: true,
  requirementRejected: true,
  validationReminder: false,
  completeMigration: true,
  mailReturned: true,
} satisfies Record<LetterKind, boolean>;

/** Whether it asks somebody to enroll, or to make that possible: of no use while nobody can. */
export const asksToEnroll = {
  invitation: true,
  invitationNotice: true,
  assignAdministrator: true,
  administratorGone: false,
  invitationReminder: true,
  willLapse: false,
  lapsed: false,
  reopened: false,
  requirementAdded: false,
  requirementRejected: false,
  validationReminder: false,
  completeMigration: false,
  mailReturned: true,
} satisfies Record<LetterKind, boolean>;

export const Letter = z.object({
  kind: z.literal('letter'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  letterKind: LetterKind,
  occasion: z.string(),
  /** A member id, `contact` or `operator`. */
  recipient: z.string(),
  priority: z.number(),
  state: z.enum(['due', 'sent', 'failed', 'dropped']),
  /** Not before this moment; a claim moves it to the end of its lease. */
  dueAt: Instant,
  attempts: z.number(),
  /** Under which the mail service knows it, from its first claim on. */
  operationId: z.optional(z.string()),
  /** How often it was to leave again though nobody knows what became of the attempt before: at most so often more than once it was accepted. */
  unsure: z.optional(z.number()),
  /** The operator's retries, by the names they gave them. */
  retries: z.optional(z.array(z.string())),
  sentAt: z.optional(Instant),
  /** Where it went instead of a mailbox of its recipient's own, who has none. */
  sentTo: z.optional(z.literal(contact)),
  /** What the mail service reported of it afterwards, and when. */
  delivery: z.optional(z.enum(['delivered', 'bounced', 'suppressed', 'filtered'])),
  deliveryAt: z.optional(Instant),
  /** Why it did not arrive, as mail systems number it: RFC 3463, such as `5.1.1`, or RFC 5321. */
  deliveryCode: z.optional(z.string()),
  /** Why it failed or was dropped. */
  reason: z.optional(z.string()),
  ttl: z.number(),
});
export type Letter = z.infer<typeof Letter>;

const ttlSeconds = 400 * 24 * 3600;

/** A letter to be sent from `dueAt` on; its id is made of what it is, so that it exists once. */
export function letter(
  id: string,
  told: Pick<Letter, 'organizationId' | 'letterKind' | 'occasion' | 'recipient' | 'dueAt'>,
): Letter {
  return {
    kind: 'letter',
    schemaVersion: 1,
    id: `letter:${id}`,
    ...told,
    priority: priorities[told.letterKind],
    state: 'due',
    attempts: 0,
    ttl: ttlSeconds,
  };
}
