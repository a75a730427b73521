/** The grant by which somebody acted, as the history remembers it: only what covered this location and program. */
import { covers, type Scope } from '../access/member.ts';
import type { Standing } from '../access/standing.ts';
import type { HistoryEntry } from './history.ts';

interface Place {
  mpnId: string;
  programId: string;
}

/** A person may have many scopes with many names; the first that covers the place is the one that counts. */
export function grantUsed(
  { incentivesAdministrator }: Standing,
  place: Place,
): NonNullable<HistoryEntry['grant']> {
  const covering = incentivesAdministrator.find((scope) => covers([scope], place));
  return { role: 'incentivesAdministrator', scopes: covering ? [narrowed(covering, place)] : [] };
}

function narrowed({ locations, programs }: Scope, { mpnId, programId }: Place): Scope {
  return {
    locations: locations === 'all' ? 'all' : [mpnId],
    programs: programs === 'all' ? 'all' : [programId],
  };
}
