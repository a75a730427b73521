/**
 * The next two releases of the app, as docs/operate.md has a stored shape changed: members get a department. The first reads both shapes
 * and writes the old one, the second writes the new one. They are built from the sources with these few lines changed.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Edit {
  file: string;
  from: string;
  to: string;
}

const memberFile = 'shared/access/member.ts';
const asStored = "kind: z.literal('member'),\n  schemaVersion: z.literal(1),";
const oneOrTwo = 'z.union([z.literal(1), z.literal(2)])';
const known: Edit = {
  file: 'shared/azure/documents.ts',
  from: 'const newestRead: Readonly<Record<string, number>> = {}',
  to: 'const newestRead: Readonly<Record<string, number>> = { member: 2 }',
};

const releases = {
  /** A document stays what it is; new ones are of version 1. */
  readsBoth: [
    known,
    {
      file: memberFile,
      from: asStored,
      to: `kind: z.literal('member'),
  schemaVersion: ${oneOrTwo},
  department: z.optional(z.nullable(z.string())),`,
    },
  ],
  /** What is read of version 1 is turned into version 2 while it is parsed. */
  writesNew: [
    known,
    {
      file: memberFile,
      from: asStored,
      to: `kind: z.literal('member'),
  schemaVersion: z.pipe(${oneOrTwo}, z.transform(() => 2 as const)),
  department: z._default(z.nullable(z.string()), null),`,
    },
    {
      file: 'shared/directory/profiles.ts',
      from: 'schemaVersion: 1 as const,',
      to: "schemaVersion: 2 as const, department: 'Partner management',",
    },
  ],
} satisfies Record<string, Edit[]>;
export type Release = keyof typeof releases;

/** Builds a release into a folder that a host can run. Rejects where the sources have lost a line that it changes. */
export async function buildRelease(release: Release, folder: string): Promise<string> {
  const directory = join(folder, release);
  mkdirSync(directory, { recursive: true });
  await build({
    ...{ absWorkingDir: root, entryPoints: ['functions/index.ts'], outfile: join(directory, 'main.cjs') },
    ...{ bundle: true, platform: 'node', target: 'node22', format: 'cjs', logLevel: 'silent' },
    external: ['@azure/functions-core'],
    plugins: [edited(releases[release])],
  });
  writeFileSync(join(directory, 'package.json'), '{"main": "main.cjs"}');
  copyFileSync(join(root, 'host.json'), join(directory, 'host.json'));
  return directory;
}

function edited(edits: readonly Edit[]): Plugin {
  return {
    name: 'a release',
    setup(release) {
      for (const { file, from, to } of edits)
        release.onLoad({ filter: new RegExp(`[\\\\/]${file.replaceAll('/', '[\\\\/]')}$`) }, ({ path }) => {
          const text = readFileSync(path, 'utf8');
          if (!text.includes(from)) throw new Error(`${file} no longer has: ${from}`);
          return { contents: text.replace(from, to), loader: 'ts' };
        });
    },
  };
}
