/** Sends the letters that are due: each on its own, so that one that cannot be sent holds up no other. */
import type { Stored } from '../shared/azure/documents.ts';
import { leaseMs } from '../shared/letters/attempt.ts';
import type { Letter } from '../shared/letters/letter.ts';
import { listDueLetters } from '../shared/letters/letter-store.ts';

import { type Log, type SendDeps, sendOne, type Tick } from './send-letter.ts';

const mostPerTick = 200;
const atOnce = 4;
/** Leases are counted from the tick's moment: a letter is taken only while half of its lease is left. */
const claimingMs = leaseMs / 2;

/** Every minute: the letters that are due, urgent ones first, until none is left, the service asks to wait, or time is up. */
export const sendDueLetters = (deps: SendDeps) => async (log: Log) => {
  const began = performance.now();
  const tick: Tick = { now: deps.now(), log, elapsedMs: () => performance.now() - began, counts: {} };
  let left = mostPerTick;
  while (left > 0 && maySend(tick)) {
    const letters = await listDueLetters(deps.partners, tick.now, Math.min(left, 50));
    if (letters.length === 0) break;
    left -= letters.length;
    await sendAll(deps, letters, tick);
  }
  if (left < mostPerTick) log.log(`letters ${JSON.stringify(tick.counts)}`);
};

function maySend(tick: Tick): boolean {
  return !tick.counts.throttled && tick.elapsedMs() < claimingMs;
}

/** A few at once, in order: each worker takes the next letter when it is done with one. */
async function sendAll(deps: SendDeps, letters: Stored<Letter>[], tick: Tick): Promise<void> {
  const queue = letters.values();
  const work = async () => {
    for (const letter of queue) {
      if (!maySend(tick)) return;
      const outcome = await sendOne(deps, letter, tick);
      tick.counts[outcome] = (tick.counts[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
