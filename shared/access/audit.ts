/** The audit: which people gave and took which roles, by hand. Written in the batch of the change; never changed, never expiring. */
import * as z from 'zod/mini';
import { OrganizationId } from '../organizations/organization.ts';
import { Instant } from '../programs/words.ts';
import { GrantableRole, type Member, MemberId, memberId, Scope } from './member.ts';

const scopes = z.nullable(z.array(Scope));

/** What an entry says to its readers. */
export const AuditEntry = z
  .strictObject({
    at: Instant,
    /** A member id; the operator's people and automation too. */
    by: z.string(),
    what: z.enum(['grant', 'revoke']),
    /** Whose role it is. */
    target: MemberId,
    role: GrantableRole,
    /** Null: they did not have it by hand. */
    before: scopes,
    /** Null: they do not have it by hand any more. */
    after: scopes,
    /** Somebody was left stranded, and the caller said that they knew. */
    acknowledged: z.optional(z.literal(true)),
  })
  .register(z.globalRegistry, { id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const Audit = z.object({
  kind: z.literal('audit'),
  schemaVersion: z.literal(1),
  /** `audit:{time}:{uuid}`: sorts by time. */
  id: z.string(),
  organizationId: OrganizationId,
  ...AuditEntry.shape,
});
export type Audit = z.infer<typeof Audit>;

/** Who changed which role, when, and whether they knew what it strands. */
export interface Deed {
  by: string;
  role: GrantableRole;
  at: string;
  acknowledged: boolean;
}

/** What a grant or a revocation by hand did to this person. */
export function audited(before: Member, after: Member, deed: Deed): AuditEntry {
  const { by, role, at, acknowledged } = deed;
  const given = after.grants[role]?.scopes ?? null;
  return {
    at,
    by,
    what: given ? 'grant' : 'revoke',
    target: memberId(after),
    role,
    before: before.grants[role]?.scopes ?? null,
    after: given,
    ...(acknowledged ? { acknowledged } : {}),
  };
}

const Said = z.object(AuditEntry.shape);

/** The entry without what the store needs. */
export function auditEntry(audit: Audit): AuditEntry {
  return Said.parse(audit);
}
