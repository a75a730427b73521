/** What the tests of previews and reports say again and again. */
import { randomUUID } from 'node:crypto';
import { CosmosClient } from '@azure/cosmos';
import { type Client, must } from '../../infra/local/client.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { eligible, found, ineligible, openProgram, reseller } from './company.ts';
import { enroll } from './enrolling.ts';
import type { TestCloud } from './harness.ts';

/** Moves the clock, runs what it passes, and lets the letters leave. */
export async function itIs(cloud: TestCloud, instant: string): Promise<void> {
  await cloud.host.moveClock(new Date(instant));
  await cloud.settle();
}

/** Asks for a preview and lets it run to its end. */
export async function preview(
  cloud: TestCloud,
  client: Client,
  asked: { path?: string; on: string; warn?: boolean },
) {
  const { path = '', ...body } = asked;
  const address = `${path}/rollovers/${randomUUID()}`;
  const begun = await must(client.put(address, body));
  await cloud.host.drain();
  return { address, begun, report: (await must(client.get(address))).body };
}

// biome-ignore lint/suspicious/noExplicitAny: as the client answers it
export async function everyRow(client: Client, path: string): Promise<any[]> {
  const rows = [];
  for (let next: string | undefined = path; next; ) {
    const { body } = await must(client.get(next));
    rows.push(...body.value);
    next = body.nextLink;
  }
  return rows;
}

/** Every document of every container, by its place; `_ts` and all. */
export async function everyDocument({ settings }: TestCloud): Promise<Map<string, unknown>> {
  const { COSMOS_ENDPOINT: endpoint = '', COSMOS_KEY: key = '', COSMOS_DATABASE: name = '' } = settings;
  const client = new CosmosClient({ endpoint, key });
  const documents = new Map<string, unknown>();
  for (const container of ['partners', 'claims', 'programs', 'runs']) {
    const { resources } = await client.database(name).container(container).items.readAll().fetchAll();
    for (const one of resources) documents.set(`${container} ${one.organizationId} ${one.id}`, one);
  }
  client.dispose();
  return documents;
}

/** A company with enrollments that come out in every way: two carried on, two that lapse, one accepted and not completed. */
export async function varied(cloud: TestCloud) {
  const company = await found(cloud);
  const [good, bad] = company.locations;
  const ines = company.as('ines');
  await company.report({ [good]: eligible, [bad]: eligible });
  for (const office of company.locations) {
    await must(enroll(ines, company.enrollment(office)));
    await must(enroll(ines, company.enrollment(office, openProgram)));
  }
  await must(enroll(ines, company.enrollment(bad, 'commerce-paid')));
  await company.report({ [bad]: ineligible }, '2027-02-20');
  return { company, good, bad, ines, enrollments: enrollmentsOf(company) };
}

function enrollmentsOf({ locations, enrollment }: Awaited<ReturnType<typeof found>>) {
  return locations.flatMap((mpnId) =>
    [reseller, openProgram, 'commerce-paid'].map((programId) => ({
      mpnId,
      programId,
      path: enrollment(mpnId, programId),
    })),
  );
}

/** An open program that asks for something to be completed. */
export async function offerPaid(cloud: TestCloud): Promise<void> {
  const requirements = [{ requirement: 'payout-profile', name: 'Payout profile' }];
  const terms = { ...sampleProgram['commerce-incentives'], requirements };
  await must(cloud.as('olivia').put('/programs/commerce-paid', terms));
  await cloud.settle();
}
