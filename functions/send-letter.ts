/** Sends one letter: claimed, looked up if it was tried before, decided, sent, marked. */
import type { InvocationContext } from '@azure/functions';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import {
  dropped,
  type Fault,
  faulted,
  operationIdOf,
  outlasts,
  sent,
  unsure,
  waiting,
} from '../shared/letters/attempt.ts';
import { compose } from '../shared/letters/compose.ts';
import { markEnd } from '../shared/letters/delivery-store.ts';
import { gather } from '../shared/letters/gathering-store.ts';
import type { Letter } from '../shared/letters/letter.ts';
import { claimLetter, markLetter } from '../shared/letters/letter-store.ts';
import { MailFault } from '../shared/letters/mail-fault.ts';
import { requestTimeoutMs } from '../shared/letters/mailer.ts';
import { decideLetter, type Outgoing } from '../shared/letters/sending.ts';
import { loggable } from '../shared/telemetry/loggable.ts';

export type Log = Pick<InvocationContext, 'log' | 'error'>;
export type SendDeps = Pick<Deps, 'partners' | 'programs' | 'mailer' | 'portalUrl' | 'vendorMail' | 'now'>;

/**
 * `postponed` waits for its next attempt, `held` until it is of use; `throttled` ends the tick; `taken` was another
 * instance's before anything was tried, `overtaken` when it was to be written down: by its delivery report, or after
 * the lease.
 */
export type Outcome =
  | 'sent'
  | 'dropped'
  | 'failed'
  | 'postponed'
  | 'held'
  | 'throttled'
  | 'taken'
  | 'overtaken';

export interface Tick {
  now: Date;
  log: Log;
  /** Milliseconds since the tick began, by the monotonic clock. */
  elapsedMs(): number;
  /** `waiting` for the quota; `unsure` what became of the attempt before. */
  counts: Partial<Record<Outcome | 'waiting' | 'unsure', number>>;
}

/** What cannot be written down stays due, and is looked up before it is sent again. */
export async function sendOne(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Outcome> {
  const { partners } = deps;
  try {
    const claimed = await claimLetter(partners, letter, tick.now);
    if (!claimed) return 'taken';
    const { after, outcome } = await kept(claimed, tick, () => attempt(deps, claimed, tick));
    await (outcome === 'failed' ? markEnd(partners, after, tick.now) : markLetter(partners, after));
    return outcome;
  } catch (error) {
    if (error instanceof Contended) return 'overtaken';
    tick.log.error(`letter ${letter.id}`, loggable(error));
    return 'postponed';
  }
}

/** The letter as it is after an attempt, and what that was. */
interface Attempted {
  after: Stored<Letter>;
  outcome: Outcome;
}

/** An earlier attempt that got through is not repeated. */
async function attempt(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Attempted> {
  const { now } = tick;
  if (letter.attempts > 1 && (await deps.mailer.isAccepted(operationIdOf(letter)))) return left(letter, now);
  const outgoing = decideLetter(letter, await gather(deps, letter), { ...deps, now });
  if ('drop' in outgoing) return { after: dropped(letter, outgoing.drop), outcome: 'dropped' };
  if ('wait' in outgoing) return { after: waiting(letter, outgoing.wait, now), outcome: 'held' };
  const leaving = await noted(deps, letter, outgoing.send);
  return kept(leaving, tick, async () => {
    if (leaving.unsure !== letter.unsure) tick.counts.unsure = (tick.counts.unsure ?? 0) + 1;
    if (!outlasts(tick.elapsedMs(), requestTimeoutMs)) throw new MailFault('temporary', 'out of time');
    const { to, facts } = outgoing.send;
    await deps.mailer.send({ operationId: operationIdOf(letter), to, ...compose(facts) });
    return left(leaving, now);
  });
}

/** What must be known even if the sender dies, or the delivery report comes first, is written before the letter leaves. */
async function noted(
  { partners }: SendDeps,
  letter: Stored<Letter>,
  { sentTo }: Outgoing,
): Promise<Stored<Letter>> {
  const again = letter.attempts > 1;
  if (!again && sentTo === letter.sentTo) return letter;
  const leaving = { ...(again ? unsure(letter) : letter), sentTo };
  return { ...leaving, etag: await markLetter(partners, leaving) };
}

function left(letter: Stored<Letter>, now: Date): Attempted {
  return { after: sent(letter, now), outcome: 'sent' };
}

/** A fault is kept with the letter, but for somebody else's having written it meanwhile. */
async function kept(
  letter: Stored<Letter>,
  { now, log }: Tick,
  trying: () => Promise<Attempted>,
): Promise<Attempted> {
  try {
    return await trying();
  } catch (error) {
    if (error instanceof Contended) throw error;
    if (error instanceof MailFault)
      return notSent(letter, { fault: error.fault, reason: error.message }, now);
    log.error(`letter ${letter.id}`, loggable(error));
    return notSent(letter, { fault: 'temporary', reason: 'internal' }, now);
  }
}

function notSent(letter: Stored<Letter>, why: { fault: Fault; reason: string }, now: Date): Attempted {
  const after = faulted(letter, why, now);
  if (after.state === 'failed') return { after, outcome: 'failed' };
  return { after, outcome: why.fault === 'throttled' ? 'throttled' : 'postponed' };
}
