/** `npm run cosmos -- --port N --faults FILE`: the stand-in as a program of its own. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startCosmos } from './server.ts';

try {
  const { values } = parseArgs({ options: { port: { type: 'string' }, faults: { type: 'string' } } });
  const { port = '0', faults } = values;
  if (!/^\d+$/.test(port)) throw new Error(`--port ${port} is not a number.`);
  // Loaded only when asked for, so that a plain start stays quick.
  const plan = faults ? (await import('./fault.ts')).parseFaults(readFileSync(faults, 'utf8')) : [];
  const cosmos = await startCosmos({ port: Number(port) });
  for (const fault of plan) cosmos.faults.add(fault);
  console.log(`endpoint ${cosmos.endpoint}\nkey      ${cosmos.key}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
