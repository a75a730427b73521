/** What the benchmarks of passes over organizations share: a database of their own, and work in processes of their own with what it asked of the database. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { fill } from './rollover-data.ts';

/** V8 takes as much as it likes before it collects, also where nothing is kept. Held to a heap of this size, resident memory tells what the work needs, and the clock nothing. */
const heap = ['--max-semi-space-size=4', '--max-old-space-size=128'];
const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const Started = z.object({ endpoint: z.string(), key: z.string() });
const Spent = z.object({
  requests: z.record(z.string(), z.number()),
  charge: z.number(),
  cpuMs: z.number(),
});
const Figures = z.object({
  ms: z.number(),
  cpuMs: z.number(),
  peakMb: z.number(),
  decisions: z.number(),
});
export type Work = 'rollover' | 'reconcile' | 'read' | 'bare' | 'floor' | 'naive';
export type Measured = z.infer<typeof Figures> & {
  databaseCpuMs: number;
  /** All of them: reads, writes, queries and their plans. */
  requests: number;
  charge: number;
  writes: number;
};

type Spent = z.infer<typeof Spent>;
const writing = ['batch', 'bulk', 'create', 'replace', 'patch', 'upsert', 'delete'];

function measured(figures: z.infer<typeof Figures>, before: Spent, after: Spent): Measured {
  const asked = Object.entries(after.requests).map(([name, count]) => ({
    name,
    count: count - (before.requests[name] ?? 0),
  }));
  const sum = (of: typeof asked) => of.reduce((total, { count }) => total + count, 0);
  return {
    ...figures,
    databaseCpuMs: after.cpuMs - before.cpuMs,
    requests: sum(asked),
    writes: sum(asked.filter(({ name }) => writing.includes(name))),
    charge: after.charge - before.charge,
  };
}

/** So many organizations, all of them enrolled in FY27, in a database that then takes so many milliseconds for an answer. */
export async function openDatabase(organizations: number, latencyMs = 0) {
  const child = fork(at('./rollover-database.ts'), { execArgv: ['--max-old-space-size=12000'] });
  const [said]: unknown[] = await once(child, 'message');
  const address = Started.parse(said);
  await fill(address, organizations);
  const ask = async (question: string | number) => {
    child.send(question);
    const [told]: unknown[] = await once(child, 'message');
    return Spent.parse(told);
  };
  const spent = () => ask('spent');
  if (latencyMs > 0) await ask(latencyMs);
  /** A process goes on with the same work at another time, as an instance does. */
  const working = new Map<string, ChildProcess>();
  const start = async (kind: Work, { count = organizations, narrow = false }) => {
    const setting = JSON.stringify({ kind, address, organizations: count });
    const known = working.get(`${setting}${narrow}`);
    if (known) return known;
    const started = fork(at('./rollover-run.ts'), [setting], { execArgv: narrow ? heap : [] });
    working.set(`${setting}${narrow}`, started);
    await once(started, 'message');
    return started;
  };
  const run = async (
    kind: Work,
    now: string,
    how: { count?: number; narrow?: boolean } = {},
  ): Promise<Measured> => {
    const worker = await start(kind, how);
    const before = await spent();
    worker.send(now);
    const [said]: unknown[] = await once(worker, 'message');
    return measured(Figures.parse(said), before, await spent());
  };
  const close = () => {
    for (const one of [child, ...working.values()]) one.kill();
  };
  return { run, close };
}
