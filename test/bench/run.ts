/** `npm run bench -- NAME` runs `NAME.bench.ts`, which prints its table; without a name, lists them. */
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name = ''] = process.argv.slice(2);

if (names.includes(name)) await import(`./${name}.bench.ts`);
else {
  console.log(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exitCode = name === '' ? 0 : 1;
}
