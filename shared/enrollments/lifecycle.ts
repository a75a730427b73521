/** The verbs of an enrollment: invite, enroll, withdraw, roll forward, lapse. Each is one step of the table, with what it leaves behind. */
import type { Enrolled, Enrollment, Invitation, Invited, Live, Pair } from './enrollment.ts';
import type { HistoryEntry } from './history.ts';
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
