/** How many came out how, and why, by program and boundary. */
import * as z from 'zod/mini';
import { Reason } from '../enrollments/history.ts';
import { ProgramId } from '../programs/words.ts';
import { Outcome } from './outcome.ts';

export const Total = z
  .strictObject({
    programId: ProgramId,
    fromTerm: z.string(),
    toTerm: z.string(),
    outcome: Outcome.shape.outcome,
    enrollments: z.int(),
    /** How many for each reason; one enrollment may have several. */
    reasons: z.partialRecord(Reason.shape.code, z.int()),
  })
  .register(z.globalRegistry, { id: 'RolloverTotal' });
export type Total = z.infer<typeof Total>;

export function totalsOf(outcomes: Outcome[]): Total[] {
  return sumOf(
    outcomes.map(({ programId, fromTerm, toTerm, outcome, reasons }) => ({
      ...{ programId, fromTerm, toTerm, outcome },
      enrollments: 1,
      reasons: Object.fromEntries(reasons.map(({ code }) => [code, 1])),
    })),
  );
}

/** Each program, boundary and outcome once, in their order. */
export function sumOf(totals: Total[]): Total[] {
  const alike = Map.groupBy(totals, nameOf);
  return [...alike.keys()].sort().flatMap((name) => {
    const [first, ...others] = alike.get(name) ?? [];
    return first ? [others.reduce(added, first)] : [];
  });
}

const nameOf = ({ programId, fromTerm, toTerm, outcome }: Total) =>
  `${programId} ${fromTerm} ${toTerm} ${outcome}`;

function added(total: Total, other: Total): Total {
  const codes = [...Object.keys(total.reasons), ...Object.keys(other.reasons)] as Reason['code'][];
  const reasons = Object.fromEntries(
    codes.map((code) => [code, (total.reasons[code] ?? 0) + (other.reasons[code] ?? 0)]),
  );
  return { ...total, enrollments: total.enrollments + other.enrollments, reasons };
}
