/** Figures of many locations at one date, as they are sent, and what became of each row. */
import * as z from 'zod/mini';
import { Day } from '../programs/words.ts';
import { LocationFacts } from './location-facts.ts';
import { MpnId } from './organization.ts';

const { asOf: _, ...figures } = LocationFacts.shape;

const Row = z.strictObject({ mpnId: MpnId, ...figures });

/** What is no row, and the first thing that is wrong with it. */
export interface InvalidRow {
  issue: z.core.$ZodIssue | undefined;
  mpnId: string | null;
}

/** One row that is wrong leaves the others as they are. */
const AnyRow = z.pipe(
  z.unknown().check(z.describe('What is no such row is answered `invalid`')),
  z.transform((sent): InvalidRow => {
    const named = z.object({ mpnId: MpnId }).safeParse(sent);
    return {
      issue: Row.safeParse(sent).error?.issues[0],
      mpnId: named.success ? named.data.mpnId : null,
    };
  }),
);

export const FactsRequest = z.strictObject({
  asOf: Day,
  locations: z.array(z.union([Row, AnyRow])).check(z.minLength(1), z.maxLength(10_000)),
});
export type FactsRequest = z.infer<typeof FactsRequest>;

/** What became of each row, in the order sent. */
export const FactsReport = z.strictObject({
  value: z.array(
    z.strictObject({
      /** Null where the row has none that could be one. */
      mpnId: z.nullable(MpnId),
      outcome: z.enum(['written', 'unchanged', 'older', 'unknown', 'globalMpnId', 'invalid']),
      /** The day of the newer figures that an `older` row left as they are. */
      storedAsOf: z.optional(Day),
      /** What is wrong with the row, in words. */
      message: z.optional(z.string()),
      /** Where an `invalid` row is wrong, such as `body.locations.0.scores.security`. */
      target: z.optional(z.string()),
    }),
  ),
});
export type FactsReport = z.infer<typeof FactsReport>;
export type RowReport = FactsReport['value'][number];
