/** What a sync of a large directory costs, against a loop that fetches, reads and writes the same and decides nothing. Stand-ins and readers have a process each. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { emulatorKey } from '../../infra/local/cosmos/server.ts';
import { createDatabase } from '../../infra/local/database.ts';
import { median, printTable } from './harness.ts';

const users = Number(process.argv[3] ?? 100_000);
const rounds = 3;
/** V8 takes as much as it likes before it collects, also where nothing is kept. Held to a heap of this size, resident memory tells what the work needs. */
const heap = ['--max-semi-space-size=4', '--max-old-space-size=64'];

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

function start(file: string, ...parameters: string[]): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [at(file), ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    child.stdout.once('data', (text: Buffer) => resolve({ child, said: text.toString() }));
  });
}

const Figures = z.object({
  ms: z.number(),
  grownMb: z.number(),
  changed: z.number().optional(),
  again: z.object({ ms: z.number(), changed: z.number(), batches: z.number() }).optional(),
});

/** One reading into an empty database. */
async function read(kind: 'sync' | 'bare', graph: unknown) {
  const { child, said } = await start('../../infra/local/cosmos/main.ts');
  const cosmos = { endpoint: /http:\S+/.exec(said)?.[0] ?? '', key: emulatorKey };
  await createDatabase(cosmos);
  const setting = JSON.stringify({ kind, cosmos, graph });
  const command = [...heap, at('./directory-run.ts'), setting];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  child.kill();
  return Figures.parse(JSON.parse(stdout));
}

const tenant = await start('./directory-graph.ts', String(users));
const graph: unknown = JSON.parse(tenant.said);
const rows: (string | number)[][] = [];
const ratios: number[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const bare = await read('bare', graph);
  const sync = await read('sync', graph);
  const ratio = sync.ms / bare.ms;
  ratios.push(ratio);
  const seconds = [bare.ms, sync.ms].map((ms) => (ms / 1000).toFixed(1));
  rows.push([
    round,
    ...seconds,
    ratio.toFixed(2),
    bare.grownMb.toFixed(0),
    sync.grownMb.toFixed(0),
    sync.changed ?? 0,
    sync.again?.changed ?? -1,
    sync.again?.batches ?? -1,
    (sync.again?.ms ?? 0).toFixed(0),
  ]);
}
tenant.child.kill();
console.log(`${users} users in pages of 200`);
printTable(
  [
    'round',
    'bare loop, s',
    'sync, s',
    'ratio',
    'bare: MB grown',
    'sync: MB grown',
    'members written',
    'again: members',
    'again: batches',
    'again: ms',
  ],
  rows,
);
console.log(`\nmedian ratio ${median(ratios).toFixed(2)}`);
