/** The business figures of one location, as the vendor's systems report them. */
import * as z from 'zod/mini';
import { strictObject } from '../compiled.ts';
import { atMost, Day, ProgramId, SolutionArea, TermName } from '../programs/words.ts';

const byTerm = 'Approved deals by term, such as {"FY27": 2}';

/** Figures of one day; amounts are whole US dollars over the trailing twelve months. */
export const LocationFacts = strictObject({
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
