/** The figures of many locations at one date: which of them say something new. A row replaces all figures of its location. */
import * as z from 'zod/mini';
import { addDays, dayAt } from '../calendar/calendar.ts';
import { Day } from '../programs/words.ts';
import { refuse } from '../refusal.ts';
import { LocationFacts } from './location-facts.ts';
import { type Location, MpnId } from './organization.ts';

const { asOf: _, ...figures } = LocationFacts.shape;

export const FactsRequest = z.strictObject({
  asOf: Day,
  locations: z.array(z.strictObject({ mpnId: MpnId, ...figures })).check(z.minLength(1), z.maxLength(10_000)),
});
export type FactsRequest = z.infer<typeof FactsRequest>;

/** What became of each row, in the order sent. */
export const FactsReport = z.strictObject({
  value: z.array(
    z.strictObject({
      mpnId: MpnId,
      outcome: z.enum(['written', 'unchanged', 'older', 'unknown']),
      /** The day of the newer figures that an `older` row left as they are. */
      storedAsOf: z.optional(Day),
    }),
  ),
});
export type FactsReport = z.infer<typeof FactsReport>;
type Outcome = FactsReport['value'][number]['outcome'];

/** Today is tomorrow already where the sun rises first. @throws Refusal `request/invalid`. */
export function checkAsOf({ asOf }: Pick<FactsRequest, 'asOf'>, now: Date): void {
  if (asOf > addDays(dayAt('UTC', now), 1))
    refuse('request/invalid', 'Figures cannot be of a day to come.', { target: 'body.asOf' });
}

/** The locations to replace, and the report. Of two rows for one location the later one counts. */
export function applyFacts<L extends Location>(
  stored: L[],
  request: FactsRequest,
): { locations: L[]; report: FactsReport } {
  const current = new Map(stored.map((location) => [location.mpnId, location]));
  const written = new Map<string, L>();
  const value = request.locations.map(({ mpnId, ...row }) => {
    const location = current.get(mpnId);
    const facts: LocationFacts = { asOf: request.asOf, ...row };
    const outcome = outcomeOf(location, facts);
    if (location && outcome === 'written') {
      const replaced = { ...location, facts };
      current.set(mpnId, replaced);
      written.set(mpnId, replaced);
    }
    return { mpnId, outcome, ...(outcome === 'older' ? { storedAsOf: location?.facts?.asOf } : {}) };
  });
  return { locations: [...written.values()], report: { value } };
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

function outcomeOf(location: Location | undefined, facts: LocationFacts): Outcome {
  if (!location) return 'unknown';
  if (location.facts && location.facts.asOf > facts.asOf) return 'older';
  return canonical(location.facts) === canonical(facts) ? 'unchanged' : 'written';
}

/** Facts as text that does not depend on the order of their members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => one.localeCompare(other)))
      : member,
  );
}
