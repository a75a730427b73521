/** Builds the deployable folder: one entry, which needs nothing from outside but what the Functions worker supplies. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { noticesOf } from './notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist`;

const { files, metafile } = await bundle(root, folder);
const manifest = { name: 'incentive-enrollment', private: true, main: 'main.cjs' };
const all: [path: string, text: string][] = [
  ['THIRD-PARTY-NOTICES.txt', noticesOf(metafile, root)],
  ['host.json', readFileSync(`${root}host.json`, 'utf8')],
  ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
  ...files,
];

// File by file, the entry last and what is old after it, so that a host that starts meanwhile finds a whole app.
for (const [path, text] of all) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const made = new Set(all.map(([path]) => join(path)));
for (const found of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(found.parentPath, found.name).slice(folder.length + 1);
  if (found.isFile() && !made.has(path)) rmSync(join(folder, path));
}
