/** Azurite's queue or blob service as a child process: in memory, on loopback, gone with its parent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';

export interface Azurite {
  connectionString: string;
  close(): Promise<void>;
}

type Service = 'queue' | 'blob';

const mainOf = (service: Service) =>
  createRequire(import.meta.url).resolve(`azurite/dist/src/${service}/main.js`);
const exitWithParent = new URL('./exit-with-parent.ts', import.meta.url).href;

/** Published by Microsoft for every emulator: no secret. */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Rejects with an error of code EADDRINUSE when the port is taken; without a port it takes a free one. */
export async function startAzurite({
  port = 0,
  service = 'queue',
}: {
  port?: number;
  service?: Service;
} = {}): Promise<Azurite> {
  const child = spawnService(service, port);
  try {
    const endpoint = await listeningAt(child);
    return {
      connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${accountKey};${endpointNames[service]}=${endpoint}/${account};`,
      close: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

const endpointNames = { queue: 'QueueEndpoint', blob: 'BlobEndpoint' } as const satisfies Record<
  Service,
  string
>;

function spawnService(service: Service, port: number): ChildProcess {
  const options = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const address = [`--${service}Host`, '127.0.0.1', `--${service}Port`, String(port)];
  return spawn(process.execPath, ['--import', exitWithParent, mainOf(service), ...address, ...options], {
    // Its working folder would hold its files, if it wrote any.
    cwd: tmpdir(),
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl+C is the parent's alone: the host still needs its queues while it closes.
    detached: true,
  });
}

async function listeningAt(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    const [, endpoint] = /successfully listens on (http:\/\/[\w.:]+)/.exec(output) ?? [];
    if (endpoint !== undefined) resolve(endpoint);
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  child.once('error', reject);
  child.once('close', () => reject(startError(output)));
  return promise;
}

function startError(output: string): Error {
  const error = new Error(`Azurite did not start: ${output.trim()}`);
  return output.includes('EADDRINUSE') ? Object.assign(error, { code: 'EADDRINUSE' }) : error;
}

/** Nothing of it is worth saving. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
