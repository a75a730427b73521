/** The tie between an organization and one company directory: what is read of it, and which sync is asked for; one at a time. */
import * as z from 'zod/mini';
import { Guid, OrganizationId } from '../organizations/organization.ts';
import { DirectorySettings, isSameScope } from './settings.ts';
import { isKnownAs, isUnderWay, join, Sync } from './sync.ts';

export const DirectoryState = z.enum(['bound', 'connected', 'consentMissing']);

export const Directory = z.object({
  kind: z.literal('directory'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  tenantId: Guid,
  /** `bound`: nothing was read yet. */
  state: DirectoryState,
  ...DirectorySettings.shape,
  /** Groups gave roles to members, and may still. */
  mapped: z.optional(z.literal(true)),
  /** Where reading goes on; the directory gave this link and alone understands it. */
  checkpoint: z.optional(z.url()),
  /** The link was lost. Only a reading of everybody in one go shows who left meanwhile, so it never goes on halfway. */
  rereading: z.optional(z.literal(true)),
  sync: z.optional(Sync),
});
export type Directory = z.infer<typeof Directory>;

export const directoryId = (tenantId: string) => `directory:${tenantId}`;

/** Which tenant becomes whose, read how. */
interface Bond {
  organizationId: string;
  tenantId: string;
  settings: DirectorySettings;
}

/** A directory nothing was read of yet. */
export function bind({ organizationId, tenantId, settings }: Bond): Directory {
  return {
    kind: 'directory',
    schemaVersion: 1,
    id: directoryId(tenantId),
    organizationId,
    tenantId,
    state: 'bound',
    ...settings,
    ...(settings.mappings.length > 0 ? { mapped: true } : {}),
  };
}

/** A wish for a sync, under the name its asker chose. */
interface Wish {
  syncId: string;
  now: Date;
}

/**
 * The directory with these settings, and the sync that applies them. One under way read by the old ones: it ends where it is,
 * its worker may write nothing more, and the new one answers whoever asked for it. Another scope is another set of people: all are read.
 */
export function configure<D extends Directory>(
  directory: D,
  settings: DirectorySettings,
  wish: Wish,
): D & { sync: Sync } {
  const { sync } = directory;
  const old = sync && isUnderWay(sync) ? sync : undefined;
  const names = old ? [...(old.joined ?? []), old.syncId] : [];
  const requested = names.reduce(join, newSync(wish, old));
  const mapped = directory.mapped || settings.mappings.length > 0 || undefined;
  const configured = { ...directory, ...settings, mapped, sync: requested };
  return isSameScope(directory, settings)
    ? configured
    : { ...configured, checkpoint: undefined, rereading: true };
}

/** The directory with the sync that answers this wish: the one under way, the same one if it is known, or else a new one. */
export function requestSync<D extends Directory>(directory: D, wish: Wish): D & { sync: Sync } {
  const { sync } = directory;
  if (sync && isKnownAs(sync, wish.syncId)) return { ...directory, sync };
  return { ...directory, sync: sync && isUnderWay(sync) ? join(sync, wish.syncId) : newSync(wish, sync) };
}

/** The directory's wish for peace outlasts the sync it was told to. */
function newSync({ syncId, now }: Wish, before: Sync | undefined): Sync {
  const requestedAt = now.toISOString();
  const { notBefore } = before ?? {};
  return {
    syncId,
    state: 'requested',
    requestedAt,
    movedAt: requestedAt,
    read: 0,
    changed: 0,
    ...(notBefore ? { notBefore } : {}),
  };
}
