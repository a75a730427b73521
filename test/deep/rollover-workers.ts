/** Four instances, each in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { died, emptyLedger, hear, type Told } from './rollover-ledger.ts';

const file = fileURLToPath(new URL('./rollover-worker.ts', import.meta.url));
const instances = 4;

interface Instance {
  child: ChildProcess;
  inHand: string[];
}

const hasWork = ({ inHand }: Instance) => inHand.length > 0;

export function startWorkers(settings: Record<string, string>, clock: { now: Date }) {
  const ledger = emptyLedger();
  const news = openNews();
  const now = () => clock.now.toISOString();
  let living: Instance[] = [];
  const start = () => {
    while (living.length < instances) {
      const child = fork(file, [JSON.stringify(settings), now()], { stdio: 'inherit' });
      const one: Instance = { child, inHand: [] };
      child.on('message', (told: Told) => {
        hear(ledger, one, told);
        news.spread();
      });
      living.push(one);
    }
  };
  const kill = async (one: Instance) => {
    living = living.filter((other) => other !== one);
    await end(one.child);
    died(ledger, one);
  };
  start();
  return {
    ...{ counts: ledger.counts, poisoned: ledger.poisoned, start, until: news.until },
    handled: handledSince(ledger, news),
    /** One of those that have work in hand, if any has, in the middle of it; another one takes its place. */
    async replace(n: number) {
      const candidates = living.some(hasWork) ? living.filter(hasWork) : living;
      const one = candidates[n % candidates.length];
      if (one) await kill(one);
      start();
    },
    haveWork: () => living.some(hasWork),
    tell: () => {
      for (const { child } of living) child.send(now());
    },
    stop: async () => {
      await Promise.all(living.map(kill));
    },
  };
}

/** All that it said has been heard by then. */
async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

function openNews() {
  let next = Promise.withResolvers<void>();
  return {
    spread() {
      next.resolve();
      next = Promise.withResolvers();
    },
    /** Looks again whenever an instance says something, which one without work does all the time. */
    async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
      while (!(await isSo())) await next.promise;
    },
  };
}

/** Waits until an instance has dealt with messages it took, unless one has since it was asked last. */
function handledSince(ledger: { rounds: number }, { until }: ReturnType<typeof openNews>) {
  let seen = 0;
  return async () => {
    await until(() => ledger.rounds > seen);
    seen = ledger.rounds;
  };
}
