/** What the audit tells of company directories: their settings, and how many people gained and lost roles when they were read. */
import * as z from 'zod/mini';
import { DirectorySettings } from '../directory/settings.ts';
import { SyncId } from '../directory/sync.ts';
import { Guid } from '../organizations/organization.ts';
import { GrantableRole, type Member } from './member.ts';

const Settings = z.required(DirectorySettings);

export const DirectoryTold = {
  what: z.literal('directory'),
  /** The tenant. */
  target: Guid,
  /** Null: the tenant was bound. */
  before: z.nullable(Settings),
  after: Settings,
  /** Somebody was to be left stranded, and the caller said that they knew. */
  acknowledged: z.optional(z.literal(true)),
};

const People = z.object({ gained: z.int(), lost: z.int() });
const RoleChanges = z.partialRecord(GrantableRole, People);
type RoleChanges = z.infer<typeof RoleChanges>;

/** One of the batches in which a sync wrote; its entries add up. */
export const SyncTold = {
  what: z.literal('sync'),
  /** The tenant. */
  target: Guid,
  syncId: SyncId,
  /** How many people groups gave each role, and took it from; who has it for other places than before counts in both. */
  roles: RoleChanges,
};

type Given = Pick<Member, 'groupGrants'>;
interface Regrouped {
  before: Given | undefined;
  after: Given;
}

/** The roles that groups give to others than before; undefined where each has what they had. */
export function roleChanges(people: Regrouped[]): RoleChanges | undefined {
  const changes = GrantableRole.options
    .map((role) => [role, peopleOf(role, people)] as const)
    .filter(([, { gained, lost }]) => gained + lost > 0);
  return changes.length > 0 ? Object.fromEntries(changes) : undefined;
}

function peopleOf(role: GrantableRole, people: Regrouped[]): z.infer<typeof People> {
  const pairs = people
    .map(({ before, after }) => ({ had: placesOf(before, role), has: placesOf(after, role) }))
    .filter(({ had, has }) => had !== has);
  return {
    gained: pairs.filter(({ has }) => has !== undefined).length,
    lost: pairs.filter(({ had }) => had !== undefined).length,
  };
}

/** The scopes of a role as one text, in whatever order the groups give them; undefined without the role. */
function placesOf(person: Given | undefined, role: GrantableRole): string | undefined {
  return person?.groupGrants?.[role]?.scopes
    .map((scope) => JSON.stringify(scope))
    .sort()
    .join();
}
