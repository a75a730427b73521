/** The verbs by which something ends: an invitation, an eligibility, a program, a term. A term that ends may begin anew. */
import type { Enrolled, Enrollment } from './enrollment.ts';
import type { Reason } from './history.ts';
import { type Moment, moved } from './transitions.ts';

type Ending = Moment & { reasons: Reason[] };

export function expire(state: Enrollment, ending: Ending): Enrollment {
  return { ...moved(state, state, 'expire', ending), status: 'invitationExpired', reasons: ending.reasons };
}

export function loseEligibility(state: Enrollment, ending: Ending): Enrollment {
  return { ...moved(state, state, 'loseEligibility', ending), status: 'ineligible', reasons: ending.reasons };
}

export function discontinue(state: Enrollment, ending: Ending): Enrollment {
  return { ...moved(state, state, 'discontinue', ending), status: 'discontinued', reasons: ending.reasons };
}

/** The term is over and the location still qualifies: the next one begins without anybody acting. */
export function rollForward(state: Enrolled, moment: Moment & { term: string }): Enrolled {
  const { openTerm, enrolledAt, earnsFrom, unattendedSince } = state;
  const rolled = moved(state, state, 'rollForward', moment);
  const rollover = {
    fromTerm: openTerm,
    toTerm: moment.term,
    at: moment.at,
    outcome: 'rolledForward' as const,
    reasons: [],
  };
  return {
    ...rolled,
    status: 'enrolled',
    openTerm: moment.term,
    enrolledAt,
    earnsFrom,
    ...(unattendedSince ? { unattendedSince } : {}),
    rollovers: [...state.rollovers, rollover],
  };
}

/** The term is over and something is missing: it ends, with the reasons. */
export function lapse(state: Enrolled, ending: Ending & { toTerm: string }): Enrollment {
  const { toTerm, ...moment } = ending;
  const { at, reasons } = moment;
  const rollover = { fromTerm: state.openTerm, toTerm, at, outcome: 'lapsed' as const, reasons };
  const ended = moved(state, state, 'lapse', { ...moment, term: state.openTerm });
  return { ...ended, status: 'lapsed', reasons, rollovers: [...state.rollovers, rollover] };
}
