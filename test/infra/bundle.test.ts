/** The folder that is deployed: what lies in it, what it asks for, what a start loads, and whose work it contains. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const read = (path: string) => readFileSync(`${dist}/${path}`, 'utf8');

/** Imported on first use. */
const later = /\.then\(\(\)=>\w*\(?require\("([^"]+)"\)/g;
const all = /\brequire\("([^"]+)"\)/g;
const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id = '']) => id);

/** The file, and every piece it leads to. */
function reached(file: string, textOf: (path: string) => string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const id of idsIn(textOf(file), all))
    if (id.startsWith('.')) reached(posix.join(posix.dirname(file), id), textOf, found);
  return found;
}

const everything = [...reached('main.cjs', read)];
const atStart = [...reached('main.cjs', (path) => read(path).replaceAll(later, ''))];

const sourcesOf = (files: string[]) =>
  files.flatMap((file) => {
    const { sources }: { sources: string[] } = JSON.parse(read(`${file}.map`));
    return sources.map((source) =>
      // A package that is bundled already names itself.
      source.startsWith('webpack:')
        ? source.replace(/^webpack:\/+/, 'node_modules/')
        : posix.join('dist', posix.dirname(file), source),
    );
  });
/** Their folders: the innermost one that a package manager made. */
const packagesOf = (files: string[]) => [
  ...new Set(
    sourcesOf(files).flatMap((source) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? []),
  ),
];
const nameOf = (folder: string) => folder.replace(/^.*node_modules\//, '');

describe('given the built folder', () => {
  test('when it is listed, then it holds the entry, the pieces it leads to, and what the platform and the law ask for', () => {
    const listed = readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map(({ parentPath, name }) => relative(dist, `${parentPath}/${name}`).replaceAll(sep, '/'));

    expect(listed.sort()).toEqual(
      [
        ...everything.flatMap((file) => [file, `${file}.map`]),
        ...['THIRD-PARTY-NOTICES.txt', 'host.json', 'package.json'],
      ].sort(),
    );
    expect(JSON.parse(read('package.json'))).toMatchObject({ main: 'main.cjs' });
    expect(read('host.json')).toBe(read('../host.json'));
  });

  test('when it asks for modules, then they are those of Node and of the worker', () => {
    const asked = everything.flatMap((file) => idsIn(read(file), all)).filter((id) => !id.startsWith('.'));

    expect(asked.filter((id) => !isBuiltin(id) && id !== '@azure/functions-core')).toEqual([]);
  });

  test('when it is traced to its sources, then they are the product and its dependencies: no stand-in, no test', () => {
    const sources = sourcesOf(everything);
    const own = sources.filter((source) => /^\w+\//.test(source) && !source.startsWith('node_modules/'));
    const inDist = new Set(everything.map((file) => `dist/${file}`));

    expect(own.filter((source) => !/^(functions|shared)\//.test(source) && !inDist.has(source))).toEqual([]);
    expect(own).toContain('functions/index.ts');
    expect(
      packagesOf(everything).filter((folder) =>
        /\/(azurite|selfsigned|fast-check|vitest|esbuild)$/.test(folder),
      ),
    ).toEqual([]);
  });

  test('when it starts, then what only timers, queues and telemetry need is not loaded, and what is loaded is less than a megabyte', () => {
    const names = packagesOf(atStart).map(nameOf);

    expect(atStart.map((file) => read(file).length).reduce((sum, size) => sum + size)).toBeLessThan(
      1_000_000,
    );
    expect(
      names.filter((name) => /identity|msal|storage|communication|graph-client|exporter|sdk-/.test(name)),
    ).toEqual([]);
    expect(packagesOf(everything).map(nameOf)).toEqual(
      expect.arrayContaining([
        '@azure/identity',
        '@azure/storage-queue',
        '@azure/communication-email',
        '@microsoft/microsoft-graph-client',
      ]),
    );
  });
});

describe('given the notices beside it', () => {
  const free = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
  const [, ...entries] = read('THIRD-PARTY-NOTICES.txt').split(/^={80}\n/m);
  const notices = new Map(
    entries.map((entry) => {
      const [packageId = '', license = '', , ...text] = entry.split('\n');
      return [packageId, { license, text: text.join('\n') }];
    }),
  );

  test('when each package in it is looked up, then there is its licence, word for word', () => {
    const wanted = packagesOf(everything).map((folder) => {
      const { name, version } = JSON.parse(read(`../${folder}/package.json`));
      return `${name} ${version}`;
    });

    expect([...notices.keys()].sort()).toEqual([...new Set(wanted)].sort());
    expect([...notices].filter(([, { text }]) => !/permi|copyright/i.test(text))).toEqual([]);
  });

  test('when the licences are compared with those we may pass on, then there is no other', () => {
    expect([...notices].filter(([, { license }]) => !free.includes(license))).toEqual([]);
  });
});
