/** Runs one sync to its end: Global administrators, then users page by page, each step written before the next is read. */
import { randomUUID } from 'node:crypto';
import { getRoster } from '../access/member-store.ts';
import type { Stored } from '../azure/documents.ts';
import { settle } from '../azure/faults.ts';
import type { Messages } from '../azure/queues.ts';
import type { Deps } from '../deps.ts';
import {
  beginSync,
  type Directory,
  fail,
  isWorkedBy,
  resumesFrom,
  startOver,
  succeed,
  type Worker,
} from './directory.ts';
import {
  type Binding,
  findDirectory,
  listEnabledPeople,
  replaceDirectory,
  saveBatch,
} from './directory-store.ts';
import { DirectoryFault } from './graph.ts';
import type { UserPage } from './graph-answers.ts';
import { type DirectoryUser, type Reading, untold } from './profiles.ts';
import { isUnderWay } from './sync.ts';

type SyncDeps = Pick<Deps, 'partners' | 'graph' | 'now'>;

/** A worker's way through a sync, so far. */
interface Run extends Binding, Worker {
  /** Where reading goes on; undefined reads everybody. */
  link: string | undefined;
  read: number;
  rosterChanged: boolean;
}

export interface SyncOutcome {
  rosterChanged: boolean;
  /** Recorded in the directory already; here for its cause. */
  fault: DirectoryFault | undefined;
}

const usersPerBatch = 80;

/**
 * Runs the sync named, or goes on with it where a worker was lost. What is over, or asked for under another name, is left alone,
 * and so is what another worker took over meanwhile.
 */
export async function runSync(deps: SyncDeps, asked: Messages['directories']): Promise<SyncOutcome> {
  const run = await begin(deps, asked);
  if (!run) return { rosterChanged: false, fault: undefined };
  let fault = await attempt(deps, run);
  if (fault?.code === 'linkExpired') {
    await move(deps, run, startOver);
    run.link = undefined;
    fault = await attempt(deps, run);
  }
  const code = fault?.code;
  await move(deps, run, (directory, now) => (code ? fail(directory, code, now) : succeed(directory, now)));
  return { rosterChanged: run.rosterChanged, fault };
}

function begin({ partners, now }: SyncDeps, asked: Messages['directories']): Promise<Run | undefined> {
  const worker = randomUUID();
  return settle(async () => {
    const directory = await findDirectory(partners, asked);
    const sync = directory?.sync;
    if (!directory || !sync || sync.syncId !== asked.syncId || !isUnderWay(sync)) return undefined;
    await replaceDirectory(partners, beginSync(directory, worker, now()));
    return { ...asked, worker, link: resumesFrom(directory), read: sync.read, rosterChanged: false };
  });
}

type Move = (directory: Stored<Directory>, now: Date) => Stored<Directory>;

/** Moves the directory on, unless another worker has taken it over. */
function move({ partners, now }: SyncDeps, run: Run, change: Move): Promise<void> {
  return settle(async () => {
    const directory = await findDirectory(partners, run);
    if (directory && isWorkedBy(directory, run)) await replaceDirectory(partners, change(directory, now()));
  });
}

async function attempt(deps: SyncDeps, run: Run): Promise<DirectoryFault | undefined> {
  try {
    await readDirectory(deps, run);
    return undefined;
  } catch (error) {
    if (error instanceof DirectoryFault) return error;
    throw error;
  }
}

async function readDirectory(deps: SyncDeps, run: Run): Promise<void> {
  const administrators = new Set(await deps.graph.readGlobalAdministrators(run.tenantId));
  const { organizationId, tenantId } = run;
  const reading = { organizationId, tenantId, administrators, whole: run.link === undefined };
  const seen = new Set<string>();
  let page: UserPage;
  do {
    page = await deps.graph.readUsers(run.tenantId, run.link);
    if (!(await save(deps, run, { reading, page }))) return;
    for (const user of page.users) seen.add(user.objectId);
    run.link = page.link;
  } while (!page.last);
  const [roster, people] = await Promise.all([
    getRoster(deps.partners, organizationId),
    reading.whole ? listEnabledPeople(deps.partners, run) : [],
  ]);
  const left = people.filter((objectId) => !seen.has(objectId));
  const users = untold(reading, { administrators: roster.globalAdministrators, left });
  await save(deps, run, { reading: { ...reading, whole: false }, page: { users } });
}

interface Step {
  reading: Reading;
  page: { users: DirectoryUser[]; link?: string };
}

/** In batches; the page's link is written with the last of them. @returns false where another worker goes on. */
async function save(deps: SyncDeps, run: Run, { reading, page }: Step): Promise<boolean> {
  const told = page.link === undefined ? 0 : page.users.length;
  let start = 0;
  do {
    const users = page.users.slice(start, start + usersPerBatch);
    start += usersPerBatch;
    const last = start >= page.users.length;
    const progress = last ? { read: run.read + told, checkpoint: page.link } : { read: run.read };
    const saved = await saveBatch(deps, run, { users, reading, ...progress });
    if (!saved) return false;
    run.rosterChanged ||= saved.rosterChanged;
  } while (start < page.users.length);
  run.read += told;
  return true;
}
