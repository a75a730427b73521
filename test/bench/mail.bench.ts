/** What the sender of mail costs, against a loop that makes the same requests and decides nothing. The database and the mail service have a process each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CosmosClient } from '@azure/cosmos';
import { sendDueLetters } from '../../functions/send-letters.ts';
import { emulatorKey } from '../../infra/local/cosmos/server.ts';
import { createDatabase, databaseName } from '../../infra/local/database.ts';
import { connectMailer } from '../../shared/letters/mailer.ts';
import { giveCrowd } from '../shared/letters/crowd.ts';
import { now, portalUrl } from '../shared/letters/occasion.ts';
import { giveOccasion } from '../shared/letters/outbox.ts';
import { median, printTable } from './harness.ts';
import { bareTick } from './mail-bare.ts';

const letters = Number(process.argv[3] ?? 2000);
const rounds = 5;
const atOnce = 4;
const sender = 'enrollment@mail.example';

function start(file: string, ...parameters: string[]): Promise<{ child: ChildProcess; said: string }> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve) => {
    child.stdout.once('data', (text: Buffer) => resolve({ child, said: text.toString() }));
  });
}

/** A database with so many letters due, and a mail service, for one tick. */
async function prepared() {
  const [database, service] = await Promise.all([
    start('../../infra/local/cosmos/main.ts'),
    start('./mail-service.ts', sender),
  ]);
  const cosmos = { endpoint: /http:\S+/.exec(database.said)?.[0] ?? '', key: emulatorKey };
  await createDatabase(cosmos);
  const client = new CosmosClient(cosmos);
  const open = (name: string) => client.database(databaseName).container(name);
  const stores = { partners: open('partners'), programs: open('programs'), runs: open('runs') };
  await giveCrowd({ given: await giveOccasion(stores) }, letters);
  const email = { ...JSON.parse(service.said), sender };
  const mailer = connectMailer({ email, managedIdentityClientId: undefined });
  // Loaded and connected before anything is measured.
  await mailer.isAccepted('00000000-0000-4000-8000-000000000000');
  const end = () => {
    client.dispose();
    for (const { child } of [database, service]) child.kill();
  };
  return { deps: { ...stores, mailer }, end };
}
type Prepared = Awaited<ReturnType<typeof prepared>>['deps'];

/** One tick over all the letters: how long it took, and how much of that this process worked. */
async function measured(tick: (deps: Prepared) => Promise<unknown>) {
  const { deps, end } = await prepared();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await tick(deps);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  end();
  return { perSecond: letters / seconds, cpuMs: (user + system) / 1000 / letters };
}

const mailLimits = { perMinute: 1_000_000, perHour: 1_000_000 };
const vendorMail = 'incentives@vendor.example';
const said: string[] = [];
const log = { log: (line: string) => void said.push(line), error: console.error };

const rows = [];
const ratios: number[] = [];
const cpuRatios: number[] = [];
const shown = (ratio = 0) => ratio.toFixed(2);
for (let round = 1; round <= rounds; round += 1) {
  const bare = await measured((deps) => bareTick(deps, now.toISOString(), atOnce));
  const sending = await measured((deps) =>
    sendDueLetters({ ...deps, mailLimits, portalUrl, vendorMail, now: () => now })(log),
  );
  ratios.push(bare.perSecond / sending.perSecond);
  cpuRatios.push(sending.cpuMs / bare.cpuMs);
  const both = [bare, sending];
  const perSecond = both.map((one) => one.perSecond.toFixed(0));
  const cpuMs = both.map((one) => one.cpuMs.toFixed(2));
  rows.push([round, ...perSecond, shown(ratios.at(-1)), ...cpuMs, shown(cpuRatios.at(-1))]);
}
console.log(`${letters} letters, ${atOnce} at once; the last tick said ${said.at(-1)}`);
printTable(
  [
    'round',
    'bare loop, letters/s',
    'sender, letters/s',
    'ratio',
    'bare loop, CPU ms a letter',
    'sender, CPU ms a letter',
    'ratio',
  ],
  rows,
);
console.log(`\nmedian ratio ${shown(median(ratios))}, of CPU ${shown(median(cpuRatios))}`);
