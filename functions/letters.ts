/** Sends the letters that are due: each on its own, so that one that cannot be sent holds up no other. */
import type { InvocationContext } from '@azure/functions';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { compose } from '../shared/letters/compose.ts';
import { gather } from '../shared/letters/gathering-store.ts';
import { dropped, faulted, type Letter, leaseMs, operationIdOf, sent } from '../shared/letters/letter.ts';
import { claimLetter, listDueLetters, markLetter } from '../shared/letters/letter-store.ts';
import { MailFault, requestTimeoutMs } from '../shared/letters/mailer.ts';
import { decideLetter } from '../shared/letters/sending.ts';

type Log = Pick<InvocationContext, 'log' | 'error'>;
type SendDeps = Pick<Deps, 'partners' | 'programs' | 'mailer' | 'portalUrl' | 'now'>;

const mostPerTick = 200;
const atOnce = 4;
/** Leases are counted from the tick's moment: a letter is taken only while half of its lease is left. */
const claimingMs = leaseMs / 2;

/** `postponed` waits for its next attempt; `throttled` ends the tick; `taken` is another instance's. */
type Outcome = 'sent' | 'dropped' | 'failed' | 'postponed' | 'throttled' | 'taken';

interface Tick {
  now: Date;
  log: Log;
  /** Milliseconds since the tick began, by the monotonic clock. */
  elapsedMs(): number;
  counts: Partial<Record<Outcome, number>>;
}

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

/** What cannot be written down stays due, and is looked up before it is sent again. */
async function sendOne(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Outcome> {
  try {
    const claimed = await claimLetter(deps.partners, letter, tick.now);
    if (!claimed) return 'taken';
    const after = await attempt(deps, claimed, tick);
    await markLetter(deps.partners, after);
    if (after.state !== 'due') return after.state;
    return after.attempts < claimed.attempts ? 'throttled' : 'postponed';
  } catch (error) {
    if (error instanceof Contended) return 'taken';
    tick.log.error(`letter ${letter.id}`, error);
    return 'postponed';
  }
}

/** The letter as it is after this attempt. An earlier one that got through is not repeated. */
async function attempt(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Stored<Letter>> {
  const { now } = tick;
  const operationId = operationIdOf(letter);
  try {
    if (letter.attempts > 1 && (await deps.mailer.isAccepted(operationId))) return sent(letter, now);
    const decision = decideLetter(letter, await gather(deps, letter), { now, portalUrl: deps.portalUrl });
    if ('drop' in decision) return dropped(letter, decision.drop);
    if (tick.elapsedMs() + requestTimeoutMs >= leaseMs) throw new MailFault('temporary', 'out of time');
    await deps.mailer.send({ operationId, to: decision.send.to, ...compose(decision.send.facts) });
    return sent(letter, now);
  } catch (error) {
    if (error instanceof MailFault)
      return faulted(letter, { fault: error.fault, reason: error.message }, now);
    tick.log.error(`letter ${letter.id}`, error);
    return faulted(letter, { fault: 'temporary', reason: 'internal' }, now);
  }
}
