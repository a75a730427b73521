/** The table of statuses shown, from the other side: what must be stored for a status to be shown. */
import { instantAt, termAt } from '../calendar/calendar.ts';
import type { Status } from './history.ts';
import { type Case, cases, type Offering, offerOf, type StatusShown } from './shown.ts';

/** What an enrollment of one program must be, and who must look; what is absent does not matter. */
export interface StoredAs {
  stored: readonly (Status | 'none')[];
  openTerm?: { is: '<' | '>='; than: string };
  /** An absent deadline is later than everything. */
  deadline?: { is: '<=' | '>'; than: string };
  administers?: boolean;
}

/** Any of these; none where the program shows this status to nobody. */
export function storedAs(shown: StatusShown, program: Offering, now: Date): StoredAs[] {
  return cases
    .filter((one) => one.shown === shown && one.offers.includes(offerOf(program)))
    .map(({ stored, deadline, term, viewer }) => ({
      stored,
      ...(deadline && { deadline: { is: deadlines[deadline], than: instantAt(now) } }),
      ...(term && { openTerm: { is: terms[term], than: termAt(program.calendar, now).name } }),
      ...(viewer && { administers: viewer === 'administrator' }),
    }));
}

const deadlines = { ahead: '>', passed: '<=' } as const satisfies Record<
  NonNullable<Case['deadline']>,
  string
>;
const terms = { running: '>=', ended: '<' } as const satisfies Record<NonNullable<Case['term']>, string>;
