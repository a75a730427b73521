/** Disables each rule of one table in turn and runs the tests that know it, in a process of its own: two vitests in one process share what they load. */
import { resolve } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { type Disabled, disabling, exportOf } from './disabling.ts';
import { type Rule, rulesOf, unchanged } from './rules.ts';
import { type Table, tableNamed } from './tables.ts';

export interface Result {
  rules: number;
  /** Names of rules that no test misses. */
  survivors: string[];
}

let disabled: Disabled | undefined;

function load(table: Table, vitest: Vitest): Promise<Record<string, unknown>> {
  vitest.invalidateFile(resolve(table.file));
  return vitest.import(resolve(table.file));
}

async function isNoticed(table: Table, rule: Rule, vitest: Vitest): Promise<boolean> {
  disabled = { table, rule };
  vitest.invalidateFile(resolve(table.file));
  const tests = await vitest.globTestSpecifications(table.tests.map((test) => resolve('test/shared', test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(tests);
  if (testModules.length === 0) throw new Error(`${table.name} has no tests`);
  disabled = undefined;
  return unhandledErrors.length > 0 || testModules.some((one) => one.state() === 'failed');
}

async function examine(table: Table, vitest: Vitest): Promise<Result> {
  const all = rulesOf(table, (await load(table, vitest))[exportOf(table)]);
  if (await isNoticed(table, unchanged, vitest))
    throw new Error(`Its tests fail by themselves: ${table.tests}`);
  const known = Object.keys(table.unnoticed ?? {});
  const gone = known.filter((name) => !all.some((rule) => rule.name === name));
  if (gone.length > 0) throw new Error(`There is no rule ${gone}`);
  const rules = all.filter(({ name }) => !known.includes(name));
  const survivors: string[] = [];
  for (const rule of rules) if (!(await isNoticed(table, rule, vitest))) survivors.push(rule.name);
  return { rules: rules.length, survivors };
}

const [name = ''] = process.argv.slice(2);
const vitest = await createVitest(
  {
    config: 'vitest.pure.config.ts',
    watch: false,
    reporters: [{}],
    maxWorkers: 1,
    isolate: false,
    update: 'none',
  },
  { plugins: [disabling(() => disabled)] },
);
const result = await examine(tableNamed(name), vitest);
await vitest.close();
// Vitest says 1 where tests have failed, as they should.
process.exitCode = 0;
console.log(JSON.stringify(result));
