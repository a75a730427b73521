/** What a call costs over a bare function that makes the same calls to the database on the same host; what it asks of the database, and how that grows. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CosmosClient, type JSONObject } from '@azure/cosmos';
import { build } from 'esbuild';
import { createClient, must } from '../../infra/local/client.ts';
import { type LocalCloud, startCloud } from '../../infra/local/cloud.ts';
import { databaseName } from '../../infra/local/database.ts';
import { startInstance } from '../../infra/local/fleet/instance.ts';
import { samplesOf, seedFacts, seedPartners, seedVendor } from '../../infra/local/seed.ts';
import { printTable } from './harness.ts';

const rounds = Number(process.argv[3] ?? 2000);
const root = fileURLToPath(new URL('../..', import.meta.url));
const organizationId = 'contoso';
const programId = 'csp-indirect-reseller';

/** The floor as an app folder of its own, bundled like the product. */
async function buildFloor(): Promise<string> {
  const folder = `${root}.local/bench-floor`;
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL('./requests-floor.ts', import.meta.url))],
    outfile: `${folder}/main.cjs`,
    ...{ bundle: true, minify: true, platform: 'node', target: 'node22', format: 'cjs' },
    external: ['@azure/functions-core'],
    logLevel: 'warning',
  });
  writeFileSync(`${folder}/package.json`, '{"main": "main.cjs"}');
  writeFileSync(`${folder}/host.json`, '{"version": "2.0", "extensions": {"http": {"routePrefix": ""}}}');
  return folder;
}

/** Neither host shares a process with the stand-ins, nor with the other. */
async function startApart({ settings, ca }: LocalCloud, appDirectory: string): Promise<string> {
  const { url } = await startInstance({ appDirectory, settings, ca });
  return url;
}

/** Programs like the sample's, so that there are twenty. */
async function multiplyPrograms({ cosmos }: LocalCloud): Promise<string[]> {
  const programs = new CosmosClient(cosmos).database(databaseName).container('programs');
  const { resource: program } = await programs.item(programId, programId).read<JSONObject>();
  const ids = Array.from({ length: 19 }, (_, n) => `like-reseller-${n}`);
  for (const id of ids) await programs.items.create({ ...program, id });
  return ids;
}

interface Copies {
  organizationId: string;
  mpnIds: string[];
  programIds: string[];
}

const enrolled = {
  ...{ status: 'enrolled', openTerm: 'FY27' },
  ...{ enrolledAt: '2027-03-02T09:00:00.000Z', earnsFrom: '2027-03-01' },
};

/** Locations with a live invitation in each of these programs, copies of the sample's Berlin; every hundredth is enrolled in the last one. */
async function multiplyLocations({ cosmos }: LocalCloud, copies: Copies): Promise<void> {
  const partners = new CosmosClient(cosmos).database(databaseName).container('partners');
  const read = async (id: string) => (await partners.item(id, 'contoso').read<JSONObject>()).resource ?? {};
  const [location, enrollment] = [
    await read('location:4100101'),
    await read(`enrollment:${programId}:4100101`),
  ];
  const { organizationId, mpnIds, programIds } = copies;
  const documents = mpnIds.flatMap((mpnId, n) => [
    { ...location, organizationId, id: `location:${mpnId}`, mpnId },
    ...programIds.map((program, place) => ({
      ...enrollment,
      ...{ organizationId, id: `enrollment:${program}:${mpnId}`, mpnId, programId: program },
      ...(n % 100 === 0 && place === 19 ? enrolled : {}),
    })),
  ]);
  for (let start = 0; start < documents.length; start += 90) {
    const created = documents
      .slice(start, start + 90)
      .map((resourceBody) => ({ operationType: 'Create' as const, resourceBody }));
    const { code } = await partners.items.batch(created, organizationId);
    if (code !== 200) throw new Error(`The copies were not written: ${code}`);
  }
}

const numbered = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));

type Call = (round: number) => Promise<unknown>;
interface Measured {
  product: number[];
  floor: number[];
}

/** In turns, so that whatever the machine does meets both. The first third warms up and is not counted: what an instance does that has been at work for a while. */
async function measure({ product, floor }: { product: Call; floor: Call }): Promise<Measured> {
  const measured: Measured = { product: [], floor: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, call] of [
      ['product', product],
      ['floor', floor],
    ] as const) {
      const began = performance.now();
      await call(round);
      if (round >= rounds / 3) measured[kind].push(performance.now() - began);
    }
  }
  return measured;
}

const percentile = (numbers: number[], part: number) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * part)] ?? Number.NaN;

