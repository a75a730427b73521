/** Enrollments in a term that is over, and no location: nothing can be decided about them, which is to be seen. */
import type { Location } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';
import { type Enrollment, isInTerm } from './enrollment.ts';
import { isOver } from './rollover.ts';

interface Found {
  locations: Location[];
  enrollments: Enrollment[];
}

/** One for each; `at` is the moment by which terms are over. */
export function placelessFaults(
  { locations, enrollments }: Found,
  programs: Program[],
  at: (program: Program) => Date,
): Error[] {
  const places = new Set(locations.map(({ mpnId }) => mpnId));
  const without = enrollments.filter(({ mpnId }) => !places.has(mpnId));
  return without.flatMap((state) => {
    const program = programs.find(({ id }) => id === state.programId);
    if (!isInTerm(state) || !program || !isOver(state, { program }, at(program))) return [];
    return [new Error(`An enrollment in ${program.id} without its location, ${state.mpnId}`)];
  });
}
