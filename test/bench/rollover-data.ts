/** Organizations whose every location is enrolled in every program: five by five each. */
import { randomUUID } from 'node:crypto';
import { type Container, CosmosClient, type OperationInput } from '@azure/cosmos';
import { createDatabase, databaseName } from '../../infra/local/database.ts';
import { sampleProgram } from '../../infra/local/sample/programs.ts';
import { emptyRoster } from '../../shared/access/roster.ts';
import { withoutPlans } from '../../shared/azure/plans.ts';
import { enroll, invite } from '../../shared/enrollments/lifecycle.ts';
import type { Program } from '../../shared/programs/program.ts';

export const perOrganization = 25;

/** Each with a rule, an agreement and figures to look at; none has the same calendar object. */
const programs: Program[] = Array.from({ length: 5 }, (_, n) => ({
  ...{ kind: 'program' as const, schemaVersion: 1 as const, id: `program-${n}` },
  ...sampleProgram['csp-indirect-reseller'],
}));
const tenant = '11111111-1111-4111-8111-111111111111';
const [ines, alex] = [
  `${tenant}:22222222-2222-4222-8222-222222222222`,
  `${tenant}:33333333-3333-4333-8333-333333333333`,
];
const scopes = [{ locations: 'all' as const, programs: 'all' as const }];
const grant = { role: 'incentivesAdministrator' as const, scopes };

export interface Address {
  endpoint: string;
  key: string;
}

export function connectTo({ endpoint, key }: Address) {
  const database = new CosmosClient({ endpoint, key, ...withoutPlans }).database(databaseName);
  return { partners: database.container('partners'), programs: database.container('programs') };
}

export const organizationIds = (count: number) =>
  Array.from({ length: count }, (_, n) => `organization-${String(n).padStart(7, '0')}`);

/** Everything enrolled in FY27. */
export async function fill(address: Address, organizations: number): Promise<void> {
  await createDatabase(address);
  const containers = connectTo(address);
  for (const program of programs) await containers.programs.items.create(program);
  const ids = organizationIds(organizations).values();
  const work = async () => {
    for (const id of ids) await create(containers.partners, id);
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

async function create(partners: Container, organizationId: string): Promise<void> {
  const common = { schemaVersion: 1, organizationId };
  const mpnIds = Array.from({ length: 5 }, (_, n) => String(4_100_100 + n));
  const documents = [
    organizationOf(organizationId),
    { ...common, kind: 'reconciliation', id: 'reconciliation', change: randomUUID() },
    {
      ...emptyRoster(organizationId),
      accountAdministrators: [alex],
      incentivesAdministrators: [{ memberId: ines, scopes }],
    },
    ...mpnIds.map((mpnId) => locationOf(organizationId, mpnId)),
    ...mpnIds.flatMap((mpnId) => programs.map((program) => enrolled({ organizationId, mpnId }, program))),
  ];
  const written = documents.map((one) => ({ operationType: 'Create', resourceBody: { ...one } }));
  const { code } = await partners.items.batch(written as OperationInput[], organizationId);
  if (code !== 200) throw new Error(`The organization was not written: ${code}`);
}

function organizationOf(organizationId: string) {
  return {
    ...{ kind: 'organization', schemaVersion: 1, id: 'organization', organizationId },
    ...{ legalName: `Company ${organizationId}`, country: 'SE', globalMpnId: '4100000' },
    contactMail: 'contact@company.example',
    migration: { status: 'completed', completedAt: '2026-07-01T08:00:00.000Z' },
    agreements: { microsoftPartnerAgreement: { activeFrom: '2020-09-01' } },
    tenants: [tenant],
  };
}

function locationOf(organizationId: string, mpnId: string) {
  return {
    ...{ kind: 'location', schemaVersion: 1, id: `location:${mpnId}`, organizationId, mpnId },
    ...{ name: `Office ${mpnId}`, country: 'SE' },
    facts: {
      asOf: '2027-02-18',
      trailing12MonthRevenueUsd: 50_000,
      designations: ['Solutions Partner for Security'],
      scores: { security: 40 },
      nominations: [],
      activity: {},
    },
  };
}

function enrolled(place: { organizationId: string; mpnId: string }, program: Program) {
  const pair = { ...place, programId: program.id };
  const at = '2027-01-10T08:00:00.000Z';
  const invitation = { occasion: randomUUID(), invitedAt: at, term: 'FY27', delivered: true };
  const moment = { at, by: 'system', occasion: invitation.occasion };
  const invited = invite(pair, undefined, { ...moment, invitation });
  const acting = { at, by: ines, grant, occasion: randomUUID() };
  return enroll(pair, invited, { ...acting, term: 'FY27', program });
}
