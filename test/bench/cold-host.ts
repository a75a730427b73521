/** The local host for the app of one folder, with the settings of its environment. Says its address, and when its input ends, the CPU time that it took, in ms. */
import { startHost } from '../../infra/local/host/host.ts';

// In Azure the host has its queue client whatever the app: an app without queues is made to pay for it like the product.
if (process.env.WITHOUT_QUEUE_CLIENT === undefined) await import('@azure/storage-queue');
const host = await startHost({ appDirectory: process.argv[2] ?? '', settings: {}, log: () => undefined });
process.stdout.write(`${host.url}\n`);
process.stdin.resume().on('end', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${(user + system) / 1000}\n`, () => process.exit(0));
});
