/** Disables each rule of each table in turn: `npm run test:rules`, or with names of tables. A rule that no test misses is a fault. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Result } from './examine.ts';
import { tableName, tables } from './tables.ts';

const asked = process.argv.slice(2);
const names = tables.map(tableName).filter((name) => asked.length === 0 || asked.includes(name));
const queue = [...names];
const results = new Map<string, Result>();

async function work(): Promise<void> {
  for (let name = queue.shift(); name; name = queue.shift()) {
    results.set(name, await examined(name));
  }
}

async function examined(name: string): Promise<Result> {
  const script = join(import.meta.dirname, 'examine.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, name]);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } catch (error) {
    const { message } = error as Error;
    return { rules: 0, survivors: [`anything: ${message}`] };
  }
}

const start = performance.now();
await Promise.all([work(), work()]);
const found = names.map((name) => ({ name, ...(results.get(name) ?? { rules: 0, survivors: [] }) }));
console.table(
  Object.fromEntries(
    found.map(({ name, rules, survivors }) => [
      name,
      { 'rules disabled': rules, 'tests failed': rules - survivors.length, survivors: survivors.length },
    ]),
  ),
);
const survivors = found.flatMap(({ name, survivors: its }) => its.map((rule) => `${name}: ${rule}`));
const rules = found.reduce((sum, one) => sum + one.rules, 0);
console.log(`${rules} rules in ${Math.round((performance.now() - start) / 1000)} s`);
for (const survivor of survivors) console.error(`No test misses ${survivor}`);
if (survivors.length > 0 || rules === 0) process.exitCode = 1;
