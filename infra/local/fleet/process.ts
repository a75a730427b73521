/** A host in a process of its own, for one app folder, on the services of another process. Says its address; ends with its input, after what it has in hand. */
import { trust } from '../certificate.ts';
import { createClock } from '../host/clock.ts';
import { startHost } from '../host/host.ts';
import type { InstanceOptions } from './instance.ts';

const { ca, aheadMs = 0, ...options } = JSON.parse(process.argv[2] ?? '') as InstanceOptions;
trust(ca);
const clock = createClock(new Date(Date.now() + aheadMs));
const host = await startHost({ ...options, clock, log: () => undefined });
process.stdin.resume().once('end', async () => {
  await host.close();
  process.exit(0);
});
process.stdout.write(`${host.url}\n`);
