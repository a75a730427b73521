/** What of a company directory is read, and which of its groups give which roles; set by the operator or a Global administrator of that tenant. */
import * as z from 'zod/mini';
import { GrantRequest } from '../access/grant.ts';
import { GrantableRole } from '../access/member.ts';
import { checkScopes, type GrantContext } from '../access/scopes.ts';
import { Guid } from '../organizations/organization.ts';
import { refuse } from '../refusal.ts';

/** Everybody, or the members of these groups and of the groups inside them. Global administrators are read in any case. */
const DirectoryScope = z
  .union([z.literal('all'), z.strictObject({ groups: z.array(Guid).check(z.minLength(1), z.maxLength(20)) })])
  .register(z.globalRegistry, { id: 'DirectoryScope' });

/** Whoever is in the group has the role, for the locations and programs named, as in a grant by hand. */
export const Mapping = z
  .strictObject({ groupId: Guid, role: GrantableRole, ...GrantRequest.shape })
  .register(z.globalRegistry, { id: 'GroupMapping' });
export type Mapping = z.infer<typeof Mapping>;

const mappings = z.array(Mapping).check(
  z.maxLength(50),
  z.refine((all) => new Set(all.map(({ groupId, role }) => `${groupId} ${role}`)).size === all.length, {
    error: 'A group gives a role once; name all its scopes there',
  }),
);

export const DirectorySettings = z.strictObject({
  scope: z._default(DirectoryScope, 'all'),
  mappings: z._default(mappings, []),
});
export type DirectorySettings = z.infer<typeof DirectorySettings>;

/** A member holds copies of the scopes they are given, and 96 members travel in one batch. */
const settingsLimitBytes = 64 * 1024;

/** @throws Refusal as for a grant by hand, or `directory/settings-too-large`. */
export function checkSettings(settings: DirectorySettings, context: GrantContext): void {
  const bytes = Buffer.byteLength(JSON.stringify(settings));
  if (bytes > settingsLimitBytes)
    refuse(
      'directory/settings-too-large',
      `The settings of a directory take at most ${settingsLimitBytes} bytes, and these take ${bytes}. Name fewer locations and programs, or "all".`,
      { target: 'body.mappings', details: { bytes, limitBytes: settingsLimitBytes } },
    );
  for (const { role, scopes } of settings.mappings) checkScopes(role, { scopes }, context);
}

export function isSetTo(directory: DirectorySettings, settings: DirectorySettings): boolean {
  return isSameScope(directory, settings) && same(directory.mappings, settings.mappings);
}

export function isSameScope(one: DirectorySettings, other: DirectorySettings): boolean {
  return same(one.scope, other.scope);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
