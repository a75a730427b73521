/** How long the built app takes from the start of its process to its first answer, against an app of one empty function on the same host; and what is in the bundle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startCloud } from '../../infra/local/cloud.ts';
import { listen } from '../../infra/local/http.ts';
import { samplesOf, seedPartners, seedVendor } from '../../infra/local/seed.ts';
import { buildEager, buildFloor } from './cold-apps.ts';
import { printContents } from './cold-contents.ts';
import { median, printTable } from './harness.ts';

const [, , , given = '15', ...otherFolders] = process.argv;
const rounds = Number(given);
const root = fileURLToPath(new URL('../..', import.meta.url));
const hostFile = fileURLToPath(new URL('./cold-host.ts', import.meta.url));
const work = `${root}.local/bench-cold`;

const cloud = await startCloud({ log: () => undefined });
const samples = samplesOf(cloud).filter(({ organizationId }) => organizationId === 'contoso');
await seedVendor(cloud, samples);
await seedPartners(cloud, samples);
// Only the stand-ins go on.
await cloud.host.close();
const floor = await buildFloor(root, `${work}-floor`);
const eager = await buildEager(root, `${work}-eager`);
const certificate = `${work}-floor/ca.pem`;
writeFileSync(certificate, cloud.ca);
const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
});
const telemetryOn = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await listen(collector)}` };

/** An app, what it is asked first, and which settings it has beyond the common ones. */
interface Case {
  folder: string;
  path?: string;
  settings?: Record<string, string>;
}

const product = `${root}dist`;
const read = '/organizations/contoso';
const cases: Record<string, Case> = {
  'one empty function': { folder: floor },
  'one empty function, the host without its queue client': {
    folder: floor,
    settings: { WITHOUT_QUEUE_CLIENT: 'yes' },
  },
  'the app: health': { folder: product },
  'the app: an organization, with a token': { folder: product, path: read },
  'telemetry on: health': { folder: product, settings: telemetryOn },
  'telemetry on: an organization': { folder: product, path: read, settings: telemetryOn },
  'everything loaded at start: health': { folder: eager },
  'everything loaded at start: an organization': { folder: eager, path: read },
};
for (const folder of otherFolders) {
  cases[`${folder}: health`] = { folder };
  cases[`${folder}: an organization`] = { folder, path: read };
}

/** Milliseconds by the clock, and of CPU in the process. */
async function startAndAsk({ folder, path = '/health', settings }: Case): Promise<Took> {
  const env = { ...process.env, ...cloud.settings, ...settings, NODE_EXTRA_CA_CERTS: certificate };
  const began = performance.now();
  const child = spawn(process.execPath, [hostFile, folder], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const [address] = await once(child.stdout, 'data');
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const response = await fetch(`${String(address).trim()}/api/v1${path}`, { headers });
  await response.text();
  const clock = performance.now() - began;
  if (!response.ok) throw new Error(`${folder} answered ${response.status}`);
  child.stdin.end();
  const [cpu] = await once(child.stdout, 'data');
  await once(child, 'exit');
  return { clock, cpu: Number(cpu) };
}

interface Took {
  clock: number;
  cpu: number;
}

const token = await cloud.identity.tokenFor('olivia');
const all = new Map<string, Took[]>(Object.keys(cases).map((name) => [name, []]));
// In turns, so that whatever the machine does meets all.
for (let round = 0; round < rounds; round += 1)
  for (const [name, each] of Object.entries(cases)) all.get(name)?.push(await startAndAsk(each));

const middle = (taken: Took[], what: keyof Took) => median(taken.map((each) => each[what]));
const [bare = []] = all.values();
printTable(
  ['process start to first answer', 'ms', 'ratio', 'CPU ms', 'ratio'],
  [...all].map(([name, taken]) => [
    name,
    ...(['clock', 'cpu'] as const).flatMap((what) => [
      middle(taken, what).toFixed(0),
      (middle(taken, what) / middle(bare, what)).toFixed(2),
    ]),
  ]),
);
console.log();
await printContents();
await cloud.close();
process.exit();
