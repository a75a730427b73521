/** What passes are measured against: the same documents read and written with nothing decided, and a loop that takes one enrollment at a time. */
import type { Container, JSONObject, OperationInput } from '@azure/cosmos';
import * as z from 'zod';
import { Roster } from '../../shared/access/roster.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import { Enrollment } from '../../shared/enrollments/enrollment.ts';
import { openOrganization } from '../../shared/enrollments/pass-store.ts';
import { decide } from '../../shared/enrollments/reconcile.ts';
import { Location, Organization, organizationRevenue } from '../../shared/organizations/organization.ts';
import type { Program } from '../../shared/programs/program.ts';

const everything =
  "SELECT * FROM c WHERE c.kind IN ('reconciliation', 'organization', 'roster', 'location', 'enrollment') ORDER BY c.change DESC";
type Raw = JSONObject & { id: string; kind: string; _etag: string };

export async function read(partners: Container, partitionKey: string): Promise<Raw[]> {
  const options = { partitionKey, maxItemCount: 500, enableQueryControl: true };
  return (await partners.items.query<Raw>(everything, options).fetchNext()).resources;
}

/** As a pass reads them, with nothing decided. */
export async function readParsed(partners: Container, organizationId: string): Promise<void> {
  const { sections } = await openOrganization(partners, organizationId);
  for await (const _ of sections);
}

/** Nothing is parsed or decided: the same documents are written as they were read, behind the fence. */
export async function replaceUnchanged(partners: Container, organizationId: string): Promise<void> {
  const [fence, ...documents] = await read(partners, organizationId);
  const enrollments = documents.filter((one) => one.kind === 'enrollment');
  const writes = enrollments.map(({ _etag, _rid, _self, _ts, _attachments, ...resourceBody }) => ({
    ...{ operationType: 'Replace', id: String(resourceBody.id), ifMatch: String(_etag) },
    resourceBody,
  }));
  const unchanged = {
    ...{ operationType: 'Patch', id: 'reconciliation' },
    resourceBody: {
      operations: [{ op: 'set', path: '/change', value: fence?.change }],
      condition: `FROM c WHERE c.change = '${fence?.change}'`,
    },
  };
  const silently = { contentResponseOnWriteEnabled: false };
  const batch = [...writes, unchanged] as OperationInput[];
  const { code } = await partners.items.batch(batch, organizationId, silently);
  if (code !== 200) throw new Error(`Not replaced: ${code}`);
}

/** One enrollment after the other: read organization, read location, decide, replace. */
export async function rollNaively(
  container: Container,
  organizationId: string,
  { programs, now }: { programs: Program[]; now: Date },
): Promise<void> {
  const readAs = async <T>(schema: z.core.$ZodType<T>, id: string) =>
    z.parse(schema, (await container.item(id, organizationId).read()).resource);
  const roster = await readAs(Roster, 'roster');
  const query = "SELECT * FROM c WHERE c.kind = 'enrollment'";
  const states = await listDocuments(container, { query, partition: organizationId, schema: Enrollment });
  for (const state of states) {
    const organization = await readAs(Organization, 'organization');
    const location = await readAs(Location, `location:${state.mpnId}`);
    const program = programs.find(({ id }) => id === state.programId);
    if (!program) throw new Error('No such program');
    const revenueOfOrganization = organizationRevenue([location]);
    const subject = { organization, roster, location, program, revenueOfOrganization, state };
    const after = decide(subject, { now, occasion: '' })?.after;
    if (after) await container.item(state.id, organizationId).replace({ ...after });
  }
}
