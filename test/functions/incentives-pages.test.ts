/** Pages of the overview and the home page of a large organization: what a page costs does not depend on how much there is beside it. */
import { CosmosClient } from '@azure/cosmos';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answered, Client } from '../../infra/local/client.ts';
import { databaseName } from '../../infra/local/database.ts';
import { fill, type Stored } from '../shared/enrollments/organizations.ts';
import { program } from '../shared/programs/situation.ts';
import { type Company, found, type Person } from './company.ts';
import { useCloud } from './harness.ts';

const scene = useCloud('nothing');
const occasion = '0c000000-0000-4000-8000-000000000001';
const twenty = Array.from({ length: 20 }, (_, n) => `program-${String(n).padStart(2, '0')}`);

/** The last two are open to all. */
const programs = twenty.map((id, n) =>
  program({
    id,
    name: id,
    openToAll: n >= 18,
    requirements: [{ requirement: 'payout', name: 'Payout profile' }],
  }),
);

/** Enrolled everywhere in the first eighteen, apart from what the last location has. */
function stored(mpnIds: string[]): Stored[] {
  const last = mpnIds.at(-1);
  return mpnIds.flatMap((mpnId) =>
    twenty.slice(0, 18).map((programId, n): Stored => {
      const common = { mpnId, programId, invitation: { occasion } };
      if (mpnId === last && n === 0) return { ...common, status: 'lapsed', requirements: [] };
      const state = mpnId === last && n === 1 ? ('rejected' as const) : ('validated' as const);
      const requirements = [{ requirement: 'payout', state, completedAt: '2027-01-10T08:00:00.000Z' }];
      const history = state === 'rejected' ? [{ what: 'reject', occasion }] : [];
      return { ...common, status: 'enrolled', openTerm: 'FY27', requirements, history };
    }),
  );
}

interface Sized {
  company: Company;
  mpnIds: string[];
}
const companies: { small?: Sized; large?: Sized } = {};
const named = (size: 'small' | 'large'): Sized => {
  const company = companies[size];
  if (!company) throw new Error('not there yet');
  return company;
};

/** While there is no program, a pass over the organizations finds nothing to do; afterwards nothing asks for one. */
beforeAll(async () => {
  const { endpoint, key } = scene.cloud.cosmos;
  const client = new CosmosClient({ endpoint, key });
  const database = client.database(databaseName);
  const partners = database.container('partners');
  for (const [size, locations] of [
    ['small', 20],
    ['large', 2000],
  ] as const) {
    const company = await found(scene.cloud);
    const { organizationId } = company;
    const mpnIds = Array.from({ length: locations }, (_, n) => String(8_000_000 + n));
    await fill(partners, { organizationId, mpnIds, enrollments: [] });
    const [, , , third = '', seventh = ''] = mpnIds;
    const scopes = [{ locations: [third, seventh], programs: 'all' }];
    await company.appoint('ivan', 'incentivesAdministrator', { scopes });
    companies[size] = { company, mpnIds };
  }
  await scene.cloud.settle();
  for (const one of programs) await database.container('programs').items.create(one);
  for (const { company, mpnIds } of [named('small'), named('large')]) {
    const { organizationId } = company;
    await fill(partners, { organizationId, mpnIds: [], enrollments: stored(mpnIds) });
  }
  client.dispose();
});

async function priced(client: Client, path: string) {
  const before = scene.cloud.cosmos.spent();
  const { body, status }: Answered = await client.get(path);
  expect(status).toBe(200);
  const { requests, charge } = scene.cloud.cosmos.spent();
  const { query = 0, read = 0 } = requests;
  const made = query + read - (before.requests.query ?? 0) - (before.requests.read ?? 0);
  return { rows: body.value.length, body, made, charge: charge - before.charge };
}

const priceOf = ({ company }: Sized, person: Person, path: string) =>
  priced(company.as(person), `${company.path}/${path}`);

/** What a timer that runs at the same moment may take. */
const besides = { made: 4, charge: 25 };

describe('a page costs the same beside 360 enrollments and beside 36,000', () => {
  test.each([
    ['ines', 'incentives', 100],
    ['ines', 'incentives?top=10', 10],
    ['ines', 'incentives?status=Enrolled', 100],
    ['ines', 'incentives?status=Invited&top=30', 30],
    ['ines', 'incentives?status=Lapsed', 1],
    ['ines', 'incentives?program=program-19&top=15', 15],
    ['ines', 'incentives?location=8000019', 20],
    ['alan', 'incentives', 100],
    ['ines', 'home', 1],
    ['alan', 'home', 0],
  ] as const)('%s reads %s', async (person, path, rows) => {
    const small = await priceOf(named('small'), person, path);
    const large = await priceOf(named('large'), person, path);

    expect([small.rows, large.rows]).toEqual([rows, rows]);
    expect(large.made).toBeLessThanOrEqual(7 + besides.made);
    expect(large.charge).toBeLessThan(40 + besides.charge);
    expect(large.charge).toBeLessThan(small.charge + besides.charge);
  });

  test('ivan, who sees two locations, costs a count of the others beside', async () => {
    const [small, large] = [named('small'), named('large')];
    const price = await priceOf(large, 'ivan', 'incentives');

    expect(price.rows).toBe(40);
    expect(price.body.locationsNotCovered).toBe(large.mpnIds.length + 2 - 2);
    expect((await priceOf(small, 'ivan', 'incentives')).body.locationsNotCovered).toBe(small.mpnIds.length);
    expect(price.made).toBeLessThanOrEqual(8 + besides.made);
  });
});

test('all pages together hold each row once, in order', async () => {
  const { company, mpnIds } = named('large');
  const seen: string[] = [];
  let next: string | undefined = `${company.path}/incentives?program=program-19&top=450`;
  while (next) {
    const { body }: Answered = await company.as('ines').get(next);
    seen.push(...body.value.map(({ mpnId }: { mpnId: string }) => mpnId));
    next = body.nextLink;
  }
  expect(seen).toEqual([...company.locations, ...mpnIds]);
});
