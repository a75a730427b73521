/** The verbs of an enrollment until it runs: invite, offer again, decline, enroll, withdraw, and who can act for it. Each is one step of the table. */
import type { Program } from '../programs/program.ts';
import type { Enrollment, InTerm, Invitation, Invited, Live, Pair } from './enrollment.ts';
import type { Reason } from './history.ts';
import { earnsFrom, statusOnceAccepted } from './requirements.ts';
import { type Moment, moved, remembered } from './step.ts';
import type { Verb } from './transitions.ts';
import { subjectsOf, withWarned } from './warned.ts';

type Inviting = Moment & { invitation: Invitation };

/** The location becomes eligible, or becomes so again. */
export function invite(pair: Pair, state: Enrollment | undefined, told: Inviting): Invited {
  const { invitation, ...moment } = told;
  return { ...moved(pair, state, { verb: 'invite', to: 'invited', moment }), status: 'invited', invitation };
}

/** The operator extends the deadline, or sends the invitation again. */
export function offerAgain(state: Enrollment, told: Inviting & { verb: 'extend' | 'resend' }): Invited {
  const { invitation, verb, ...moment } = told;
  return { ...moved(state, state, { verb, to: 'invited', moment }), status: 'invited', invitation };
}

/** An Incentives administrator does not want it. */
export function decline(state: Enrollment, moment: Moment): Enrollment {
  const left = moved(state, state, { verb: 'decline', to: 'declined', moment });
  // The table lets only what is invited be declined.
  const { invitation } = state as Invited;
  return { ...left, status: 'declined', invitation, declinedAt: moment.at };
}

/** An Incentives administrator accepts for the location; the term starts now, earning when nothing is left to complete. */
export function enroll(
  pair: Pair,
  state: Enrollment | undefined,
  told: Moment & { term: string; program: Pick<Program, 'requirements' | 'calendar'> },
): InTerm {
  const { program, ...moment } = told;
  const requirements = state?.requirements ?? [];
  const to = statusOnceAccepted(program, { requirements });
  const entered = { ...moved(pair, state, { verb: 'enroll', to, moment }), openTerm: told.term };
  if (to !== 'enrolled') return { ...entered, status: to, acceptedAt: told.at };
  const from = earnsFrom(program, { requirements, acceptedAt: told.at });
  return { ...entered, status: to, enrolledAt: told.at, earnsFrom: from };
}

export function withdraw(state: Enrollment, moment: Moment): Enrollment {
  return { ...moved(state, state, { verb: 'withdraw', to: 'withdrawn', moment }), status: 'withdrawn' };
}

/** The invitation reaches an Incentives administrator after all, who has until the deadline. */
export function deliver(
  state: Invited,
  moment: Moment,
  until: Pick<Invitation, 'deadline' | 'reminded' | 'told'>,
): Invited {
  const { unattendedSince: _, ...waiting } = state;
  const history = stayed(state, 'deliver', moment);
  return { ...waiting, invitation: { ...state.invitation, delivered: true, ...until }, history };
}

/** Its Incentives administrators are reminded, so many days before the deadline. */
export function remind(state: Invited, moment: Moment, reminded: number): Invited {
  const history = stayed(state, 'remind', moment);
  return { ...state, invitation: { ...state.invitation, reminded }, history };
}

/** Its people are warned that it would not be carried into the next term, for these reasons. */
export function warn(state: InTerm, moment: Moment & { reasons: Reason[] }): InTerm {
  const { at, reasons } = moment;
  const told = subjectsOf(reasons).map((subject) => ({ subject, at }));
  return { ...withWarned(state, { at, reasons, told }), history: stayed(state, 'warn', moment) };
}

/** Its last Incentives administrator is gone. An invitation waits for the next one, as if nobody had seen it. */
export function unattend(state: Live, moment: Moment): Live {
  const left = { unattendedSince: moment.at, history: stayed(state, 'unattend', moment) };
  if (state.status !== 'invited') return { ...state, ...left };
  return { ...state, ...left, invitation: { ...state.invitation, delivered: false } };
}

/** Somebody can act for it again. */
export function attend(state: InTerm, moment: Moment): InTerm {
  const { unattendedSince: _, ...attended } = state;
  return { ...attended, history: stayed(state, 'attend', moment) };
}

function stayed(state: Live, verb: Verb, moment: Moment) {
  return remembered(state, { verb, to: state.status, moment });
}
