/** The apps that the built one is compared with. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';

/** What the product imports on first use. */
const loadedLater = [
  '@azure/communication-email',
  '@azure/identity',
  '@azure/storage-queue',
  '@microsoft/microsoft-graph-client',
];

/** One empty function. */
export const buildFloor = (root: string, folder: string) =>
  buildApp(root, folder, { entryPoints: ['test/bench/cold-floor.ts'] });

/** The product as one file that loads everything when it starts. */
export function buildEager(root: string, folder: string) {
  const imports = loadedLater.map((name, n) => `import * as sdk${n} from '${name}';`);
  const kept = `globalThis.kept = [${loadedLater.map((_, n) => `Object.keys(sdk${n})`)}];`;
  const contents = [...imports, kept, "import './functions/index.ts';"].join('\n');
  return buildApp(root, folder, { stdin: { contents, resolveDir: root } });
}

async function buildApp(root: string, folder: string, entry: BuildOptions): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await build({
    ...entry,
    ...{ absWorkingDir: root, outfile: `${folder}/main.cjs`, bundle: true, minify: true },
    ...{ platform: 'node', target: 'node22', format: 'cjs', external: ['@azure/functions-core'] },
    logLevel: 'error',
  });
  writeFileSync(`${folder}/package.json`, '{"main": "main.cjs"}');
  cpSync(`${root}host.json`, `${folder}/host.json`);
  return folder;
}
