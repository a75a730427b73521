/** Runs one sync to its end: Global administrators and groups, then users page by page, each page written while the next is read. */
import { randomUUID } from 'node:crypto';
import { getRoster } from '../access/member-store.ts';
import type { Stored } from '../azure/documents.ts';
import { settle } from '../azure/faults.ts';
import type { Messages } from '../azure/queues.ts';
import type { Deps } from '../deps.ts';
import { type Run, saveStep } from './batch-store.ts';
import type { Directory } from './directory.ts';
import { findDirectory, replaceDirectory } from './directory-store.ts';
import { DirectoryFault } from './fault.ts';
import { type Grouping, readGrouping } from './groups-store.ts';
import { listEnabledPeople } from './people-store.ts';
import { type DirectoryUser, type Reading, untold } from './profiles.ts';
import { beginSync, fail, isWorkedBy, postpone, resumesFrom, startOver, succeed } from './progress.ts';
import { readPeople } from './reading-store.ts';
import { isUnderWay, isWaiting, type Sync, type SyncWarning } from './sync.ts';

type SyncDeps = Pick<Deps, 'partners' | 'graph' | 'now'>;

export interface SyncOutcome {
  rosterChanged: boolean;
  /** As this worker left it; absent where nothing was to be done. */
  sync?: Sync | undefined;
  /** Recorded in the directory already; here for its cause. */
  fault: DirectoryFault | undefined;
}

/**
 * Runs the sync named, or goes on with it where a worker was lost. What is over, waits, or is asked for under another name, is left
 * alone, and so is what another worker took over meanwhile.
 */
export async function runSync(deps: SyncDeps, asked: Messages['directories']): Promise<SyncOutcome> {
  const run = await begin(deps, asked);
  if (!run) return { rosterChanged: false, fault: undefined };
  let result = await attempt(deps, run);
  if (result instanceof DirectoryFault && result.code === 'linkExpired') {
    await move(deps, run, startOver);
    result = await attempt(deps, run);
  }
  await move(deps, run, (directory, now) => end(directory, result, now));
  return {
    rosterChanged: run.rosterChanged,
    sync: run.directory.sync,
    fault: result instanceof DirectoryFault ? result : undefined,
  };
}

function begin({ partners, now }: SyncDeps, asked: Messages['directories']): Promise<Run | undefined> {
  const { syncId } = asked;
  const worker = randomUUID();
  return settle(async () => {
    const found = await findDirectory(partners, asked);
    const sync = found?.sync;
    if (!found || sync?.syncId !== syncId || !isUnderWay(sync) || isWaiting(sync, now())) return undefined;
    const directory = await replaceDirectory(partners, beginSync(found, worker, now()));
    return { syncId, worker, directory, rosterChanged: false };
  });
}

type Result = SyncWarning[] | DirectoryFault;

function end(directory: Stored<Directory>, result: Result, now: Date): Stored<Directory> {
  if (!(result instanceof DirectoryFault)) return succeed(directory, result, now);
  const { code, retryAfterSeconds } = result;
  return retryAfterSeconds === undefined
    ? fail(directory, code, now)
    : postpone(directory, retryAfterSeconds, now);
}

type Move = (directory: Stored<Directory>, now: Date) => Stored<Directory>;

/** Moves the directory on, unless another worker has taken it over. */
function move({ partners, now }: SyncDeps, run: Run, change: Move): Promise<void> {
  return settle(async () => {
    const directory = await findDirectory(partners, run.directory);
    if (directory && isWorkedBy(directory, run))
      run.directory = await replaceDirectory(partners, change(directory, now()));
  });
}

async function attempt(deps: SyncDeps, run: Run): Promise<Result> {
  try {
    return await readDirectory(deps, run);
  } catch (error) {
    if (error instanceof DirectoryFault) return error;
    throw error;
  }
}

async function readDirectory(deps: SyncDeps, run: Run): Promise<SyncWarning[]> {
  const { organizationId, tenantId } = run.directory;
  const administrators = await deps.graph.readGlobalAdministrators(tenantId);
  const grouping = await readGrouping(deps, run.directory);
  const link = resumesFrom(run.directory);
  const reading: Reading = {
    organizationId,
    tenantId,
    administrators: new Set(administrators.map(({ objectId }) => objectId)),
    whole: link === undefined,
    groupGrants: grouping.grants,
  };
  // Nobody but a sync enables people, so whoever of these is not told of has left.
  const left = reading.whole ? await listEnabledPeople(deps.partners, run.directory) : new Set<string>();
  const people = readPeople(
    deps.graph,
    { directory: run.directory, administrators, link },
    grouping.warnings,
  );
  for await (const { users, checkpoint } of people) {
    if (!(await saveUsers(deps, run, { reading, users, checkpoint }))) return [];
    for (const { objectId } of users) left.delete(objectId);
  }
  await saveUntold(deps, run, { reading: { ...reading, whole: false }, grouping, left });
  return grouping.warnings;
}

interface Told {
  reading: Reading;
  users: DirectoryUser[];
  checkpoint: string | undefined;
}

function saveUsers(deps: SyncDeps, run: Run, { reading, users, checkpoint }: Told): Promise<boolean> {
  const read = (run.directory.sync?.read ?? 0) + users.length;
  return saveStep(deps, run, { reading, users, read, ...(checkpoint === undefined ? {} : { checkpoint }) });
}

interface Remainder {
  reading: Reading;
  grouping: Grouping;
  left: ReadonlySet<string>;
}

const usersPerStep = 200;

/** What the directory did not tell user by user; a worker that was overtaken stops. */
async function saveUntold(deps: SyncDeps, run: Run, { reading, grouping, left }: Remainder): Promise<void> {
  const roster = await getRoster(deps.partners, reading.organizationId);
  const known = { administrators: roster.globalAdministrators, regrouped: grouping.regrouped, left };
  const people = untold(reading, known);
  const read = run.directory.sync?.read ?? 0;
  for (let start = 0; start < people.length; start += usersPerStep) {
    const users = people.slice(start, start + usersPerStep);
    if (!(await saveStep(deps, run, { reading, users, read }))) return;
  }
}
