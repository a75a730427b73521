/** Timers and the queue function on a database of their own, with a queue and a clock that stand still until a test moves them. */
import { randomUUID } from 'node:crypto';
import { type Container, CosmosClient } from '@azure/cosmos';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { startCosmos } from '../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../infra/local/database.ts';
import { emptyRoster } from '../../shared/access/roster.ts';
import { inBatches } from '../../shared/azure/batches.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import { commit } from '../../shared/azure/writes.ts';
import { Enrollment } from '../../shared/enrollments/enrollment.ts';
import { enroll } from '../../shared/enrollments/lifecycle.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import type { Program } from '../../shared/programs/program.ts';
import { facts, location, organization } from '../shared/programs/situation.ts';

const at = '2027-01-10T08:00:00.000Z';
const ines = '11111111-1111-4111-8111-111111111111:22222222-2222-4222-8222-222222222222';
const scopes = [{ locations: 'all' as const, programs: 'all' as const }];

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export async function openDesk(...programs: Program[]) {
  const cosmos = await startCosmos();
  await createDatabase(cosmos);
  const database = new CosmosClient(cosmos).database(databaseName);
  const containers = { partners: database.container('partners'), programs: database.container('programs') };
  for (const program of programs) await containers.programs.items.create(program);
  const held = { now: new Date(at), messages: [] as object[], poisoned: 0, lines: [] as string[] };
  const deps = {
    ...containers,
    now: () => held.now,
    enqueue: async (_: string, message: object) => void held.messages.push(message),
    isWaiting: async () => held.messages.length > 0,
    countPoisoned: async () => held.poisoned,
  };
  const say = (level: string) => (line: string) => void held.lines.push(`${level} ${line}`);
  const log = { log: say('log'), warn: say('warn'), error: () => undefined };
  const drain = async () => {
    for (let message = held.messages.shift(); message; message = held.messages.shift())
      await reconcileOrganizations(deps)(message, log);
  };
  /** The hourly timer at that instant, and what it set going. */
  const hour = async (instant: string) => {
    held.now = new Date(instant);
    await rollOverEndedTerms(deps)(log);
    await drain();
  };
  return { cosmos, deps, held, log, drain, hour, close: cosmos.close };
}

interface Given {
  organizationId: string;
  programs: Program[];
  mpnIds?: string[];
  openTerm?: string;
  agreements?: Organization['agreements'];
}

/** Every location is enrolled in every one of the programs. */
export async function givenEnrolled(partners: Container, given: Given): Promise<void> {
  const { organizationId, programs, mpnIds = ['4100101'], openTerm = 'FY27', agreements = {} } = given;
  const common = { schemaVersion: 1, organizationId };
  const administrators = [{ memberId: ines, scopes }];
  const documents = [
    { ...common, kind: 'reconciliation', id: 'reconciliation', change: randomUUID() },
    { ...organization(agreements), organizationId },
    { ...emptyRoster(organizationId), incentivesAdministrators: administrators },
    ...mpnIds.map((mpnId) => ({ ...location(facts), organizationId, mpnId, id: `location:${mpnId}` })),
    ...mpnIds.flatMap((mpnId) =>
      programs.map((program) => {
        const pair = { organizationId, mpnId, programId: program.id };
        return enroll(pair, undefined, { at, by: ines, term: openTerm, program });
      }),
    ),
  ];
  for (const batch of inBatches(documents, (one) => one, { most: 90, bytes: 1_000_000 }))
    await commit(
      partners,
      organizationId,
      batch.map((create) => ({ create })),
    );
}

export function enrollmentsOf({ deps }: Desk, partition: string) {
  const query = "SELECT * FROM c WHERE c.kind = 'enrollment'";
  return listDocuments(deps.partners, { query, partition, schema: Enrollment });
}

/** In which term each enrollment of the organization is, by program. */
export async function termsOf(desk: Desk, organizationId: string) {
  const states = await enrollmentsOf(desk, organizationId);
  return Object.fromEntries(
    states.map((state) => [state.programId, 'openTerm' in state ? state.openTerm : state.status]),
  );
}
