/** Sends one letter: claimed, looked up if it was tried before, decided, sent, marked. */
import type { InvocationContext } from '@azure/functions';
import type { Stored } from '../shared/azure/documents.ts';
import { Contended } from '../shared/azure/faults.ts';
import type { Deps } from '../shared/deps.ts';
import {
  dropped,
  faulted,
  operationIdOf,
  outlasts,
  sent,
  unsure,
  waiting,
} from '../shared/letters/attempt.ts';
import { compose } from '../shared/letters/compose.ts';
import { gather } from '../shared/letters/gathering-store.ts';
import type { Letter } from '../shared/letters/letter.ts';
import { claimLetter, markLetter } from '../shared/letters/letter-store.ts';
import { MailFault } from '../shared/letters/mail-fault.ts';
import { requestTimeoutMs } from '../shared/letters/mailer.ts';
import { decideLetter } from '../shared/letters/sending.ts';

export type Log = Pick<InvocationContext, 'log' | 'error'>;
export type SendDeps = Pick<Deps, 'partners' | 'programs' | 'mailer' | 'portalUrl' | 'vendorMail' | 'now'>;

/**
 * `postponed` waits for its next attempt; `throttled` ends the tick; `taken` was another instance's before anything
 * was tried, `overtaken` when it was to be written down: by its delivery report, or after the lease.
 */
export type Outcome = 'sent' | 'dropped' | 'failed' | 'postponed' | 'throttled' | 'taken' | 'overtaken';

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
  try {
    const claimed = await claimLetter(deps.partners, letter, tick.now);
    if (!claimed) return 'taken';
    const after = await attempt(deps, claimed, tick);
    return await marked(deps, { claimed, after });
  } catch (error) {
    tick.log.error(`letter ${letter.id}`, error);
    return 'postponed';
  }
}

async function marked(
  { partners }: SendDeps,
  { claimed, after }: { claimed: Letter; after: Stored<Letter> },
): Promise<Outcome> {
  try {
    await markLetter(partners, after);
  } catch (error) {
    if (error instanceof Contended) return 'overtaken';
    throw error;
  }
  if (after.state !== 'due') return after.state;
  return after.attempts < claimed.attempts ? 'throttled' : 'postponed';
}

/** The letter as it is after this attempt. An earlier one that got through is not repeated. */
async function attempt(deps: SendDeps, letter: Stored<Letter>, tick: Tick): Promise<Stored<Letter>> {
  const { now } = tick;
  let sending = letter;
  try {
    const again = letter.attempts > 1;
    if (again && (await deps.mailer.isAccepted(operationIdOf(letter)))) return sent(letter, now);
    const outgoing = decideLetter(letter, await gather(deps, letter), { ...deps, now });
    if ('drop' in outgoing) return dropped(letter, outgoing.drop);
    if ('wait' in outgoing) return waiting(letter, outgoing.wait, now);
    if (!outlasts(tick.elapsedMs(), requestTimeoutMs)) throw new MailFault('temporary', 'out of time');
    if (again) sending = counted(letter, tick);
    const { to, facts } = outgoing.send;
    await deps.mailer.send({ operationId: operationIdOf(letter), to, ...compose(facts) });
    return sent(sending, now);
  } catch (error) {
    if (error instanceof MailFault)
      return faulted(sending, { fault: error.fault, reason: error.message }, now);
    tick.log.error(`letter ${letter.id}`, error);
    return faulted(sending, { fault: 'temporary', reason: 'internal' }, now);
  }
}

function counted(letter: Stored<Letter>, { counts }: Tick): Stored<Letter> {
  counts.unsure = (counts.unsure ?? 0) + 1;
  return unsure(letter);
}
