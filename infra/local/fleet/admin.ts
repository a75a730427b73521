/** What the host of an instance does when it is asked from outside, at its admin addresses. */
import type { ListedFunction } from '../host/admin.ts';
import type { Work } from '../host/triggers.ts';

export interface Admin {
  functions(): Promise<ListedFunction[]>;
  work(): Promise<Work>;
  drain(): Promise<void>;
  moveClock(to: Date): Promise<void>;
  /** Rejects with what the timer threw. */
  runTimer(name: string): Promise<void>;
}

export function adminOf(url: string): Admin {
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body ? { headers, body: JSON.stringify(body) } : {};
    const response = await fetch(`${url}/admin/${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    functions: async () => (await (await ask('GET', 'functions')).json()) as ListedFunction[],
    work: async () => (await (await ask('GET', 'host/status')).json()) as Work,
    drain: async () => void (await ask('POST', 'queues/drain')),
    moveClock: async (now) => void (await ask('PUT', 'clock', { now })),
    runTimer: async (name) => void (await ask('POST', `functions/${name}?wait=true`, {})),
  };
}
