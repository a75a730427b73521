/** Where a boundary came out otherwise than its last preview had said. */
import * as z from 'zod/mini';
import { Outcome, Place, placeKey } from './outcome.ts';

const Side = z.nullable(z.strictObject({ outcome: Outcome.shape.outcome, reasons: Outcome.shape.reasons }));

export const Change = z
  .strictObject({
    ...Place.shape,
    organization: z.string(),
    location: z.string(),
    /** Null: it was not enrolled when the preview looked. */
    previewed: Side,
    /** Null: it was not enrolled any more. What is still to be decided is no change yet. */
    actual: Side,
  })
  .register(z.globalRegistry, { id: 'RolloverChange' });
export type Change = z.infer<typeof Change>;

type Names = Partial<Pick<Outcome, 'organization' | 'location'>>;
type Compared = Place & Names & Pick<Outcome, 'outcome' | 'reasons'>;

/** Both sides are of one boundary; what was re-opened afterwards does not change how it came out. Without a name, an id stands for it. */
export function changesBetween(previewed: Compared[], actual: Compared[]): Change[] {
  const before = byPlace(previewed);
  const after = byPlace(actual.filter(({ outcome }) => outcome !== 'reopened'));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((place) => {
    const [one, other] = [before.get(place), after.get(place)];
    const found = one ?? other;
    if (!found || (one && other && said(one) === said(other))) return [];
    const { organizationId, organization = organizationId, mpnId, location = mpnId, programId } = found;
    const named = { organizationId, organization, mpnId, location, programId };
    return [{ ...named, previewed: sideOf(one), actual: sideOf(other) }];
  });
}

const byPlace = (outcomes: Compared[]) => new Map(outcomes.map((one) => [placeKey(one), one]));

/** Another figure of the same criterion is no other outcome. */
const said = ({ outcome, reasons }: Compared) => [outcome, ...reasons.map(({ code }) => code)].join(' ');

function sideOf(compared: Compared | undefined): Change['actual'] {
  return compared ? { outcome: compared.outcome, reasons: compared.reasons } : null;
}
