/** One reading of the whole tenant in a process of its own: by the sync, twice, or by a loop that decides nothing. Says in one line of JSON what it took. */
import { CosmosClient } from '@azure/cosmos';
import * as z from 'zod';
import { trust } from '../../infra/local/certificate.ts';
import { databaseName } from '../../infra/local/database.ts';
import { listMembersById } from '../../shared/access/member-store.ts';
import { connectGraph } from '../../shared/directory/graph.ts';
import type { UserPage } from '../../shared/directory/graph-answers.ts';
import type { DirectoryUser } from '../../shared/directory/profiles.ts';
import { runSync } from '../../shared/directory/sync-store.ts';
import { contoso } from '../infra/local/cloud.ts';
import { createOrganization, deskOf, graphConfig } from '../shared/directory/desk.ts';

const Setting = z.object({
  kind: z.enum(['sync', 'bare']),
  cosmos: z.object({ endpoint: z.string(), key: z.string() }),
  graph: z.object({ endpoint: z.string(), authorityHost: z.string(), ca: z.string() }),
});
const { kind, cosmos, graph: tenant } = Setting.parse(JSON.parse(process.argv[2] ?? ''));

trust(tenant.ca);
const partners = new CosmosClient(cosmos).database(databaseName).container('partners');
const graph = connectGraph(graphConfig(tenant, tenant.authorityHost));
let writes = 0;

/** Fetches the next page while it reads and writes the one before. */
async function bareLoop(): Promise<void> {
  let coming: Promise<UserPage> | undefined = graph.readUsers(contoso, undefined);
  while (coming !== undefined) {
    const page: UserPage = await coming;
    coming = page.last ? undefined : graph.readUsers(contoso, page.link);
    await listMembersById(
      partners,
      'bare',
      page.users.map(({ objectId }) => `${contoso}:${objectId}`),
    );
    for (let start = 0; start < page.users.length; start += 100)
      await partners.items.batch(page.users.slice(start, start + 100).map(creation), 'bare');
  }
}

/** As large as a member. */
function creation({ objectId, displayName, mail, language, enabled, guest }: DirectoryUser) {
  const profile = { displayName, mail, language, enabled, guest, globalAdministrator: false };
  const id = `member:${contoso}:${objectId}`;
  const ids = { kind: 'member', schemaVersion: 1, objectId, organizationId: 'bare', tenantId: contoso, id };
  const resourceBody = JSON.parse(JSON.stringify({ ...ids, grants: {}, profile }));
  return { operationType: 'Create' as const, resourceBody };
}

const desk = deskOf({ partners, graph });
const sync = async (syncId: string) => runSync(desk.deps, await desk.request(syncId));

async function measured(work: () => Promise<unknown>) {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  clearInterval(watch);
  return { ms, grownMb: (peak - before) / 2 ** 20 };
}

/** Everything is loaded and connected before anything is measured. */
await createOrganization(partners);
await graph.readUsers(contoso, undefined);
await listMembersById(partners, 'contoso', ['nobody']);
const first = await measured(kind === 'bare' ? bareLoop : () => sync('first'));
const { batch } = partners.items;
const told = kind === 'bare' ? {} : await unchanged();
console.log(JSON.stringify({ ...first, ...told }));
process.exit();

/** The second sync of an unchanged directory: what it wrote. */
async function unchanged() {
  const after = (await desk.directory()).sync;
  partners.items.batch = (...call) => {
    writes += 1;
    return batch.apply(partners.items, call);
  };
  const { ms } = await measured(() => sync('second'));
  const second = (await desk.directory()).sync;
  return {
    read: after?.read,
    changed: after?.changed,
    again: { ms, changed: second?.changed, batches: writes },
  };
}
