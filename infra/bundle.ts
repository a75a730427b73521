/** Bundles the app: `main.cjs` holds what every start needs, the pieces beside it what is imported on first use. */
import { basename, join, relative, sep } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile, transform } from 'esbuild';

export interface Bundle {
  /** Path and text of each file; the entry comes last. */
  files: [path: string, text: string][];
  metafile: Metafile;
}

const entry = 'main.cjs';
const common = { minify: true, platform: 'node', target: 'node22', legalComments: 'none' } as const;

const options = {
  ...common,
  entryPoints: ['functions/index.ts'],
  bundle: true,
  // Only ES modules can be split; of a CommonJS package, what is imported on first use would lose its names.
  format: 'esm',
  mainFields: ['module', 'main'],
  splitting: true,
  entryNames: 'main',
  chunkNames: 'pieces/[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  external: ['@azure/functions-core'],
  sourcemap: 'inline',
  metafile: true,
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions;

/** `outdir` is where the files will lie; nothing is written. */
export async function bundle(root: string, outdir: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...options, absWorkingDir: root, outdir });
  // The bundler keeps pieces that only what it left out would have imported.
  const used = reached(metafile.outputs, nameIn(root, join(outdir, entry)));
  const pieces = outputFiles.filter(({ path }) => used.has(nameIn(root, path)));
  const files = await Promise.all(pieces.map((file) => asCommonJs(file, outdir)));
  return { files: files.flat().sort(([one], [other]) => placeOf(one) - placeOf(other)), metafile };
}

function reached(outputs: Metafile['outputs'], path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const piece of outputs[path]?.imports ?? []) if (!piece.external) reached(outputs, piece.path, found);
  return found;
}

const nameIn = (folder: string, path: string) => relative(folder, path).replaceAll(sep, '/');
const placeOf = (path: string) => Number(path === entry);

/** CommonJS loads fastest, and packages that call `require` find that of Node. */
async function asCommonJs({ path, text }: OutputFile, outdir: string): Promise<[string, string][]> {
  const name = basename(path);
  const { code, map } = await transform(text, {
    ...common,
    format: 'cjs',
    sourcefile: name,
    sourcemap: 'external',
    supported: { 'dynamic-import': false },
    // Of the code that opens a browser to sign in, which nothing here does.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const file = nameIn(outdir, path);
  return [
    [`${file}.map`, map],
    [file, `${code}//# sourceMappingURL=${name}.map\n`],
  ];
}
