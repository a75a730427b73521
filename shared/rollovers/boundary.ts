/** The end of a term of a program, as its report names it: `{programId}.{fromTerm}`. */
import * as z from 'zod/mini';
import { instantAt, nextTerm, type Term, termAt, termNamed } from '../calendar/calendar.ts';
import { Guid } from '../organizations/organization.ts';
import type { Program } from '../programs/program.ts';

export const BoundaryId = z
  .string()
  .check(
    z.regex(
      /^[a-z0-9-]{1,64}\.FY[0-9]{2}$/,
      'The end of a term: a program and a term, such as csp-direct-bill.FY27',
    ),
  );
/** A preview or a boundary. */
export const RunId = z.union([Guid, BoundaryId]);

export interface Boundary {
  programId: string;
  fromTerm: string;
}

export const boundaryId = ({ programId, fromTerm }: Boundary) => `${programId}.${fromTerm}`;

/** Undefined where it names a preview. */
export function boundaryNamed(runId: string): Boundary | undefined {
  const [programId = '', fromTerm] = runId.split('.');
  return fromTerm === undefined ? undefined : { programId, fromTerm };
}

/** When it was and what began then; undefined where the term has not ended. */
export function endedBy(program: Pick<Program, 'calendar'>, fromTerm: string, now: Date) {
  const term = termIn(program, fromTerm);
  if (!term || term.endsAt > instantAt(now)) return undefined;
  return { endedAt: term.endsAt, toTerm: nextTerm(program.calendar, fromTerm).name };
}

/** A term whose every day an extended one has taken never ends. */
function termIn({ calendar }: Pick<Program, 'calendar'>, name: string): Term | undefined {
  try {
    return termNamed(calendar, name);
  } catch {
    return undefined;
  }
}

const dayMs = 24 * 3600_000;
/** As long as previews are kept. */
const listedDays = 400;

/** The boundaries of a program that are not long ago, the latest first. */
export function recentBoundaries(program: Program, now: Date): Boundary[] {
  const { calendar, id: programId } = program;
  let at = new Date(now.getTime() - listedDays * dayMs);
  const found: Boundary[] = [];
  for (let term = termAt(calendar, at); term.endsAt <= instantAt(now); term = termAt(calendar, at)) {
    found.unshift({ programId, fromTerm: term.name });
    at = new Date(term.endsAt);
  }
  return found;
}
