/** The audit: what people, automation and syncs changed. Written in the batch of the change; never changed, never expiring. */
import * as z from 'zod/mini';
import { OrganizationId } from '../organizations/organization.ts';
import { Instant } from '../programs/words.ts';
import { DirectoryTold, SyncTold } from './audit-directories.ts';
import { AgreementTold, LocationTold, MigrationTold, OrganizationTold } from './audit-records.ts';
import { RoleTold } from './audit-roles.ts';

function entry<S extends z.core.$ZodShape>(told: S) {
  /** `by`: a member id, the operator's people and automation too; `system` for what a sync found. */
  return z.object({ at: Instant, by: z.string(), ...told });
}

/** What an entry says to its readers. */
export const AuditEntry = z
  .discriminatedUnion('what', [
    entry(RoleTold),
    entry(AgreementTold),
    entry(MigrationTold),
    entry(OrganizationTold),
    entry(LocationTold),
    entry(DirectoryTold),
    entry(SyncTold),
  ])
  .register(z.globalRegistry, { id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

type Untold<E> = E extends AuditEntry ? Omit<E, 'at' | 'by'> : never;
/** What a change tells of itself; who made it, and when, is known to its writer. */
export type Told = Untold<AuditEntry>;

const Filed = z.object({
  kind: z.literal('audit'),
  schemaVersion: z.literal(1),
  /** `audit:{time}:{uuid}`: sorts by time. */
  id: z.string(),
  organizationId: OrganizationId,
});

export const Audit = z.intersection(Filed, AuditEntry);
export type Audit = z.infer<typeof Audit>;

/** The entry without what the store needs. */
export function auditEntry(audit: Audit): AuditEntry {
  return AuditEntry.parse(audit);
}
