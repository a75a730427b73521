/** What a sync read is written in batches, each with how far the sync got: whoever is overtaken writes nothing, and whoever is lost is gone on from. */
import type { Container } from '@azure/cosmos';
import { roleChanges } from '../access/audit-directories.ts';
import { auditWrite } from '../access/audit-store.ts';
import { type Member, memberId } from '../access/member.ts';
import { getRoster, listMembersById } from '../access/member-store.ts';
import { emptyRoster, enter, type Roster } from '../access/roster.ts';
import { inBatches, type Room } from '../azure/batches.ts';
import type { Stored } from '../azure/documents.ts';
import { settle } from '../azure/faults.ts';
import { commit, type Write } from '../azure/writes.ts';
import type { Deps } from '../deps.ts';
import { changed } from '../organizations/reconciliation-store.ts';
import type { Directory } from './directory.ts';
import { findDirectory } from './directory-store.ts';
import { type DirectoryUser, type MemberChange, planMembers, type Reading } from './profiles.ts';
import { advance, isWorkedBy, type Worker } from './progress.ts';

/** A worker's way through a sync, so far. */
export interface Run extends Worker {
  /** As last written. */
  directory: Stored<Directory>;
  rosterChanged: boolean;
}

export interface Step {
  reading: Reading;
  users: DirectoryUser[];
  /** Users told of in this sync, these included. */
  read: number;
  /** Where reading goes on once the step is written; absent: no further than before. */
  checkpoint?: string;
}

type SaveDeps = Pick<Deps, 'partners' | 'now'>;
type Changes = MemberChange<Stored<Member>>[];

/**
 * Writes the members that change, the roster where it changes with them, and how far the sync got, which comes with the last batch.
 * Decided again from fresh documents where others wrote first, and idempotent where only the answer was lost.
 * @returns false where another worker goes on.
 */
export function saveStep(deps: SaveDeps, run: Run, step: Step): Promise<boolean> {
  const { organizationId, tenantId } = step.reading;
  const ids = new Set(step.users.map(({ objectId }) => memberId({ tenantId, objectId })));
  let again = false;
  return settle(async () => {
    if (again && !(await refresh(deps, run))) return false;
    again = true;
    const members = await listMembersById(deps.partners, organizationId, [...ids]);
    const planned = planMembers(members, step.users, step.reading);
    const batches = inBatches(planned, ({ after }) => after, besideTheRoster);
    if (step.checkpoint !== undefined && batches.length === 0) batches.push([]);
    for (const [index, changes] of batches.entries())
      await saveBatch(deps, run, index === batches.length - 1 ? { ...step, changes } : { changes });
    return true;
  });
}

/** @returns false where another worker took over. */
async function refresh({ partners }: SaveDeps, run: Run): Promise<boolean> {
  const directory = await findDirectory(partners, run.directory);
  if (!directory || !isWorkedBy(directory, run)) return false;
  run.directory = directory;
  return true;
}

async function saveBatch(
  { partners, now }: SaveDeps,
  run: Run,
  { changes, read, checkpoint }: Partial<Step> & { changes: Changes },
): Promise<void> {
  const { directory } = run;
  const { organizationId } = directory;
  const roster = await findChangedRoster(partners, organizationId, changes);
  const progress = { read: read ?? directory.sync?.read ?? 0, changed: changes.length, checkpoint };
  const next = advance(directory, progress, now());
  const [etag = ''] = await commit(partners, organizationId, [
    { replace: next, ifMatch: directory.etag },
    ...changes.map(memberWrite),
    ...(roster ? [{ replace: roster, ifMatch: roster.etag }, changed(now())] : []),
    ...audits(next, changes, now()),
  ]);
  run.directory = { ...next, etag };
  run.rosterChanged ||= roster !== undefined;
}

/** What is told of roles that groups gave and took; each batch tells of itself, so that a sync that is cut short tells no less. */
function audits({ organizationId, tenantId, sync }: Directory, changes: Changes, now: Date): Write[] {
  const roles = roleChanges(changes);
  if (!roles || !sync) return [];
  const told = { what: 'sync', target: tenantId, syncId: sync.syncId, roles } as const;
  return [auditWrite({ organizationId, by: 'system', now, told })];
}

/** Directory, roster, fence and audit join each transaction; the roster may take a quarter of it. */
const besideTheRoster: Room = { most: 96, bytes: 1024 * 1024 };

/** The roster with the changed members entered; it is read only where a change makes a difference to it. */
async function findChangedRoster(
  partners: Container,
  organizationId: string,
  changes: Changes,
): Promise<Stored<Roster> | undefined> {
  const entering = changes.filter(({ before, after }) => entryOf(before) !== entryOf(after));
  if (entering.length === 0) return undefined;
  const roster = await getRoster(partners, organizationId);
  return entering.reduce((entered, { after }) => enter(entered, after), roster);
}

/** What the roster says of a person. */
function entryOf(member: Member | undefined): string {
  const roster = emptyRoster('');
  return JSON.stringify(member ? enter(roster, member) : roster);
}

function memberWrite({ before, after }: MemberChange<Stored<Member>>): Write {
  return before ? { replace: after, ifMatch: before.etag } : { create: after };
}
