/** What two previews of the same day say otherwise. */
import type { Program } from '../../../shared/programs/program.ts';
import { endedBy } from '../../../shared/rollovers/boundary.ts';
import { type Change, changesBetween } from '../../../shared/rollovers/changes.ts';
import type { Outcome } from '../../../shared/rollovers/outcome.ts';

interface Later {
  outcomes: Outcome[];
  askedAt: string;
  /** As the API lists them. */
  programs: (Pick<Program, 'calendar'> & { programId: string })[];
}

export interface OfTerm {
  /** The one that ends. */
  term: string;
  changes: Change[];
}

/** Term by term: a preview may look beyond several ends. A term that was over when the later one was asked for is no longer ahead of anybody. */
export function changesAhead(before: Outcome[], { outcomes, askedAt, programs }: Later): OfTerm[] {
  const calendars = new Map(programs.map((program) => [program.programId, program]));
  const isAhead = ({ programId, fromTerm }: Outcome) => {
    const program = calendars.get(programId);
    return !program || !endedBy(program, fromTerm, new Date(askedAt));
  };
  const earlier = byTerm(before.filter(isAhead));
  const later = byTerm(outcomes.filter(isAhead));
  const terms = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  return terms
    .map((term) => ({ term, changes: changesBetween(earlier.get(term) ?? [], later.get(term) ?? []) }))
    .filter(({ changes }) => changes.length > 0);
}

const byTerm = (outcomes: Outcome[]) => Map.groupBy(outcomes, ({ fromTerm }) => fromTerm);
