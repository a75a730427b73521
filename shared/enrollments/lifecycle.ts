/** The verbs of an enrollment: invite, enroll, withdraw, roll forward, lapse. Each is one step of the table, with what it leaves behind. */
import type {
  Enrolled,
  Enrollment,
  HistoryEntry,
  Invitation,
  Invited,
  Live,
  Pair,
  Reason,
} from './enrollment.ts';
import { type Moment, moved } from './transitions.ts';

/** The location becomes eligible, or becomes so again. */
export function invite(
  pair: Pair,
  state: Enrollment | undefined,
  told: Moment & { invitation: Invitation },
): Enrollment {
  const { invitation, ...moment } = told;
  return { ...moved(pair, state, 'invite', moment), status: 'invited', invitation };
}

/** An Incentives administrator enrolls the location; the term starts now. */
export function enroll(
  pair: Pair,
  state: Enrollment | undefined,
  told: Moment & { term: string; earnsFrom: string },
): Enrolled {
  const { earnsFrom, ...moment } = told;
  const entered = moved(pair, state, 'enroll', moment);
  return { ...entered, status: 'enrolled', openTerm: told.term, enrolledAt: told.at, earnsFrom };
}

export function withdraw(state: Enrollment, moment: Moment): Enrollment {
  return { ...moved(state, state, 'withdraw', moment), status: 'withdrawn' };
}

/** The invitation reaches an Incentives administrator after all, who has until the deadline; the status stays. */
export function deliver(state: Invited, moment: Moment, deadline: string | undefined): Invited {
  const { unattendedSince: _, ...waiting } = state;
  const history = [...state.history, stayed(state, 'deliver', moment)];
  const until = deadline === undefined ? {} : { deadline };
  return { ...waiting, invitation: { ...state.invitation, delivered: true, ...until }, history };
}

/** Its last Incentives administrator is gone; the status stays. An invitation waits for the next one, as if nobody had seen it. */
export function unattend(state: Live, moment: Moment): Live {
  const history = [...state.history, stayed(state, 'unattend', moment)];
  const left = { unattendedSince: moment.at, history };
  if (state.status === 'enrolled') return { ...state, ...left };
  return { ...state, ...left, invitation: { ...state.invitation, delivered: false } };
}

/** Somebody can act for it again; the status stays. */
export function attend(state: Enrolled, moment: Moment): Enrolled {
  const { unattendedSince: _, ...attended } = state;
  return { ...attended, history: [...state.history, stayed(state, 'attend', moment)] };
}

function stayed({ status }: Live, what: string, moment: Moment): HistoryEntry {
  return { ...moment, what, from: status, to: status };
}

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
