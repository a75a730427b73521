/** The groups that give roles, read anew by each sync: who is in them, and which mappings the roster has room for. */
import { getRoster } from '../access/member-store.ts';
import type { Deps } from '../deps.ts';
import type { Directory } from './directory.ts';
import type { Graph } from './graph.ts';
import type { MemberPage } from './graph-answers.ts';
import { fitting, type GroupGrants, grantsByGroups, regrouped, roomFor } from './mapping.ts';
import { listGroupGrants } from './people-store.ts';
import { type SyncWarning, warningOf } from './sync.ts';

export interface Grouping {
  /** What the groups give to a person. */
  grants(objectId: string): GroupGrants | undefined;
  /** Object ids of those who are to have something else than they have. */
  regrouped: string[];
  warnings: SyncWarning[];
}

const nothing: Grouping = { grants: () => undefined, regrouped: [], warnings: [] };

/** A mapping that the roster has no room for gives nothing to anybody, and so does a group that is not there. */
export async function readGrouping(
  { graph, partners }: Pick<Deps, 'graph' | 'partners'>,
  directory: Directory,
): Promise<Grouping> {
  if (!directory.mapped) return nothing;
  const { mappings, organizationId, tenantId } = directory;
  const { membership, warnings } = await readMembership(graph, directory);
  const given = await listGroupGrants(partners, directory);
  const room = roomFor(await getRoster(partners, organizationId), tenantId, given);
  const { applied, tooLarge } = fitting(mappings, membership, room);
  const grants = grantsByGroups(applied, membership);
  const full = tooLarge.map(({ groupId }) => warningOf('rosterFull', groupId));
  return { grants, regrouped: regrouped(given, membership, grants), warnings: [...warnings, ...full] };
}

async function readMembership(graph: Graph, { tenantId, mappings }: Directory) {
  const membership = new Map<string, Set<string>>();
  const warnings: SyncWarning[] = [];
  for (const groupId of new Set(mappings.map((mapping) => mapping.groupId))) {
    const ids = new Set<string>();
    for await (const page of groupPages(graph, { tenantId, groupId }, warnings))
      for (const { objectId } of page.users) ids.add(objectId);
    membership.set(groupId, ids);
  }
  return { membership, warnings };
}

/** The users of a group, page by page; none, and a warning, where there is no such group. */
export async function* groupPages(
  graph: Graph,
  { tenantId, groupId }: { tenantId: string; groupId: string },
  warnings: SyncWarning[],
): AsyncGenerator<MemberPage> {
  let link: string | undefined;
  do {
    const page = await graph.readGroup(tenantId, { groupId, link });
    if (page) yield page;
    else warnings.push(warningOf('groupUnknown', groupId));
    link = page?.link;
  } while (link !== undefined);
}
