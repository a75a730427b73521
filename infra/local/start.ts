/** `npm start`: the local cloud with its sample data, until Ctrl-C. With `--trace`, the app's telemetry in the terminal too. */
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LocalCloud, startCloud } from './cloud.ts';
import { type HostOptions, startHost } from './host/host.ts';
import { defaultPort } from './ports.ts';
import { seedFacts, seedPartners, seedVendor } from './seed.ts';
import { traceTo } from './telemetry/trace.ts';

const port = defaultPort();
const folder = fileURLToPath(new URL('../../.local', import.meta.url));
/** For a Functions host in another process: local.settings.sample.json points it here. */
const certificate = `${folder}/ca-${port}.pem`;

const begun = performance.now();
const say = (line: string) => console.log(`  ${line}`);
try {
  const traced = process.argv.includes('--trace') ? await traceTo(`${folder}/telemetry.log`) : undefined;
  const startApp = (options: HostOptions) => startHost(telling(options, traced));
  const cloud = await startCloud({ port, say, blobs: true, startApp });
  mkdirSync(folder, { recursive: true });
  writeFileSync(certificate, cloud.ca);
  endOnSignals(cloud, traced);
  say('writing the programs and organizations');
  await seedVendor(cloud);
  say('reading the directories and appointing their people');
  await seedPartners(cloud);
  say('recording the figures, which invites the eligible locations');
  await seedFacts(cloud);
  await cloud.host.runTimer('sendDueLetters');
  console.log(ready(cloud));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function ready({ api, desk, mail }: LocalCloud): string {
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  return `\nReady after ${seconds} s: API ${api} · desk ${desk.url} · inbox ${mail.url} · Ctrl-C ends everything\n`;
}

type Traced = Awaited<ReturnType<typeof traceTo>> | undefined;

function telling(options: HostOptions, traced: Traced): HostOptions {
  return { ...options, settings: { ...options.settings, ...traced?.settings } };
}

function endOnSignals(cloud: LocalCloud, traced: Traced): void {
  const end = async () => {
    await cloud.close();
    await traced?.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());
  process.once('exit', leaveNothing);
}

/** The folder stays where another local cloud, on other ports, still has its certificate there. */
function leaveNothing(): void {
  rmSync(certificate, { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // Not empty, or gone already.
  }
}
