/** Another instance of the built app: a process of its own on the same database, queues and identity provider. Says its address, ends with its input. */
import { fileURLToPath } from 'node:url';
import { trust } from '../../infra/local/certificate.ts';
import { startHost } from '../../infra/local/host/host.ts';

const { settings, ca } = JSON.parse(process.argv[2] ?? '') as {
  settings: Record<string, string>;
  ca: string;
};
trust(ca);
const appDirectory = fileURLToPath(new URL('../../dist', import.meta.url));
const host = await startHost({ appDirectory, settings, log: () => undefined });
process.stdout.write(`${host.url}\n`);
process.stdin.resume().on('end', async () => {
  await host.close();
  process.exit(0);
});
