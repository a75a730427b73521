/** Builds the deployable folder: one entry, which needs nothing from outside but what the Functions worker supplies. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname;
const folder = `${root}dist`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
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
