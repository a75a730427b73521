/** How far a boundary is, from what was counted: how many came out how, and how many are left. */
import type { Boundary } from './boundary.ts';
import type { Total } from './totals.ts';

export interface Open {
  programId: string;
  openTerm: string;
  enrollments: number;
}

export interface Counted {
  totals: Total[];
  open: Open[];
}

/** What still carries the term, or one before it. Names of terms sort as text within a century. */
export function leftOf({ programId, fromTerm }: Boundary, open: Open[]): number {
  return sum(open.filter((one) => one.programId === programId && one.openTerm <= fromTerm));
}

export function progressOf(boundary: Boundary, { totals, open }: Counted) {
  const { programId, fromTerm } = boundary;
  const mine = totals.filter((total) => total.programId === programId && total.fromTerm === fromTerm);
  const came = (outcome: Total['outcome']) => sum(mine.filter((total) => total.outcome === outcome));
  return {
    left: leftOf(boundary, open),
    rolledForward: came('rolledForward'),
    lapsed: came('lapsed'),
    reopened: came('reopened'),
  };
}

function sum(counted: { enrollments: number }[]): number {
  return counted.reduce((all, { enrollments }) => all + enrollments, 0);
}
