/** Sends one letter: claimed, looked up if it was tried before, decided, sent, marked. */
import type { InvocationContext } from '@azure/functions';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import { dropped, faulted, leaseMs, operationIdOf, sent } from '../shared/letters/attempt.ts';
import { compose } from '../shared/letters/compose.ts';
import { gather } from '../shared/letters/gathering-store.ts';
import type { Letter } from '../shared/letters/letter.ts';
import { claimLetter, markLetter } from '../shared/letters/letter-store.ts';
import { MailFault } from '../shared/letters/mail-fault.ts';
import { requestTimeoutMs } from '../shared/letters/mailer.ts';
import { decideLetter } from '../shared/letters/sending.ts';

export type Log = Pick<InvocationContext, 'log' | 'error'>;
export type SendDeps = Pick<Deps, 'partners' | 'programs' | 'mailer' | 'portalUrl' | 'now'>;

/** `postponed` waits for its next attempt; `throttled` ends the tick; `taken` is another instance's. */
export type Outcome = 'sent' | 'dropped' | 'failed' | 'postponed' | 'throttled' | 'taken';

export interface Tick {
  now: Date;
  log: Log;
  /** Milliseconds since the tick began, by the monotonic clock. */
  elapsedMs(): number;
  counts: Partial<Record<Outcome, number>>;
}

/** What cannot be written down stays due, and is looked up before it is sent again. */
export async function sendOne(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Outcome> {
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
