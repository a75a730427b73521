/** The operator takes a lapse back, within a window and with a reason: a late agreement, a wrong figure. It goes on as if it had rolled forward. */
import * as z from 'zod/mini';
import { instantAt, nextTerm, termNamed } from '../calendar/calendar.ts';
import type { Tell } from '../letters/letter.ts';
import type { Program } from '../programs/program.ts';
import { refuse } from '../refusal.ts';
import { concerned } from './attendance.ts';
import { type Enrollment, type InTerm, isInTerm } from './enrollment.ts';
import { lapseOf } from './gates.ts';
import type { BeforeLapse, HistoryEntry, Rollover } from './history.ts';
import { checkPossible } from './possible.ts';
import type { Applicant } from './reasons.ts';
import { OperatorReason } from './renewing.ts';
import { earnsFrom } from './requirements.ts';
import { moved } from './step.ts';
import type { Pass, Subject } from './subject.ts';

export const ReopeningRequest = z.strictObject({ reason: OperatorReason });

export interface Reopening extends Pass {
  reason: string;
  /** Who of the operator's. */
  operator: string;
  withinDays: number;
}

/** Nothing but a boundary came after it was re-opened. */
export function isReopened(state: Enrollment): state is InTerm {
  return isInTerm(state) && state.rollovers.at(-1)?.outcome === 'reopened';
}

/**
 * Whether it is eligible is the operator's decision until the next boundary; where the program off-boards at once, the next pass would take it out again.
 * @throws Refusal `organization/migration-not-completed`, `program/discontinued`, `enrollment/ineligible`, `enrollment/agreement-not-active`,
 * `enrollment/not-possible` or `enrollment/reopen-window-passed`, in this order.
 */
export function decideReopening(
  applicant: Applicant & { state: Enrollment },
  { now, occasion, reason, operator, withinDays }: Reopening,
): InTerm {
  const { program, state } = applicant;
  checkPossible('reopen', { ...applicant, now });
  const lapse = lapseOf(state) ?? refuse('enrollment/not-possible', 'It has not lapsed.');
  refuseLate(lapse, { now, withinDays });
  const reasons = [{ code: 'operatorDecision' as const, message: reason }];
  const moment = { at: instantAt(now), by: 'operator', operator, occasion, reasons };
  const before = lapse.before ?? remembered(state, program);
  const taken = boundariesSince(program, lapse, now).map((terms) => ({ ...terms, ...outcome(moment) }));
  const openTerm = taken.at(-1)?.toTerm ?? lapse.toTerm;
  const step = { verb: 'reopen' as const, to: before.status, moment: { ...moment, term: openTerm } };
  const again = { ...moved(state, state, step), rollovers: [...state.rollovers, ...taken], openTerm };
  return { ...again, ...before };
}

/** Whoever was told of the lapse is told that it was taken back. */
export function reopeningTells(subject: Subject): Tell[] {
  return [{ kind: 'reopened', recipients: concerned(subject) }];
}

function outcome({ at, reasons }: Pick<Rollover, 'at' | 'reasons'>) {
  return { at, outcome: 'reopened' as const, reasons };
}

const dayMs = 24 * 3600_000;

function refuseLate({ at }: Rollover, { now, withinDays }: Pick<Reopening, 'now' | 'withinDays'>): void {
  if (now.getTime() - Date.parse(at) > withinDays * dayMs)
    refuse('enrollment/reopen-window-passed', `It lapsed more than ${withinDays} days ago.`, {
      details: { lapsedAt: at, withinDays },
    });
}

/** The boundary it lapsed at, and those that passed since, in order. */
function boundariesSince({ calendar }: Program, lapse: Rollover, now: Date) {
  const taken = [{ fromTerm: lapse.fromTerm, toTerm: lapse.toTerm }];
  for (let term = lapse.toTerm; termNamed(calendar, term).endsAt <= instantAt(now); ) {
    const toTerm = nextTerm(calendar, term).name;
    taken.push({ fromTerm: term, toTerm });
    term = toTerm;
  }
  return taken;
}

/** A lapse that does not say what was before it: the history does, as nothing entered since. */
function remembered(state: Enrollment, program: Program): BeforeLapse {
  const { history, requirements } = state;
  const lapsed = history.findLast(({ what }) => what === 'lapse');
  const at = (entry: HistoryEntry | undefined) => (entry ?? lapsed)?.at ?? '';
  const acceptedAt = at(history.findLast(({ what }) => what === 'enroll'));
  const status = lapsed?.from;
  if (status === 'actionRequired' || status === 'validating') return { status, acceptedAt };
  const enrolledAt = at(history.findLast(({ from, to }) => to === 'enrolled' && from !== 'enrolled'));
  const completed = requirements.filter(({ completedAt = '' }) => completedAt <= enrolledAt);
  const from = earnsFrom(program, { requirements: completed, acceptedAt });
  return { status: 'enrolled', enrolledAt, earnsFrom: from };
}
