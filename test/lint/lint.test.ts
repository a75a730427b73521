/** The linter's own rules of this project: each one fires where it should, so that one that silently stops is seen. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Diagnostic {
  category: string;
  message: string;
  location: { path: string };
}

const rules = {
  plugin: 'plugin',
  imports: 'lint/style/noRestrictedImports',
  globals: 'lint/style/noRestrictedGlobals',
  environment: 'lint/style/noProcessEnv',
};

/** What a pure file may not hold, and the rule that says so. */
const impure: Record<string, [code: string, rule: string]> = {
  'the clock': ['export const at = Date.now();', rules.plugin],
  'a new date': ['export const at = new Date();', rules.plugin],
  'a date without new': ['export const at = Date();', rules.plugin],
  'an alias of the clock': ['const Clock = Date;\nexport const at = new Clock();', rules.plugin],
  'another name of the clock': ['export const at = performance.now();', rules.plugin],
  randomness: ['export const roll = Math.random();', rules.plugin],
  'an alias of randomness': ['const M = Math;\nexport const roll = M;', rules.plugin],
  'an async function': ['export async function go() {}', rules.plugin],
  'an async arrow': ['export const go = async () => {};', rules.plugin],
  'an async method': ['export const it = { async go() {} };', rules.plugin],
  'a dynamic import': ["export const go = () => import('./other.ts');", rules.plugin],
  'the environment': ['export const home = process.env.HOME;', rules.environment],
  'the process': ['export const at = process.uptime();', rules.globals],
  'the network': ["export const go = () => fetch('https://a.example');", rules.globals],
  'a timer': ['export const go = () => setTimeout(() => {}, 1);', rules.globals],
  'the console': ["console.log('hello');", rules.globals],
  'random ids': ['export const id = crypto.randomUUID();', rules.globals],
  'ambient state': ['export const all = globalThis;', rules.globals],
  ...importsOf('a pure file', [
    '@azure/cosmos',
    '@azure/functions',
    '@microsoft/microsoft-graph-client',
    'jose',
    'node:crypto',
    'node:fs',
    '../azure/documents.ts',
    '../http/answer.ts',
    '../access/member-store.ts',
    '../directory/graph.ts',
    '../letters/mailer.ts',
    '../config.ts',
    '../deps.ts',
    '../../functions/app.ts',
    '../../infra/local/cloud.ts',
    '../../test/functions/harness.ts',
  ]),
};

function importsOf(who: string, modules: string[]): Record<string, [string, string]> {
  return Object.fromEntries(
    modules.map((module) => [`${module}, in ${who}`, [`export * from '${module}';`, rules.imports]]),
  );
}

/** What the product may not hold where it may do everything else. */
const estranged = importsOf('the product', ['../../infra/local/cloud.ts', '../../test/functions/harness.ts']);
const pure = Object.entries(impure);
const impureFiles = [
  'shared/access/some-store.ts',
  'shared/azure/some.ts',
  'shared/http/some.ts',
  'functions/deep/some.ts',
];
const fileOf = (index: number) => `shared/letters/impure-${index}.ts`;

let folder = '';
let found: Diagnostic[] = [];

function write(path: string, code: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${code}\n`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const name of ['biome.json', 'lint'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  pure.forEach(([, [code]], index) => {
    write(fileOf(index), code);
  });
  const all = Object.values(estranged).map(([code]) => code);
  for (const path of impureFiles) write(path, [...all, 'export const home = process.env.HOME;'].join('\n'));
  for (const path of impureFiles) write(path.replace('some', 'clean'), 'export const at = Date.now();');
  write(
    'shared/letters/clean.ts',
    "import { covers } from '../access/member.ts';\nexport const day = new Date(0);\nexport { covers };",
  );
  found = lint();
});
afterAll(() => rmSync(folder, { recursive: true }));

function lint(): Diagnostic[] {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return JSON.parse(stdout).diagnostics;
}

const ruled = (path: string) =>
  found.filter(({ location }) => location.path === path).map(({ category }) => category);

describe('given a pure file', () => {
  test.each(pure.map(([name, [, rule]], index) => [name, rule, index] as const))(
    'when it holds %s, then %s refuses it',
    (_, rule, index) => {
      expect(ruled(fileOf(index))).toContain(rule);
    },
  );

  test('when it computes with values it was given, then nothing is refused', () => {
    expect(ruled('shared/letters/clean.ts')).toEqual([]);
  });
});

describe.each(impureFiles)('given %s, which may touch the world', (path) => {
  test('when it imports a stand-in or a test, or reads the environment, then it is refused', () => {
    expect(ruled(path).filter((rule) => rule === rules.imports)).toHaveLength(2);
    expect(ruled(path)).toContain(rules.environment);
  });

  test('when it looks at the clock, then nothing is refused', () => {
    expect(ruled(path.replace('some', 'clean'))).toEqual([]);
  });
});
