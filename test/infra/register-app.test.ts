/** infra/register-app.sh as a person runs it, again and again, against a stand-in of `az`; not against Entra. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from './programs.ts';

const standIn = fileURLToPath(new URL('./register-app-az.ts', import.meta.url));
const olivia = '0b1171a0-0000-4000-8000-000000000001';
const deployed = {
  MANAGED_IDENTITY_PRINCIPAL_ID: 'identity',
  PORTAL_ORIGINS: 'https://a.example https://b.example',
};
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-app-'));
  const az = `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`;
  writeFileSync(join(folder, 'az'), az, { mode: 0o755 });
  given({});
});
afterEach(() => rmSync(folder, { recursive: true }));

function given(there: object): void {
  const entra = { registered: true, web: [], spa: [], credentials: {}, operators: [], ...there };
  writeFileSync(join(folder, 'entra.json'), JSON.stringify(entra));
}
const entra = () => JSON.parse(readFileSync(join(folder, 'entra.json'), 'utf8'));

function run(args: string[], env: Record<string, string> = {}) {
  const { status, stdout } = spawnSync('bash', [`${root}infra/register-app.sh`, ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      ...env,
      ENTRA: join(folder, 'entra.json'),
      PATH: `${folder}${delimiter}${process.env.PATH}`,
    },
  });
  return { status, said: stdout.trim() };
}

describe.skipIf(process.platform === 'win32')('given the registration of the app', () => {
  test('when it is made twice, then both times its client id is told', () => {
    given({ registered: false });
    expect([run(['create']), run(['create'])]).toEqual([
      { status: 0, said: 'client-id' },
      { status: 0, said: 'client-id' },
    ]);
  });

  test('when it is connected twice, then it knows every portal, and what it knew before', () => {
    given({ web: ['https://a.example/consented', 'https://old.example/consented'] });

    expect([run(['connect'], deployed).status, run(['connect'], deployed).status]).toEqual([0, 0]);
    const { web, spa, credentials } = entra();
    expect(web.sort()).toEqual(['a', 'b', 'old'].map((name) => `https://${name}.example/consented`));
    expect(spa.sort()).toEqual(['https://a.example/', 'https://b.example/']);
    expect(credentials).toEqual({ 'managed-identity': 'identity' });
  });

  test('when the identity was made anew, then connecting trusts the new one', () => {
    given({ credentials: { 'managed-identity': 'the one before' } });

    expect(run(['connect'], deployed).status).toBe(0);
    expect(entra().credentials).toEqual({ 'managed-identity': 'identity' });
  });

  test('when what it knows cannot be read, then nothing is written over it', () => {
    given({ web: null, spa: ['https://old.example/'] });

    expect(run(['connect'], deployed).status).not.toBe(0);
    expect(entra().spa).toEqual(['https://old.example/']);
  });

  test('when somebody is made operator twice, and taken away twice, then they are, and are not', () => {
    expect([run(['operator', olivia]).status, run(['operator', olivia]).status]).toEqual([0, 0]);
    expect(entra().operators).toEqual([olivia]);

    expect([run(['operator-remove', olivia]).status, run(['operator-remove', olivia]).status]).toEqual([
      0, 0,
    ]);
    expect(entra().operators).toEqual([]);
  });

  test('when it is asked for something else, then it says how it is used', () => {
    const { status, said } = run([]);
    expect([status, said.match(/register-app\.sh [\w-]+/g)?.length]).toEqual([1, 4]);
  });
});
