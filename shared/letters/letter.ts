/** A letter: who is told what, on which occasion. It lists nothing; what it says is gathered when it is sent. */
import * as z from 'zod/mini';
import { OrganizationId } from '../organizations/organization.ts';
import { Instant } from '../programs/words.ts';

export const LetterKind = z.enum([
  'invitation',
  'invitationNotice',
  'assignAdministrator',
  'administratorGone',
  'lapsed',
]);
export type LetterKind = z.infer<typeof LetterKind>;

/** The contact mail of the organization, where no member can be told. */
export const contact = 'contact';

/** Lower goes first: an invitation can be acted on now. */
const priorities = {
  invitation: 1,
  assignAdministrator: 1,
  administratorGone: 1,
  invitationNotice: 2,
  lapsed: 2,
} satisfies Record<LetterKind, number>;

/** Whether the contact is told where no member can be: somebody has to act. */
export const tellsContact = {
  invitation: false,
  invitationNotice: false,
  assignAdministrator: true,
  administratorGone: true,
  lapsed: true,
} satisfies Record<LetterKind, boolean>;

export const Letter = z.object({
  kind: z.literal('letter'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  letterKind: LetterKind,
  occasion: z.string(),
  /** A member id, or `contact`. */
  recipient: z.string(),
  priority: z.number(),
  state: z.enum(['due', 'sent', 'failed', 'dropped']),
  /** Not before this moment; a claim moves it to the end of its lease. */
  dueAt: Instant,
  attempts: z.number(),
  sentAt: z.optional(Instant),
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
