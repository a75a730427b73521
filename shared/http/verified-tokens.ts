/** Tokens that were verified lately: the same one comes with every call of a page, and its signature does not change. */
import type { Caller } from '../access/standing.ts';

/** As long as a key that the issuer withdrew may still be honoured, and as many as a small memory holds. */
const keptMs = 5 * 60_000;
const mostKept = 1000;

interface Kept {
  caller: Caller;
  until: number;
}

export interface VerifiedTokens {
  find(token: string): Caller | undefined;
  /** `expiresAt` in milliseconds since 1970, by the clock of the machine. */
  keep(token: string, caller: Caller, expiresAt: number): void;
}

/** Nothing outlives its token. The oldest goes where there are too many. */
export function verifiedTokens(now = Date.now): VerifiedTokens {
  const kept = new Map<string, Kept>();
  return {
    find(token) {
      const found = kept.get(token);
      if (found && found.until > now()) return found.caller;
      kept.delete(token);
      return undefined;
    },
    keep(token, caller, expiresAt) {
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(token, { caller, until: Math.min(expiresAt, now() + keptMs) });
    },
  };
}
