/** `node infra/local/cosmos/main.ts --port N --faults FILE`: the stand-in as a program of its own. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Fault } from './faults.ts';
import { startCosmos } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, faults: { type: 'string' } } });

const faults: Fault[] = values.faults === undefined ? [] : JSON.parse(readFileSync(values.faults, 'utf8'));
const cosmos = await startCosmos({ port: Number(values.port ?? 0) });
for (const fault of faults) cosmos.faults.add(fault);
console.log(`endpoint ${cosmos.endpoint}\nkey      ${cosmos.key}`);
