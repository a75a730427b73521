/** A process that runs the built app with the settings of its environment, as `func start` would beside `npm start`, and tells what reaches it. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startHost } from '../../infra/local/host/host.ts';
import { readEnvironment } from '../../shared/config.ts';
import { connectMailer } from '../../shared/letters/mailer.ts';

const host = await startHost({
  appDirectory: fileURLToPath(new URL('../../dist', import.meta.url)),
  settings: {},
  log: () => undefined,
});
const headers = { authorization: `Bearer ${process.argv[2]}` };
const get = async (path: string) => (await fetch(`${host.url}/api/v1${path}`, { headers })).status;
const seen = {
  health: await get('/health'),
  programs: await get('/programs'),
  /** The mail service knows the key, and no such letter. */
  mailAccepted: await connectMailer(readEnvironment()).isAccepted(randomUUID()),
};
await host.close();
process.stdout.write(JSON.stringify(seen), () => process.exit(0));
