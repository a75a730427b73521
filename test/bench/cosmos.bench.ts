/** What requests to the Cosmos DB stand-in cost, in its own process, relative to a point read of the same run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { type Container, CosmosClient } from '@azure/cosmos';
import { emulatorKey } from '../../infra/local/cosmos/server.ts';
import { median, printTable, timed } from './harness.ts';

const program = fileURLToPath(new URL('../../infra/local/cosmos/main.ts', import.meta.url));
const sizes = [1_000, 10_000, 100_000];
const perPartition = 10;

interface Running {
  readonly process: ChildProcess;
  readonly endpoint: string;
  readonly startMs: number;
}

function start(): Promise<Running> {
  const before = performance.now();
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  return new Promise((resolve) => {
    child.stdout.once('data', (text: Buffer) => {
      const endpoint = /http:\S+/.exec(text.toString())?.[0] ?? '';
      resolve({ process: child, endpoint, startMs: performance.now() - before });
    });
  });
}

async function startUp(): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const running = await start();
    times.push(running.startMs);
    running.process.kill();
  }
  return median(times);
}

/** Linux only: megabytes of memory that the process really uses. */
function megabytes({ process: { pid } }: Running): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** What the network and the HTTP library alone cost. */
async function constantMs(): Promise<number> {
  const text = JSON.stringify(itemOf(0));
  const server = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const ask = () =>
    new Promise((resolve) =>
      get({ port, host: '127.0.0.1', agent }, (found) => found.resume().on('end', resolve)),
    );
  const ms = await timed(ask, 500);
  agent.destroy();
  server.close();
  return ms;
}

/** 0.6 KB with the system properties. */
const itemOf = (n: number) => ({
  id: `${n}`,
  pk: `p${Math.floor(n / perPartition)}`,
  ref: `r${n}`,
  kind: `k${n % 7}`,
  text: 'x'.repeat(330),
});

async function load(container: Container, from: number, to: number): Promise<number> {
  const start = performance.now();
  for (let n = from; n < to; n += 100) {
    const items = Array.from({ length: Math.min(100, to - n) }, (_, at) => itemOf(n + at));
    await container.items.bulk(items.map((resourceBody) => ({ operationType: 'Create', resourceBody })));
  }
  return performance.now() - start;
}

async function measure(container: Container, count: number) {
  const some = (n: number) => (n * 7919) % count;
  const query = (text: string, options = {}) => container.items.query(text, options).fetchAll();
  const operations: Record<string, (n: number) => Promise<unknown>> = {
    'point read': (n) => container.item(`${some(n)}`, itemOf(some(n)).pk).read(),
    create: (n) => container.items.create({ ...itemOf(n), id: randomUUID(), pk: 'extra' }),
    'partition query, 10 items': (n) => query('SELECT * FROM c', { partitionKey: itemOf(some(n)).pk }),
    'equality query, all partitions': (n) => query(`SELECT * FROM c WHERE c.ref = "r${some(n)}"`),
    'narrow range, all partitions': (n) =>
      query(`SELECT * FROM c WHERE c.ref >= "r${some(n)}" AND c.ref < "r${some(n)}!"`),
  };
  // Round by round, so that a slow moment of the machine hits all of them.
  const rounds: Record<string, number[]> = Object.fromEntries(
    Object.keys(operations).map((name) => [name, []]),
  );
  for (let round = 0; round <= 7; round += 1) {
    for (const [name, run] of Object.entries(operations)) {
      const ms = await timed(run, 200, 1);
      // The first round only warms up.
      if (round > 0) rounds[name]?.push(ms);
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, ms]) => [name, median(ms)]));
}

const startMs = await startUp();
const constant = await constantMs();
const running = await start();
const empty = megabytes(running);
const client = new CosmosClient({ endpoint: running.endpoint, key: emulatorKey });
const { database } = await client.databases.createIfNotExists({ id: 'bench' });
const { container } = await database.containers.createIfNotExists({ id: 'items', partitionKey: '/pk' });

const rows: (string | number)[][] = [];
let loaded = 0;
let loadMs = 0;
for (const size of sizes) {
  const added = size - loaded;
  const ms = await load(container, loaded, size);
  loadMs += ms;
  loaded = size;
  const figures = await measure(container, size);
  const read = figures['point read'] ?? Number.NaN;
  const all = { ...figures, 'bulk create, per item': ms / added };
  for (const [name, each] of Object.entries(all)) {
    rows.push([size, name, each.toFixed(3), (each / read).toFixed(2), (each / constant).toFixed(1)]);
  }
}
printTable(['items', 'operation', 'ms', 'point reads', 'constant answers'], rows);
console.log(`\nconstant answer of node:http ${constant.toFixed(3)} ms; ready after ${startMs.toFixed(0)} ms`);
console.log(
  `100,000 items loaded in ${(loadMs / 1000).toFixed(1)} s; memory ${empty.toFixed(0)} MB empty, ${megabytes(running).toFixed(0)} MB full`,
);
client.dispose();
running.process.kill();
