/** Directories in Cosmos DB: bound to an organization, and written batch by batch as a sync gets on. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod/mini';
import type { Member } from '../access/member.ts';
import { getRoster, listMembersById } from '../access/member-store.ts';
import { enter, type Roster } from '../access/roster.ts';
import { documents, findDocument, listDocuments, type Stored } from '../azure/documents.ts';
import { settle } from '../azure/faults.ts';
import { commit, replaceIfUnchanged, type Write } from '../azure/writes.ts';
import type { Deps } from '../deps.ts';
import { Guid, type Organization } from '../organizations/organization.ts';
import { changed } from '../organizations/reconciliation-store.ts';
import { refuse } from '../refusal.ts';
import { advance, bind, Directory, directoryId, isWorkedBy, type Worker } from './directory.ts';
import { type DirectoryUser, type MemberChange, planMembers, type Reading } from './profiles.ts';

/** Which directory of which organization. */
export interface Binding {
  organizationId: string;
  tenantId: string;
}

export function findDirectory(
  partners: Container,
  { organizationId, tenantId }: Binding,
): Promise<Stored<Directory> | undefined> {
  return findDocument(partners, { id: directoryId(tenantId), partition: organizationId }, Directory);
}

/** @throws Refusal `directory/unknown`. */
export async function getDirectory(partners: Container, binding: Binding): Promise<Stored<Directory>> {
  return (
    (await findDirectory(partners, binding)) ??
    refuse('directory/unknown', 'This tenant is not bound to the organization; the operator binds it.', {
      target: 'path.tenantId',
    })
  );
}

/** Every directory of every organization, page by page. */
export function listDirectories(partners: Container): AsyncGenerator<Stored<Directory>[]> {
  return documents(partners, { query: "SELECT * FROM c WHERE c.kind = 'directory'", schema: Directory });
}

/** Binds a claimed tenant to the organization. @throws Contended where either has changed. */
export async function createDirectory(
  partners: Container,
  organization: Stored<Organization>,
  bound: { tenantId: string; now: Date },
): Promise<Stored<Directory>> {
  const { organizationId } = organization;
  const directory = bind(organizationId, bound.tenantId);
  const owner = { ...organization, tenants: [...new Set([...organization.tenants, bound.tenantId])] };
  const [etag = ''] = await commit(partners, organizationId, [
    { create: directory },
    { replace: owner, ifMatch: organization.etag },
    changed(bound.now),
  ]);
  return { ...directory, etag };
}

/** @throws Contended where it has changed since it was read. */
export async function replaceDirectory<D extends Stored<Directory>>(
  partners: Container,
  directory: D,
): Promise<D> {
  return { ...directory, etag: await replaceIfUnchanged(partners, directory.organizationId, directory) };
}

/** The enabled people of a tenant, by their object ids. */
export async function listEnabledPeople(
  partners: Container,
  { organizationId, tenantId }: Binding,
): Promise<string[]> {
  const people = await listDocuments(partners, {
    query: {
      query:
        "SELECT c.objectId FROM c WHERE c.kind = 'member' AND c.tenantId = @tenantId AND c.profile.enabled",
      parameters: [{ name: '@tenantId', value: tenantId }],
    },
    partition: organizationId,
    schema: z.object({ objectId: Guid }),
  });
  return people.map((person) => person.objectId);
}

/** One batch of a sync: at most 80 users, so that it fits one transaction with the roster, the fence and the directory. */
export interface Batch {
  users: DirectoryUser[];
  reading: Reading;
  /** Users read in this sync, these included. */
  read: number;
  /** Where reading goes on once this batch is written; absent: no further than before. */
  checkpoint?: string;
}

/**
 * Writes the members that change, the roster where it changes with them, and how far the sync got: all or nothing.
 * Decided again from fresh documents where others wrote first, and idempotent where only the answer was lost.
 * @returns undefined where another worker goes on: nothing was written.
 */
export function saveBatch(
  { partners, now }: Pick<Deps, 'partners' | 'now'>,
  worker: Worker,
  batch: Batch,
): Promise<{ rosterChanged: boolean } | undefined> {
  const { organizationId, tenantId } = batch.reading;
  const ids = batch.users.map((user) => `${tenantId}:${user.objectId}`);
  return settle(async () => {
    const [directory, members] = await Promise.all([
      findDirectory(partners, batch.reading),
      listMembersById(partners, organizationId, ids),
    ]);
    if (!directory || !isWorkedBy(directory, worker)) return undefined;
    const changes = planMembers(members, batch.users, batch.reading);
    const roster = await findChangedRoster(partners, organizationId, changes);
    const next = advance(directory, { ...batch, changed: changes.length }, now());
    await commit(partners, organizationId, [
      { replace: next, ifMatch: directory.etag },
      ...changes.map(memberWrite),
      ...(roster ? [{ replace: roster, ifMatch: roster.etag }, changed(now())] : []),
    ]);
    return { rosterChanged: roster !== undefined };
  });
}

/** The roster with the changed members entered, where that makes a difference. */
async function findChangedRoster(
  partners: Container,
  organizationId: string,
  changes: MemberChange<Member>[],
): Promise<Stored<Roster> | undefined> {
  if (changes.length === 0) return undefined;
  const before = await getRoster(partners, organizationId);
  const after = changes.reduce((roster, change) => enter(roster, change.after), before);
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after;
}

function memberWrite({ before, after }: MemberChange<Stored<Member>>): Write {
  return before ? { replace: after, ifMatch: before.etag } : { create: after };
}
