/** The verbs by which something ends: an invitation, an eligibility, a program, a term. A term that ends may begin anew. */
import type { Enrollment, InTerm } from './enrollment.ts';
import type { BeforeLapse, Reason } from './history.ts';
import { type Moment, moved, remembered } from './step.ts';

type Ending = Moment & { reasons: Reason[] };

export function expire(state: Enrollment, moment: Ending): Enrollment {
  const to = 'invitationExpired';
  return { ...moved(state, state, { verb: 'expire', to, moment }), status: to, reasons: moment.reasons };
}

export function loseEligibility(state: Enrollment, moment: Ending): Enrollment {
  const to = 'ineligible';
  const lost = moved(state, state, { verb: 'loseEligibility', to, moment });
  return { ...lost, status: to, reasons: moment.reasons };
}

export function discontinue(state: Enrollment, moment: Ending): Enrollment {
  const to = 'discontinued';
  return { ...moved(state, state, { verb: 'discontinue', to, moment }), status: to, reasons: moment.reasons };
}

/** The term is over and the location still qualifies: the next one begins without anybody acting. */
export function rollForward(state: InTerm, moment: Moment & { term: string }): InTerm {
  const rollover = {
    fromTerm: state.openTerm,
    toTerm: moment.term,
    at: moment.at,
    outcome: 'rolledForward' as const,
    reasons: [],
  };
  const { warned: _, ...rest } = state;
  const history = remembered(state, { verb: 'rollForward', to: state.status, moment });
  return { ...rest, openTerm: moment.term, rollovers: [...state.rollovers, rollover], history };
}

/** The term is over and something is missing: it ends, with the reasons. */
export function lapse(state: InTerm, ending: Ending & { toTerm: string }): Enrollment {
  const { toTerm, ...told } = ending;
  const { at, reasons } = told;
  const before = beforeLapse(state);
  const rollover = { fromTerm: state.openTerm, toTerm, at, outcome: 'lapsed' as const, reasons, before };
  const moment = { ...told, term: state.openTerm };
  const ended = moved(state, state, { verb: 'lapse', to: 'lapsed', moment });
  return { ...ended, status: 'lapsed', reasons, rollovers: [...state.rollovers, rollover] };
}

function beforeLapse(state: InTerm): BeforeLapse {
  if (state.status !== 'enrolled') return { status: state.status, acceptedAt: state.acceptedAt };
  const { status, enrolledAt, earnsFrom } = state;
  return { status, enrolledAt, earnsFrom };
}
