/** Warnings that a preview cannot write: all of them are told of, and any that may pass lets the message come again. */
import { randomUUID } from 'node:crypto';
import { CosmosClient } from '@azure/cosmos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { previewOrganization } from '../../functions/preview-organization.ts';
import { workOnPreviews } from '../../functions/previews.ts';
import { databaseName } from '../../infra/local/database.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { handedOne } from '../../shared/rollovers/handing.ts';
import { program } from '../shared/programs/situation.ts';
import { type Desk, enrollmentsOf, givenEnrolled, openDesk } from './rollover-desk.ts';

const closing = program({ id: 'closing', openToAll: true, requiredAgreement: 'mpnAgreement' });
const [organizationId, on, askedAt] = ['contoso', '2027-07-01', '2027-01-10T08:00:00.000Z'];
const key = { owner: 'operator.', runId: randomUUID() };
const preview = {
  ...key,
  kind: 'preview',
  schemaVersion: 1,
  id: `${key.owner}:${key.runId}`,
  ttl: 1000,
  on,
  warn: true,
  askedAt,
  handed: handedOne(organizationId),
};

const asked = { programs: [closing], on, warn: true, askedAt };

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk(closing);
  await givenEnrolled(desk.deps.partners, {
    organizationId,
    programs: [closing],
    mpnIds: ['4100101', '4100102'],
  });
});
afterEach(() => desk.close());

/** Those of both together, and then of each; one that is too large is tried again without its letters. */
function failing(...statuses: number[]): void {
  for (const status of [413, ...statuses]) desk.cosmos.faults.add({ operation: 'batch', status });
}

test('given two that cannot be written, then both are said', async () => {
  failing(413, 413, 500);
  const { faults, warned } = await previewOrganization(desk.deps, organizationId, asked);
  expect([warned, faults]).toMatchObject([0, [{ code: 413 }, { code: 500 }]]);
});

test.each([
  [true, [413, 413, 500]],
  [false, [413, 413]],
])('then the message comes again: %s, where the answers are %j', async (again, statuses) => {
  const runs = new CosmosClient(desk.cosmos).database(databaseName).container('runs');
  await runs.items.create(preview);
  failing(...statuses);
  const part = { message: 0, after: '', organizationIds: [organizationId] };
  const work = workOnPreviews({ ...desk.deps, runs })({ ...key, part }, desk.log);
  await (again ? expect(work).rejects.toBeInstanceOf(AggregateError) : expect(work).resolves.toBeUndefined());
  expect(desk.held.lines.some((line) => line.startsWith('warn'))).toBe(!again);
});

test('given that nothing fails, then each is warned, once, and counted, also where the message comes again', async () => {
  for (const _ of [1, 2])
    expect((await previewOrganization(desk.deps, organizationId, asked)).warned).toBe(2);
  const later = { ...asked, askedAt: '2027-01-10T09:00:00.000Z' };
  expect((await previewOrganization(desk.deps, organizationId, later)).warned).toBe(0);
  for (const { history } of await enrollmentsOf(desk, organizationId))
    expect(history.map(({ what }) => what)).toEqual(['enroll', 'warn']);
});

test('given that the reason ceases, then it is taken back, which no pass counts as a step', async () => {
  await previewOrganization(desk.deps, organizationId, asked);
  const { resource } = await desk.deps.partners.item('organization', organizationId).read<Organization>();
  const agreements = { mpnAgreement: { activeFrom: '2020-07-01' } };
  await desk.deps.partners.items.upsert({ ...resource, agreements });
  desk.held.messages.push({ organizationIds: [organizationId] });
  await desk.drain();
  for (const { warned, history } of await enrollmentsOf(desk, organizationId)) {
    expect(warned?.reasons).toEqual([]);
    expect(history.map(({ what }) => what)).toEqual(['enroll', 'warn']);
  }
  expect(desk.held.lines.at(-1)).toContain('"decisions":0');
});
