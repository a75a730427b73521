/** The people of a directory as its scope says: everybody by their changes, or the members of some groups as they are now. */
import type { Directory } from './directory.ts';
import type { Graph } from './graph.ts';
import { groupPages } from './groups-store.ts';
import type { DirectoryUser } from './profiles.ts';
import type { SyncWarning } from './sync.ts';

export interface PeoplePage {
  users: DirectoryUser[];
  /** Where reading goes on after this page; absent where it cannot. */
  checkpoint: string | undefined;
}

interface Source {
  directory: Directory;
  administrators: DirectoryUser[];
  /** What changed since; undefined reads everybody. */
  link: string | undefined;
}

/** Global administrators come first in any scope: without them nobody of the company could change it. */
export async function* readPeople(
  graph: Graph,
  { directory, administrators, link }: Source,
  warnings: SyncWarning[],
): AsyncGenerator<PeoplePage> {
  const { tenantId, scope } = directory;
  if (scope === 'all') return yield* readChanges((next) => graph.readUsers(tenantId, next), link);
  yield { users: administrators, checkpoint: undefined };
  for (const groupId of scope.groups)
    for await (const { users } of groupPages(graph, { tenantId, groupId }, warnings))
      yield { users, checkpoint: undefined };
}

type ReadUsers = (link: string | undefined) => ReturnType<Graph['readUsers']>;

/** One page ahead: the next one is on its way while this one is written. */
async function* readChanges(read: ReadUsers, link: string | undefined): AsyncGenerator<PeoplePage> {
  let coming: ReturnType<ReadUsers> | undefined = read(link);
  while (coming !== undefined) {
    const page: Awaited<ReturnType<ReadUsers>> = await coming;
    coming = page.last ? undefined : read(page.link);
    // Awaited with the next page; never, where this one cannot be written.
    coming?.catch(() => undefined);
    yield { users: page.users, checkpoint: page.link };
  }
}
