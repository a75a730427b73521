/** Builds the deployable folder: one entry, which needs nothing from outside but what the Functions worker supplies. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist`;
const files = ['main.cjs', 'main.cjs.map', 'host.json', 'package.json'];

// Replaced file by file, so that a host that starts meanwhile finds a whole app.
mkdirSync(folder, { recursive: true });
for (const other of readdirSync(folder).filter((name) => !files.includes(name)))
  rmSync(`${folder}/${other}`, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['functions/index.ts'],
  outfile: `${folder}/main.cjs`,
  bundle: true,
  minify: true,
  sourcemap: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['@azure/functions-core'],
  logLevel: 'warning',
});
cpSync(`${root}host.json`, `${folder}/host.json`);
const manifest = { name: 'incentive-enrollment', private: true, main: 'main.cjs' };
writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
