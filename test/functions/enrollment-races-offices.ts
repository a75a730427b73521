/** A company with an enrollment for each round of a race: many locations in one program, or one location in many. */
import { type Client, must } from '../../infra/local/client.ts';
import { type Company, eligible, type Figures, found, row } from './company.ts';
import type { TestCloud } from './harness.ts';

const terms = {
  name: 'A race',
  guideUrl: 'https://partner.example/guides/race',
  state: 'active',
  openToAll: false,
  versions: [
    { effectiveFrom: '2020-01-01', rule: { kind: 'revenue', level: 'location', atLeastUsd: 25_000 } },
  ],
  requirements: [] as { requirement: string; name: string }[],
  calendar: {},
  offBoarding: 'atOnce',
};

export interface Offices {
  cloud: TestCloud;
  company: Company;
  ines: Client;
  operator: Client;
  /** The enrollments, one for each round: all of them invited. */
  paths: string[];
}

let programs = 0;

async function addProgram(cloud: TestCloud, own: object): Promise<string> {
  programs += 1;
  const programId = `race-${programs}`;
  await must(cloud.as('olivia').put(`/programs/${programId}`, { ...terms, ...own }));
  return programId;
}

export async function offices(cloud: TestCloud, rounds: number, own: object = {}): Promise<Offices> {
  const programId = await addProgram(cloud, own);
  const operator = cloud.as('olivia');
  const company = await found(cloud);
  const mpnIds = Array.from({ length: rounds }, (_, n) => String(Number(company.globalMpnId) + 100 + n));
  for (const mpnId of mpnIds)
    await must(operator.put(`${company.path}/locations/${mpnId}`, { name: mpnId, country: 'SE' }));
  const paths = mpnIds.map((mpnId) => company.enrollment(mpnId, programId));
  await company.report(Object.fromEntries(mpnIds.map((mpnId) => [mpnId, eligible])));
  return { cloud, company, operator, ines: company.as('ines'), paths };
}

const open = { openToAll: true, versions: [] };

/** Nothing is stored of any of them. */
export async function openPrograms(cloud: TestCloud, rounds: number): Promise<Offices> {
  const company = await found(cloud);
  const paths: string[] = [];
  for (let n = 0; n < rounds; n += 1)
    paths.push(company.enrollment(company.locations[0], await addProgram(cloud, open)));
  await cloud.settle();
  return { cloud, company, operator: cloud.as('olivia'), ines: company.as('ines'), paths };
}

const mpnIdOf = (path: string) => path.split('/').at(-3) ?? '';

/** New figures of one location, which are answered before anybody looks at them. */
export function report({ company, operator }: Offices, path: string, figures: Figures) {
  const locations = [row(mpnIdOf(path), figures)];
  return operator.put(`${company.path}/facts`, { asOf: '2027-02-19', locations });
}

export function discontinue({ operator }: Offices, path: string) {
  const change = { ...terms, ...open, state: 'discontinued' };
  return operator.put(`/programs/${path.split('/').at(-1)}`, change, { 'if-match': '*' });
}

/** Enrolls where there is nothing to lose, and says under which ETag it is stored. */
export async function entered({ ines }: Offices, path: string): Promise<Record<string, string>> {
  return { 'if-match': (await must(ines.put(path, undefined, await read(ines, path)))).body.etag };
}

export async function read(client: Client, path: string): Promise<Record<string, string>> {
  const etag = (await client.get(path)).headers.get('etag');
  return etag ? { 'if-match': etag } : {};
}
