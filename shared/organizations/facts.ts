/** The figures of many locations at one date: which of them say something new. A row replaces all figures of its location. */
import { dayAt } from '../calendar/calendar.ts';
import { faultsOf } from '../faults.ts';
import { refuse } from '../refusal.ts';
import type { FactsReport, FactsRequest, InvalidRow, RowReport } from './facts-rows.ts';
import type { LocationFacts } from './location-facts.ts';
import { type Location, type Organization, whyNoLocation } from './organization.ts';

/** Where a day begins first. */
const easternmost = '+14:00';

/** Of today at the latest, wherever that is. @throws Refusal `request/invalid`. */
export function checkAsOf({ asOf }: Pick<FactsRequest, 'asOf'>, now: Date): void {
  const latest = dayAt(easternmost, now);
  if (asOf > latest)
    refuse('request/invalid', `Figures cannot be of a day to come: it is ${latest} at UTC+14, the latest.`, {
      target: 'body.asOf',
    });
}

/** The locations to replace, and the report. Of two rows for one location the later one counts. */
export function applyFacts<L extends Location>(
  organization: Pick<Organization, 'globalMpnId'>,
  stored: L[],
  { asOf, locations: rows }: FactsRequest,
): { locations: L[]; report: FactsReport } {
  const current = new Map(stored.map((location) => [location.mpnId, location]));
  const written = new Map<string, L>();
  const value = rows.map((row, place) => {
    if ('issue' in row) return invalid(row, place);
    const { mpnId, ...figures } = row;
    const location = current.get(mpnId);
    if (!location) return placeless(organization, stored, mpnId);
    const facts: LocationFacts = { asOf, ...figures };
    const outcome = outcomeOf(location, facts);
    if (outcome === 'written') {
      const replaced = { ...location, facts };
      current.set(mpnId, replaced);
      written.set(mpnId, replaced);
    }
    return { mpnId, outcome, ...(outcome === 'older' ? { storedAsOf: location.facts?.asOf } : {}) };
  });
  return { locations: [...written.values()], report: { value } };
}

function invalid({ mpnId, issue }: InvalidRow, place: number): RowReport {
  const [fault] = issue ? faultsOf(issue, `body.locations.${place}`) : [];
  return { mpnId, outcome: 'invalid', ...fault };
}

function placeless(
  organization: Pick<Organization, 'globalMpnId'>,
  stored: Location[],
  mpnId: string,
): RowReport {
  const { code, message } = whyNoLocation(organization, stored, mpnId);
  return { mpnId, outcome: code === 'location/global-mpn-id' ? 'globalMpnId' : 'unknown', message };
}

/** What a call wrote before it had to begin again, it finds unchanged: it was written by this call all the same. */
export function reportOfAll(before: FactsReport | undefined, { value }: FactsReport): FactsReport {
  const wasWritten = (place: number) => before?.value[place]?.outcome === 'written';
  return {
    value: value.map((row, place) =>
      row.outcome === 'unchanged' && wasWritten(place) ? { ...row, outcome: 'written' } : row,
    ),
  };
}

function outcomeOf({ facts: known }: Location, facts: LocationFacts): 'written' | 'unchanged' | 'older' {
  if (known && known.asOf > facts.asOf) return 'older';
  return canonical(known) === canonical(facts) ? 'unchanged' : 'written';
}

/** Facts as text that does not depend on the order of their members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => one.localeCompare(other)))
      : member,
  );
}
