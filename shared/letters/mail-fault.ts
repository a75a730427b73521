/** What went wrong with a mail, and whether trying again can help. */
import type { Fault } from './attempt.ts';

/** The message is a code and a status, never an address: it is kept with the letter. */
export class MailFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'MailFault';
    this.fault = fault;
  }
}

/** From an error of the mail client. */
export function mailFault(error: unknown): MailFault {
  const status = statusOf(error);
  const { code, name } = error as { code?: unknown; name?: unknown };
  return new MailFault(faultOf(status), `${code ?? name ?? 'unknown'} (${status ?? 'no answer'})`, error);
}

/** A missing right is mended by whoever runs this, without changing the letter: such letters wait. */
function faultOf(status: number | undefined): Fault {
  if (status === 429) return 'throttled';
  if (status === undefined || status >= 500 || [401, 403, 408].includes(status)) return 'temporary';
  return 'permanent';
}

/** Of an answer by the mail service; a refusal by the identity service carries a status too, and is no verdict on the mail. */
export function statusOf(error: unknown): number | undefined {
  const { name, statusCode } = error as { name?: unknown; statusCode?: number };
  return name === 'RestError' ? statusCode : undefined;
}
