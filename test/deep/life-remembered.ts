/** A history beside what the model remembers: every act with when it was, who did it, by which grant, and in which term. */
import type { HistoryEntry } from '../../shared/enrollments/history.ts';
import { termName } from './life-calendar.ts';
import type { Real } from './life-real.ts';
import type { Act, Pair } from './life-world.ts';

interface Known {
  real: Real;
  pair: Pair;
  /** The member id of the operator. */
  olivia: string;
}

/** The first entry that is another one, is missing, or is too much. */
export function differenceOf(history: HistoryEntry[], known: Known): string[] {
  const { acts } = known.pair;
  const entries = history.filter((entry) => !isUnknown(entry));
  for (let n = 0; n < Math.max(entries.length, acts.length); n += 1) {
    const [entry, act] = [entries[n], acts[n]];
    const is = JSON.stringify(entry && told(entry));
    const should = JSON.stringify(act && remembered(act, known));
    if (is !== should) return [`entry ${n}\n  is        ${is}\n  should be ${should}`];
    if (entry && act && !isThen(entry, act))
      return [`entry ${n} is not of ${new Date(act.at).toISOString()}`];
  }
  return [];
}

const untracked = ['deliver', 'remind', 'warn', 'attend', 'unattend', 'adjust'];

/** Who can act, who was told, and what more is asked of one that stays enrolled: the model does not follow it. */
const isUnknown = ({ by, from, to, what }: HistoryEntry) =>
  by === 'system' && from === to && untracked.includes(what);

function told({ by, operator, what, from, to, term, requirement, grant }: HistoryEntry) {
  return { by, operator, what, from, to, term, requirement, grant };
}

function remembered({ by, what, from, to, year, requirement, scope }: Act, known: Known) {
  return {
    ...actor(by, known),
    what,
    from: from === 'none' ? null : from,
    to,
    term: year === undefined ? undefined : termName(year),
    requirement,
    grant: scope && { role: 'incentivesAdministrator', scopes: [narrowed(scope, known)] },
  };
}

function actor(by: string, { real: { company }, olivia }: Known) {
  if (by === 'olivia') return { by: 'operator', operator: olivia };
  const isPerson = by === 'ines' || by === 'ivan';
  return { by: isPerson ? `${company.tenantId}:${company.objectId(by)}` : by, operator: undefined };
}

function narrowed({ office, program }: NonNullable<Act['scope']>, { real }: Known) {
  return {
    locations: office === undefined ? 'all' : [real.company.locations[office]],
    programs: program === undefined ? 'all' : [real.programIds[program]],
  };
}

const latestMs = 9 * 60_000;

/** The clock of the cloud goes on from where the model's stands. */
function isThen(entry: HistoryEntry, { at }: Act): boolean {
  const afterMs = Date.parse(entry.at) - at;
  return afterMs >= 0 && afterMs < latestMs;
}
