/** Organizations written straight into the database: one location each, enrolled in the open program, and one in ten about to lapse. */
import { randomUUID } from 'node:crypto';
import { type Container, CosmosClient } from '@azure/cosmos';
import { emptyRoster } from '../../shared/access/roster.ts';
import { commit } from '../../shared/azure/writes.ts';
import { enroll } from '../../shared/enrollments/lifecycle.ts';
import { openProgram, reseller } from './company.ts';
import type { TestCloud } from './harness.ts';

export const manyIds = (count: number) =>
  Array.from({ length: count }, (_, n) => `many-${String(n).padStart(4, '0')}`);

/** Names as spreadsheets fear them, one after the other. */
export const hostileNames = [
  '=1+1',
  '+SUM(A1)',
  '-2',
  '@cmd',
  '\tTab',
  '\rReturn',
  'A "quoted", name',
  'Two\nlines',
];

export async function fill(cloud: TestCloud, count: number): Promise<void> {
  await withPartners(cloud, async (partners) => {
    for (const [n, organizationId] of manyIds(count).entries())
      await commit(
        partners,
        organizationId,
        documentsOf(organizationId, n).map((create) => ({ create })),
      );
  });
}

export function withPartners(cloud: TestCloud, work: (partners: Container) => Promise<void>): Promise<void> {
  return withContainer(cloud, 'partners', work);
}

async function withContainer(
  { settings }: TestCloud,
  id: 'partners' | 'runs',
  work: (container: Container) => Promise<void>,
): Promise<void> {
  const { COSMOS_ENDPOINT: endpoint = '', COSMOS_KEY: key = '', COSMOS_DATABASE: name = '' } = settings;
  const client = new CosmosClient({ endpoint, key });
  await work(client.database(name).container(id));
  client.dispose();
}

/** The operator's preview has so many rows instead, in pages of one message; one in ten lapses. */
export async function enlarge(cloud: TestCloud, runId: string, count: number): Promise<void> {
  await withContainer(cloud, 'runs', async (runs) => {
    const id = `operator.:${runId}`;
    const { resource } = await runs.item(id, id).read();
    await runs.items.upsert({ ...resource, handed: { ...resource.handed, messages: 1 } });
    const old = 'SELECT c.id FROM c WHERE c.preview = @id';
    const { resources } = await runs.items
      .query({ query: old, parameters: [{ name: '@id', value: id }] })
      .fetchAll();
    for (const page of resources) await runs.item(page.id, page.id).delete();
    for (const page of pagesOf(id, count)) await runs.items.create(page);
  });
}

function pagesOf(preview: string, count: number) {
  const rows = Array.from({ length: count }, (_, n) => rowOf(n));
  return Array.from({ length: Math.ceil(count / 500) }, (_, page) => ({
    ...{
      kind: 'previewPage',
      schemaVersion: 1,
      id: `${preview}:0:${page}`,
      ttl: -1,
      preview,
      message: 0,
      page,
    },
    isLast: (page + 1) * 500 >= count,
    outcomes: rows.slice(page * 500, (page + 1) * 500),
  }));
}

function rowOf(n: number) {
  const names = { organization: 'Many', location: 'Somewhere' };
  const place = { organizationId: 'many-0000', mpnId: String(8_000_000 + n), programId: openProgram };
  const came = { outcome: n % 10 === 0 ? 'lapsed' : 'rolledForward', reasons: [] };
  return { ...place, ...names, fromTerm: 'FY27', toTerm: 'FY28', ...came };
}

function documentsOf(organizationId: string, n: number) {
  const common = { schemaVersion: 1, organizationId };
  const mpnId = String(7_000_000 + n);
  const name = hostileNames[n % hostileNames.length] ?? '';
  const programId = n % 10 === 0 ? reseller : openProgram;
  const told = { at: '2027-01-10T08:00:00.000Z', by: 'system', term: 'FY27' };
  const program = { requirements: [], calendar: { timeZone: 'UTC', firstMonth: 7, extendedEnds: {} } };
  return [
    {
      ...{ ...common, kind: 'organization', id: 'organization', legalName: name, country: 'SE' },
      ...{ globalMpnId: String(6_000_000 + n), contactMail: `contact@${organizationId}.example` },
      ...{ migration: { status: 'completed' }, agreements: {}, tenants: [] },
    },
    { ...emptyRoster(organizationId) },
    { ...common, kind: 'reconciliation', id: 'reconciliation', change: randomUUID() },
    { ...common, kind: 'location', id: `location:${mpnId}`, mpnId, name, country: 'SE' },
    { ...enroll({ organizationId, programId, mpnId }, undefined, { ...told, program }) },
  ];
}
