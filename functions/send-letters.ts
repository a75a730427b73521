/** Sends the letters that are due: each on its own, so that one that cannot be sent holds up no other. */
import type { Stored } from '../shared/azure/documents.ts';
import type { Deps } from '../shared/deps.ts';
import { leaseMs } from '../shared/letters/attempt.ts';
import type { Letter } from '../shared/letters/letter.ts';
import { dueLetters } from '../shared/letters/listing-store.ts';
import { both, lastsMs, type Units } from '../shared/letters/quota.ts';
import { returnUnits, takeUnits } from '../shared/letters/quota-store.ts';
import { record } from '../shared/telemetry/metrics.ts';
import { type Log, type Outcome, type SendDeps, sendOne, type Tick } from './send-letter.ts';

type TickDeps = SendDeps & Pick<Deps, 'runs' | 'mailLimits'>;

const atOnce = 4;
/** Leases are counted from the tick's moment: a letter is taken only while half of its lease is left. */
const claimingMs = leaseMs / 2;

/** Every minute: the letters that are due, urgent ones first, until none is left, the quota is used up, the service asks to wait, or time is up. */
export const sendDueLetters = (deps: TickDeps) => async (log: Log) => {
  const began = performance.now();
  const tick: Tick = { now: deps.now(), log, elapsedMs: () => performance.now() - began, counts: {} };
  try {
    await sendAll(deps, tick);
  } finally {
    if (Object.keys(tick.counts).length > 0) log.log(`letters ${JSON.stringify(tick.counts)}`);
    for (const [outcome, letters] of Object.entries(tick.counts)) record('letters', letters, { outcome });
  }
};

async function sendAll(deps: TickDeps, tick: Tick): Promise<void> {
  for await (const { letters, unreadable } of dueLetters(deps.partners, tick.now)) {
    if (unreadable.length > 0) tick.log.error(`letters that cannot be read: ${unreadable.join(' ')}`);
    if (!(await sendPage(deps, letters, tick))) return;
  }
}

/** @returns whether there may be more to do in this tick. */
async function sendPage(deps: TickDeps, letters: Stored<Letter>[], tick: Tick): Promise<boolean> {
  let left = letters;
  while (left.length > 0 && maySend(tick)) {
    const elapsedMs = tick.elapsedMs();
    const at = new Date(tick.now.getTime() + elapsedMs);
    const units = await takeUnits(deps, wantedBy(left), at);
    if (both(units) === 0) {
      count(tick, 'waiting', left.length);
      return false;
    }
    left = await sendSome(deps, left, { tick, hand: { units, untilMs: elapsedMs + lastsMs(at) } });
    await returnUnits(deps, units, at);
  }
  return maySend(tick);
}

function maySend(tick: Tick): boolean {
  return !tick.counts.throttled && tick.elapsedMs() < claimingMs;
}

/** What of the quota this tick holds, less with each letter, and until when it counts. */
interface Hand {
  units: Units;
  untilMs: number;
}

/** A few at once, in order: each worker takes the next letter when it is done with one. @returns those nobody took. */
async function sendSome(
  deps: SendDeps,
  letters: Stored<Letter>[],
  { tick, hand }: { tick: Tick; hand: Hand },
): Promise<Stored<Letter>[]> {
  let next = 0;
  const work = async () => {
    for (let letter = letters[next]; letter && maySend(tick); letter = letters[next]) {
      const kind = unitOf(letter);
      if (hand.units[kind] === 0 || tick.elapsedMs() >= hand.untilMs) return;
      hand.units[kind] -= 1;
      next += 1;
      const outcome = await sendOne(deps, letter, tick);
      if (outcome === 'dropped' || outcome === 'held' || outcome === 'taken') hand.units[kind] += 1;
      count(tick, outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return letters.slice(next);
}

function wantedBy(letters: Letter[]): Units {
  const urgent = letters.filter((letter) => unitOf(letter) === 'urgent').length;
  return { urgent, later: letters.length - urgent };
}

const unitOf = ({ priority }: Letter): keyof Units => (priority <= 1 ? 'urgent' : 'later');

function count(tick: Tick, outcome: Outcome | 'waiting', by = 1): void {
  tick.counts[outcome] = (tick.counts[outcome] ?? 0) + by;
}
