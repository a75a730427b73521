/** The fence of an organization: `change` is new after every write that decisions depend on, and `dueAt` asks for a pass. */
import * as z from 'zod/mini';
import { object } from '../compiled.ts';
import { Instant } from '../programs/words.ts';
import { Guid, OrganizationId } from './organization.ts';

export const Reconciliation = object({
  kind: z.literal('reconciliation'),
  schemaVersion: z.literal(1),
  id: z.literal('reconciliation'),
  organizationId: OrganizationId,
  change: Guid,
  dueAt: z.optional(Instant),
  /** When its administrators were told that only the migration keeps it from being invited; said once. */
  toldToMigrateAt: z.optional(Instant),
  /** How many invitations waited then. */
  invitationsWaiting: z.optional(z.int()),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
