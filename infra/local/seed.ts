/** Writes the sample data through the API, as an operator's program and the partners' administrators would. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createClient, must } from './client.ts';
import type { LocalCloud } from './cloud.ts';
import { type SampleOrganization, sampleOrganizations } from './sample/organizations.ts';
import { sampleProgram } from './sample/programs.ts';

type Cloud = Pick<LocalCloud, 'api' | 'identity' | 'directory' | 'now' | 'host'>;

/** A client that signs in as this sample person. */
export const as = (cloud: Pick<LocalCloud, 'api' | 'identity'>, nickname: string): Client =>
  createClient(cloud.api, () => cloud.identity.tokenFor(nickname));

export const samplesOf = (cloud: Pick<LocalCloud, 'now'>): SampleOrganization[] =>
  sampleOrganizations(cloud.now().toISOString().slice(0, 10));

/** What the vendor's operator records: programs, organizations, locations, tenants. */
export async function seedVendor(cloud: Cloud, samples = samplesOf(cloud)): Promise<void> {
  const operator = as(cloud, 'olivia');
  for (const [programId, terms] of Object.entries(sampleProgram))
    await must(operator.put(`/programs/${programId}`, terms));
  for (const sample of samples) await seedOrganization(operator, sample);
}

/** The figures by which locations become eligible; the invitations follow at once. */
export async function seedFacts(cloud: Cloud, samples = samplesOf(cloud)): Promise<void> {
  const operator = as(cloud, 'olivia');
  for (const sample of samples)
    await must(operator.put(`/organizations/${sample.organizationId}/facts`, factsOf(sample)));
  await cloud.host.drain();
}

async function seedOrganization(operator: Client, sample: SampleOrganization): Promise<void> {
  const path = `/organizations/${sample.organizationId}`;
  const { headers } = await must(operator.put(path, sample.profile));
  const { status } = sample.migration;
  await must(operator.put(`${path}/migration`, { status }, { 'if-match': headers.get('etag') ?? '' }));
  for (const [type, agreement] of Object.entries(sample.agreements))
    await must(operator.put(`${path}/agreements/${type}`, agreement));
  for (const { mpnId, profile } of sample.locations)
    await must(operator.put(`${path}/locations/${mpnId}`, profile));
  await must(operator.put(`${path}/directories/${sample.tenant.tenantId}`, {}));
}

/** The figures of all locations as one bulk call. */
export function factsOf({ locations }: SampleOrganization) {
  const rows = locations.map(({ mpnId, facts: { asOf: _, ...figures } }) => ({ mpnId, ...figures }));
  return { asOf: locations[0]?.facts.asOf, locations: rows };
}

/** What the partners do: sync their directory and appoint their people. */
export async function seedPartners(cloud: Cloud, samples = samplesOf(cloud)): Promise<void> {
  for (const sample of samples) {
    const administrator = as(cloud, globalAdministratorOf(sample));
    await syncDirectory(administrator, sample);
    for (const { nickname, role, scopes } of sample.roles) {
      const body = role === 'accountAdministrator' ? {} : { scopes };
      await must(administrator.put(`${memberPath(sample, nickname)}/roles/${role}`, body));
    }
  }
}

function globalAdministratorOf({ tenant }: SampleOrganization): string {
  return tenant.users.find((user) => user.directoryRoles.length > 0)?.nickname ?? '';
}

export function memberPath({ organizationId, tenant }: SampleOrganization, nickname: string): string {
  const user = tenant.users.find((one) => one.nickname === nickname);
  return `/organizations/${organizationId}/members/${tenant.tenantId}:${user?.id}`;
}

/** Asks for a sync, or joins the one that runs, and waits until it has ended. @returns what the sync says of itself. */
export async function syncDirectory(client: Client, { organizationId, tenant }: SampleOrganization) {
  const path = `/organizations/${organizationId}/directories/${tenant.tenantId}/syncs/${randomUUID()}`;
  const { headers } = await must(client.put(path));
  for (;;) {
    const { body } = await must(client.get(headers.get('location') ?? path));
    if (body.state === 'failed') throw new Error(`The sync failed: ${JSON.stringify(body)}`);
    if (body.state === 'succeeded') return body;
    await delay(50);
  }
}