const cloud = await startCloud({ log: () => undefined });
const samples = samplesOf(cloud);
await seedVendor(cloud, samples);
await seedPartners(cloud, samples);
await seedFacts(cloud, samples);
const contoso = samples.find((sample) => sample.organizationId === organizationId);
const ines = contoso?.tenant.users.find(({ nickname }) => nickname === 'ines');
const member = `${contoso?.tenant.tenantId}:${ines?.id}`;
const [fromProduct, fromFloor] = [7_000_000, 8_000_000];
const likeReseller = [programId, ...(await multiplyPrograms(cloud))];
for (const first of [fromProduct, fromFloor])
  await multiplyLocations(cloud, {
    ...{ organizationId, mpnIds: numbered(first, rounds), programIds: [programId] },
  });

const productUrl = await startApart(cloud, `${root}dist`);
const floorUrl = await startApart(cloud, await buildFloor());
const token = await cloud.identity.tokenFor('ines');
const client = createClient(`${productUrl}/api/v1`, async () => token);
const one = `/organizations/${organizationId}`;
const pathOf = (mpnId: number | string) => `${one}/locations/${mpnId}/enrollments/${programId}`;
const ask = async (name: string, asked: object) => {
  const query = new URLSearchParams({ organizationId, member, programId, ...asked });
  const response = await fetch(`${floorUrl}/${name}?${query}`);
  if (!response.ok) throw new Error(`The floor answered ${response.status}: ${await response.text()}`);
  return response.text();
};

const etags = new Map<number, string>();
for (let round = 0; round < rounds; round += 1) {
  const { headers } = await must(client.get(pathOf(fromProduct + round)));
  etags.set(round, headers.get('etag') ?? '');
}

const calls = {
  'read an enrollment': {
    product: () => must(client.get(pathOf(4_100_101))),
    floor: () => ask('enrollment', { mpnId: '4100101' }),
    limit: 1.25,
  },
  'eligibility, explained': {
    product: () => must(client.get(`${pathOf(4_100_101)}/eligibility`)),
    floor: () => ask('eligibility', { mpnId: '4100101' }),
    limit: 1.25,
  },
  'overview, a page of 100': {
    product: () => must(client.get(`${one}/incentives?top=100`)),
    floor: () => ask('overview', {}),
    limit: 1.25,
  },
  enroll: {
    product: (round: number) =>
      must(client.put(pathOf(fromProduct + round), undefined, { 'if-match': etags.get(round) ?? '' })),
    floor: (round: number) => ask('enroll', { mpnId: String(fromFloor + round) }),
    limit: 1.2,
  },
};

/** What one call asks of the database. */
async function spentBy(call: () => Promise<unknown>): Promise<string[]> {
  await call();
  const before = cloud.cosmos.spent();
  await call();
  const after = cloud.cosmos.spent();
  const requests = Object.entries(after.requests)
    .map(([verb, count]) => [verb, count - (before.requests[verb] ?? 0)] as const)
    .filter(([, count]) => count > 0)
    .map(([verb, count]) => `${count} ${verb}`);
  return [requests.join(', '), (after.charge - before.charge).toFixed(1)];
}

async function compare(): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const [name, { product, floor, limit }] of Object.entries(calls)) {
    const { product: ours, floor: bare } = await measure({ product, floor });
    const ratio = percentile(ours, 0.5) / percentile(bare, 0.5);
    const milliseconds = [percentile(ours, 0.5), percentile(bare, 0.5), ratio];
    rows.push([
      name,
      ...milliseconds.map((figure) => figure.toFixed(2)),
      limit,
      ...[percentile(ours, 0.99), percentile(bare, 0.99)].map((figure) => figure.toFixed(1)),
    ]);
  }
  printTable(['call', 'p50, ms', 'floor, ms', 'ratio', 'at most', 'p99, ms', 'floor p99, ms'], rows);
}

/** A page of the overview, as the organization grows to 2,000 locations in twenty programs. */
async function grow(): Promise<void> {
  const rows: (string | number)[][] = [];
  const amir = await cloud.identity.tokenFor('amir');
  const growing = createClient(`${productUrl}/api/v1/organizations/adventure-works`, async () => amir);
  let there = 0;
  for (const locations of [20, 200, 2_000]) {
    await multiplyLocations(cloud, {
      organizationId: 'adventure-works',
      mpnIds: numbered(9_000_000 + there, locations - there),
      programIds: likeReseller,
    });
    there = locations;
    for (const [name, query] of [
      ['first', 'top=100'],
      [
        'in the middle',
        `top=100&continuation=${Buffer.from(`${9_000_000 + locations / 2}/~`).toString('base64url')}`,
      ],
      ['Enrolled only, one in 2,000', 'top=100&status=Enrolled'],
    ] as const) {
      const call = () => must(growing.get(`/incentives?${query}`));
      const times: number[] = [];
      for (let round = 0; round < 40; round += 1) {
        const began = performance.now();
        await call();
        times.push(performance.now() - began);
      }
      rows.push([locations, name, percentile(times, 0.5).toFixed(1), ...(await spentBy(call))]);
    }
  }
  printTable(['locations × 20', 'page', 'p50, ms', 'requests', 'RU'], rows);
}

await compare();
console.log();
await grow();
await cloud.close();
process.exit();
