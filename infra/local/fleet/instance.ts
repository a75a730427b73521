/** An instance of a built app: a local host in a process of its own, beside others on the same database, queues and clock. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Admin, adminOf } from './admin.ts';

export interface InstanceOptions {
  /** Holds the built app. */
  appDirectory: string;
  settings: Record<string, string>;
  /** The certificate authority of the services it talks to. */
  ca: string;
  /** How far its clock is ahead of the machine's. */
  aheadMs?: number;
  /** Its timers run only when they are asked for. */
  timersByHand?: boolean;
}

export interface Instance extends Admin {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Ends when what it has in hand is done. */
  close(): Promise<void>;
  /** Ends at once, whatever it has in hand. */
  kill(): Promise<void>;
}

const program = fileURLToPath(new URL('./process.ts', import.meta.url));

/** Rejects where the app does not start; the reason is on standard error. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C is the parent's alone, which ends it.
    detached: true,
  });
  const ended = once(child, 'exit');
  const end = async (how: () => void) => {
    if (child.exitCode === null && child.signalCode === null) how();
    await ended;
  };
  const url = await addressOf(child);
  return {
    ...adminOf(url),
    url,
    close: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.stdout?.once('data', (line: Buffer) => resolve(String(line).trim()));
  child.once('exit', (code) =>
    reject(new Error(`An instance of the app ended with ${code} while it started`)),
  );
  child.once('error', reject);
  return promise;
}
