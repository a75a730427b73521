/** What the audit tells of roles: which people gave and took them, by hand. */
import * as z from 'zod/mini';
import { GrantableRole, type Member, MemberId, memberId, Scope } from './member.ts';

const scopes = z.nullable(z.array(Scope));

export const RoleTold = {
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
};
type RoleTold = z.infer<z.ZodMiniObject<typeof RoleTold>>;

/** Which role, and whether the caller knew what its change strands. */
export interface RoleDeed {
  role: GrantableRole;
  acknowledged: boolean;
}

/** What a grant or a revocation by hand did to this person. */
export function roleTold(before: Member, after: Member, { role, acknowledged }: RoleDeed): RoleTold {
  const given = after.grants[role]?.scopes ?? null;
  return {
    what: given ? 'grant' : 'revoke',
    target: memberId(after),
    role,
    before: before.grants[role]?.scopes ?? null,
    after: given,
    ...(acknowledged ? { acknowledged } : {}),
  };
}
