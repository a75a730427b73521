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

export async function withPartners(
  { settings }: TestCloud,
  work: (partners: Container) => Promise<void>,
): Promise<void> {
  const { COSMOS_ENDPOINT: endpoint = '', COSMOS_KEY: key = '', COSMOS_DATABASE: name = '' } = settings;
  const client = new CosmosClient({ endpoint, key });
  await work(client.database(name).container('partners'));
  client.dispose();
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
