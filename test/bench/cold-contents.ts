/** What is in the bundle, by package: in the files that every start loads, and in the others. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../../infra/bundle.ts';
import { type Cell, printTable } from './harness.ts';

type Outputs = Awaited<ReturnType<typeof bundle>>['metafile']['outputs'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const shown = 16;
const kilobytes = (bytes: number) => Math.round(bytes / 1024);

/** Minified, in KB of 1,024 bytes. */
export async function printContents(): Promise<void> {
  const { metafile, files } = await bundle(root, `${root}dist`);
  const written = new Set(files.map(([path]) => `dist/${path}`));
  const start = loadedAtStart(metafile.outputs, 'dist/main.cjs');
  const packages = new Map<string, { start: number; later: number }>();
  for (const [path, { inputs }] of Object.entries(metafile.outputs).filter(([path]) => written.has(path)))
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? 'this project';
      const sizes = packages.get(name) ?? { start: 0, later: 0 };
      sizes[start.has(path) ? 'start' : 'later'] += bytesInOutput;
      packages.set(name, sizes);
    }
  printSizes([...packages].sort(([, one], [, other]) => sum(other) - sum(one)));
}

function loadedAtStart(outputs: Outputs, path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const piece of outputs[path]?.imports ?? [])
    if (piece.kind === 'import-statement' && !piece.external) loadedAtStart(outputs, piece.path, found);
  return found;
}

type Sizes = [name: string, sizes: { start: number; later: number }][];
const sum = ({ start, later }: { start: number; later: number }) => start + later;

function printSizes(packages: Sizes): void {
  const row = (name: string, some: Sizes): Cell[] => [
    name,
    kilobytes(some.reduce((total, [, { start }]) => total + start, 0)),
    kilobytes(some.reduce((total, [, { later }]) => total + later, 0)),
  ];
  const others = packages.slice(shown);
  printTable(
    ['package', 'at start, KB', 'on first use, KB'],
    [
      ...packages.slice(0, shown).map((one) => row(one[0], [one])),
      row(`${others.length} others`, others),
      row('all', packages),
    ],
  );
}
