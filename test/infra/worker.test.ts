/** The built app under a bare worker, where Node refuses every other file to read and every file to write. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCloud, startCloud } from '../../infra/local/cloud.ts';
import { samplesOf, seedFacts, seedPartners, seedVendor } from '../../infra/local/seed.ts';
import type { Call } from './worker.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** No package can be found from here. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'worker-')));
const [app, worker, certificate] = [`${folder}/app`, `${folder}/worker.mjs`, `${folder}/ca.pem`] as const;
/** Just after a minute began, so that the minute timer of the host that is seeded leaves the letters to the worker. */
const startAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 1);
let cloud: LocalCloud;

/** A process with these settings in its environment, and nothing else but the authority that the stand-ins are signed by. */
async function run(settings: Record<string, string>, calls: Call[] = []) {
  const readable = [`${app}/*`, worker, certificate].map((path) => `--allow-fs-read=${path}`);
  const { stdout, stderr } = spawn(
    process.execPath,
    ['--permission', ...readable, worker, app, JSON.stringify(calls)],
    { cwd: folder, env: { ...settings, NODE_EXTRA_CA_CERTS: certificate } },
  );
  const [answers, complaints] = await Promise.all([text(stdout), text(stderr)]);
  return { answers, complaints };
}

beforeAll(async () => {
  cpSync(`${root}dist`, app, { recursive: true });
  const entryPoints = [fileURLToPath(new URL('./worker.ts', import.meta.url))];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'esm' });
  cloud = await startCloud({ log: () => undefined, startAt });
  writeFileSync(certificate, cloud.ca);
});
afterAll(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true });
});

describe('given the built folder alone, and the settings that are documented', () => {
  test('when it serves requests, a timer and a queue, then it needs no other file, and writes none', async () => {
    const samples = samplesOf(cloud).filter(({ organizationId }) => organizationId === 'contoso');
    await seedVendor(cloud, samples);
    await seedPartners(cloud, samples);
    await seedFacts(cloud, samples);
    await cloud.host.close();
    const token = await cloud.identity.tokenFor('olivia');
    const organization = { organizationId: 'contoso' };
    const sync = { ...organization, tenantId: samples[0]?.tenant.tenantId ?? '', syncId: randomUUID() };

    const { answers, complaints } = await run(cloud.settings, [
      { name: 'getHealth' },
      { name: 'getOrganization', params: organization, token },
      { name: 'putSync', params: sync, token },
      { name: 'syncDirectory', message: sync },
      { name: 'getSync', params: sync, token },
      { name: 'sendDueLetters' },
    ]);

    expect(complaints.slice(-2_000)).toBe('');
    expect(JSON.parse(answers)).toEqual([
      ...['200', expect.stringContaining('healthy')],
      ...['200', expect.stringContaining('contoso')],
      ...['202', expect.stringContaining(sync.syncId)],
      ...['', ''],
      ...['200', expect.stringContaining('"succeeded"')],
      ...['', ''],
    ]);
    expect(cloud.mail.inbox().length).toBeGreaterThan(0);
  });

  test('when telemetry is on, though nobody takes it, then the same holds', async () => {
    const settings = { ...cloud.settings, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

    const { answers, complaints } = await run(settings, [{ name: 'getHealth' }]);

    expect(complaints.slice(-2_000)).toBe('');
    expect(JSON.parse(answers)).toEqual(['200', expect.stringContaining('healthy')]);
  });

  test('when the settings are compared with those that are documented, then it was given no other', () => {
    const rows = readFileSync(`${root}docs/operate.md`, 'utf8').matchAll(/^\| `(\w+)` \|/gm);
    const documented = [...rows].map(([, name]) => name);

    expect(Object.keys(cloud.settings).filter((name) => !documented.includes(name))).toEqual([]);
  });
});

describe('given the built folder alone, and no settings', () => {
  test('when it is loaded, then that fails, naming every one that is needed', async () => {
    const { answers, complaints } = await run({});

    const optional = /KEY|SECRET|_PER_|REOPEN/;
    const needed = Object.keys(cloud.settings).filter((name) => !optional.test(name));
    expect(answers).toBe('');
    expect(needed.filter((name) => !complaints.includes(`${name}: missing`))).toEqual([
      'AzureWebJobsStorage',
    ]);
    expect(complaints).toContain('AzureWebJobsStorage or AzureWebJobsStorage__queueServiceUri: missing');
  });
});
