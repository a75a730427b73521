/** The stand-in as a program: a port, a key that everybody knows, and a fault plan from a file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CosmosClient } from '@azure/cosmos';
import { afterEach, expect, test } from 'vitest';
import { emulatorKey } from '../../../../infra/local/cosmos/server.ts';
import { refusal } from './account.ts';

const program = fileURLToPath(new URL('../../../../infra/local/cosmos/main.ts', import.meta.url));
let running: ChildProcess | undefined;
afterEach(() => running?.kill());

const fileOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'cosmos-')), 'faults.json');
  writeFileSync(file, text);
  return file;
};

function start(...args: string[]): Promise<{ out: string; code: number | null }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  running = child;
  let out = '';
  return new Promise((resolve) => {
    const hear = (chunk: Buffer) => {
      out += chunk;
      if (out.includes('key ')) resolve({ out, code: null });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => resolve({ out, code }));
  });
}

test('it listens, takes the emulator key, and fails as the file says', async () => {
  const file = fileOf(
    '[{"operation":"read","status":449,"times":1},{"operation":"read","status":503,"times":9}]',
  );
  const { out } = await start('--port', '0', '--faults', file);
  const endpoint = /http:\S+/.exec(out)?.[0] ?? '';
  const client = new CosmosClient({ endpoint, key: emulatorKey });
  const { database } = await client.databases.createIfNotExists({ id: 'cli' });
  const { container } = await database.containers.createIfNotExists({ id: 'c', partitionKey: '/pk' });
  await container.items.create({ id: 'a', pk: 'x' });
  expect(await refusal(container.item('a', 'x').read())).toBe(449);
  expect(await refusal(container.item('a', 'x').read())).toBe(503);
  client.dispose();
});

const wrong: [string, string[], string][] = [
  ['a port that is none', ['--port', 'many'], '--port'],
  ['an option that is not known', ['--prot', '1'], '--prot'],
  ['a file that is not there', ['--faults', '/nowhere/faults.json'], '/nowhere/faults.json'],
  ['a fault plan that is none', ['--faults', fileOf('{"status":429}')], 'fault'],
  ['a fault that is misspelt', ['--faults', fileOf('[{"operatoin":"read"}]')], 'operatoin'],
];

test.each(wrong)('%s ends it with a sentence that names the cause', async (_name, args, cause) => {
  const { out, code } = await start(...args);
  expect(code).toBe(1);
  expect(out).toContain(cause);
});
