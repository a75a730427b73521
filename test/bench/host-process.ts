/** A host in a process of its own for one app folder, on the stand-ins of another process. Says its address. */
import { trust } from '../../infra/local/certificate.ts';
import { startHost } from '../../infra/local/host/host.ts';

const [appDirectory = '', given = ''] = process.argv.slice(2);
const { settings, ca } = JSON.parse(given) as { settings: Record<string, string>; ca: string };
trust(ca);
const host = await startHost({ appDirectory, settings, log: () => undefined });
process.stdout.write(`${host.url}\n`);
process.stdin.resume().on('end', () => process.exit(0));
