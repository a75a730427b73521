/** The business figures of one location, as the vendor's systems report them. */
import * as z from 'zod/mini';
import { atMost, Day, ProgramId, SolutionArea, TermName } from '../programs/words.ts';

const byTerm = 'Approved deals by term, such as {"FY27": 2}';

/** Figures of one day; amounts are whole US dollars over the trailing twelve months. */
export const LocationFacts = z.strictObject({
  asOf: Day,
  trailing12MonthRevenueUsd: z.int().check(z.gte(0)),
  designations: z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(50)),
  scores: z.partialRecord(SolutionArea, z.int().check(z.gte(0), z.lte(100))),
  nominations: z.array(ProgramId).check(z.maxLength(100)),
  /** Approved deals by program and term: around a boundary, the term that ended still counts. */
  activity: z
    .record(ProgramId, z.record(TermName, z.int().check(z.gte(0)), byTerm).check(...atMost(5)))
    .check(...atMost(100)),
});
export type LocationFacts = z.infer<typeof LocationFacts>;

const FactsOfOneTerm = z.looseObject({
  activity: z.record(z.string(), z.strictObject({ term: TermName, count: z.number() })),
});

/** Facts as they are stored: those written when a program had the activity of one term only are still read. */
export const StoredFacts = z.pipe(
  z.transform((facts: unknown) => {
    const old = FactsOfOneTerm.safeParse(facts);
    return old.success ? { ...old.data, activity: termsApart(old.data.activity) } : facts;
  }),
  LocationFacts,
);

function termsApart(activity: z.infer<typeof FactsOfOneTerm>['activity']) {
  return Object.fromEntries(
    Object.entries(activity).map(([program, { term, count }]) => [program, { [term]: count }]),
  );
}
