/** One location in one program, with everything a decision about it may look at. */
import type { Roster } from '../access/roster.ts';
import type { Enrollment } from './enrollment.ts';
import type { Reason } from './history.ts';
import type { Applicant } from './reasons.ts';

export interface Subject extends Applicant {
  roster: Roster;
  state: Enrollment | undefined;
}

/** When the pass runs, and the occasion under which its letters go out. */
export interface Pass {
  now: Date;
  occasion: string;
}

/** What stands against the location at the moment of the pass. */
export interface Findings {
  reasons: Reason[];
  pass: Pass;
}
