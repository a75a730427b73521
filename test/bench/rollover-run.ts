/** One piece of work over all organizations in a process of its own, sixteen messages at once as in one instance. Says when it is ready; told what time it is, works, and says what it took. */
import type { Container } from '@azure/cosmos';
import * as z from 'zod';
import { reconcileOrganizations } from '../../functions/reconcile-organizations.ts';
import { reconcileAllOrganizations, rollOverEndedTerms } from '../../functions/reconciliation.ts';
import { listDocuments } from '../../shared/azure/pages.ts';
import type { Messages } from '../../shared/azure/queues.ts';
import { listPrograms } from '../../shared/programs/program-store.ts';
import { connectTo, organizationIds } from './rollover-data.ts';
import { read, readParsed, replaceUnchanged, rollNaively } from './rollover-floor.ts';

const Setting = z.object({
  kind: z.enum(['rollover', 'reconcile', 'read', 'bare', 'floor', 'naive']),
  address: z.object({ endpoint: z.string(), key: z.string() }),
  organizations: z.number(),
});
const { kind, address, organizations } = Setting.parse(JSON.parse(process.argv[2] ?? ''));
const containers = connectTo(address);
const { partners } = containers;
const atOnce = 16;
let now = new Date(0);

/** The queue: what the timer puts in, its workers take out; `undefined` tells them that nothing more comes. */
type Message = Messages['organizations'];
const messages: Message[] = [];
const takers: ((message: Message | undefined) => void)[] = [];
let closed = false;

function put(message: Message): void {
  const taker = takers.shift();
  if (taker) taker(message);
  else messages.push(message);
}

function take(): Promise<Message | undefined> {
  if (messages.length > 0 || closed) return Promise.resolve(messages.shift());
  return new Promise((resolve) => takers.push(resolve));
}

const deps = {
  ...containers,
  now: () => now,
  enqueue: async (_: string, message: object) => {
    if ('organizationIds' in message) put(message as Message);
  },
  isWaiting: async () => false,
  countPoisoned: async () => 0,
};
const lines: string[] = [];
const say = (line: string) => void lines.push(line);
const log = { log: say, warn: say, error: say };

type Handle = (message: Message, say: typeof log) => Promise<void>;

async function throughQueue(
  timer: () => Promise<void>,
  handle: Handle = reconcileOrganizations(deps),
): Promise<void> {
  closed = false;
  const work = async () => {
    for (let message = await take(); message; message = await take()) await handle(message, log);
  };
  const workers = Array.from({ length: atOnce }, work);
  await timer();
  closed = true;
  for (const taker of takers.splice(0)) taker(undefined);
  await Promise.all(workers);
}

const raw = { parse: (resource: unknown) => resource };

/** What the handler of a message asks of the database, and nothing else. */
const handling =
  (work: (partners: Container, organizationId: string) => Promise<unknown>): Handle =>
  async (message) => {
    const query = "SELECT * FROM c WHERE c.kind = 'program'";
    await listDocuments(containers.programs, { query, schema: raw });
    if ('organizationIds' in message) for (const id of message.organizationIds) await work(partners, id);
  };

const endedTerms = () => rollOverEndedTerms(deps)(log);
const everyOrganization = reconcileAllOrganizations(deps);

const works = {
  rollover: () => throughQueue(endedTerms),
  floor: () => throughQueue(endedTerms, handling(replaceUnchanged)),
  reconcile: () => throughQueue(everyOrganization),
  read: () => throughQueue(everyOrganization, handling(readParsed)),
  bare: () => throughQueue(everyOrganization, handling(read)),
  naive: async () => {
    const programs = await listPrograms(containers.programs);
    for (const id of organizationIds(organizations)) await rollNaively(partners, id, { programs, now });
  },
} satisfies Record<typeof kind, () => Promise<void>>;

/** What the work took, and how many decisions it logged. */
async function measure() {
  let peak = process.memoryUsage().rss;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  lines.length = 0;
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await works[kind]();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(watch);
  const decisions = lines.map((line) => Number(/"decisions":(\d+)/.exec(line)?.[1] ?? 0));
  return {
    ms,
    cpuMs: (user + system) / 1000,
    peakMb: peak / 2 ** 20,
    decisions: decisions.reduce((sum, count) => sum + count, 0),
  };
}

process.on('message', async (told) => {
  now = new Date(String(told));
  process.send?.(await measure());
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
