/** Starts a fixture app on a local host of its own, which is closed when the test ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type HostOptions, type LocalHost, startHost } from '../../../../infra/local/host/host.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

type Line = { level: string; category: string; message: string };

export interface Fixture {
  host: LocalHost;
  lines: Line[];
  get(path: string, init?: RequestInit): Promise<Response>;
  json(path: string, init?: RequestInit): Promise<unknown>;
}

type Options = Partial<HostOptions> & { hostJson?: object };

export async function startFixture(name: string, { hostJson, ...options }: Options = {}): Promise<Fixture> {
  const lines: Line[] = [];
  const appDirectory = fixtureFolder(name, hostJson);
  const log = (level: string, category: string, message: string) =>
    void lines.push({ level, category, message });
  const host = await startHost({ appDirectory, settings: {}, log, ...options });
  onTestFinished(() => host.close());
  const get = (path: string, init?: RequestInit) => fetch(host.url + path, init);
  return { host, lines, get, json: async (path, init) => (await get(path, init)).json() };
}

/** A folder as the host wants it, whose `main` is the fixture where it lies, so that it finds its packages. */
export function fixtureFolder(name: string, hostJson: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'host-fixture-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const main = relative(folder, join(fixtures, `${name}.cjs`));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ main }));
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ version: '2.0', ...hostJson }));
  return folder;
}

export const asJson = (value: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
