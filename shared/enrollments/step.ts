/** One step in the life of an enrollment: taken only where the table allows it, and remembered. */
import { refuse } from '../refusal.ts';
import { type Enrollment, enrollmentId, isInTerm, type Pair } from './enrollment.ts';
import type { HistoryEntry, Status } from './history.ts';
import { type Command, commands, type Row, transitions, type Verb } from './transitions.ts';

/** What a verb needs to know of the moment: when, who, and what to remember of it. */
export type Moment = Omit<HistoryEntry, 'from' | 'to' | 'what'>;

/** What is about to happen; only the table decides whether it may. */
export interface Step {
  verb: Verb;
  to: Status;
  moment: Moment;
}

/**
 * The history with the step recorded, and with the term that is open before or after it.
 * @throws Refusal `enrollment/not-possible`; possible.ts refuses a command before it comes to this, and says what is possible.
 */
export function remembered(state: Enrollment | undefined, { verb, to, moment }: Step): HistoryEntry[] {
  const from = state?.status ?? 'none';
  const row: Row = transitions[from];
  if (!row[verb]?.includes(to)) refuse('enrollment/not-possible', `${verb} is not possible from ${from}.`);
  checkLength(state?.history ?? [], moment);
  const term = isInTerm(state) ? { term: state.openTerm } : {};
  const step = { ...term, ...moment, what: verb, from: state?.status ?? null, to };
  return [...(state?.history ?? []), step];
}

/** What those who asked can do from there. */
export function commandsFrom(status: Status | 'none', by: string): Command[] {
  const theirs: readonly Command[] = commands[by === 'operator' ? 'operator' : 'partner'];
  return theirs.filter((command) => command in transitions[status]);
}

/** Far more than a life has, and far less than a document holds. */
const mostSteps = 1000;

/** People may turn back and forth, not for ever; what the system finds is always remembered, and takes no step from them. */
function checkLength(history: HistoryEntry[], { by }: Moment): void {
  if (by === 'system') return;
  const steps = history.filter((step) => step.by !== 'system').length;
  if (steps >= mostSteps)
    refuse(
      'enrollment/history-full',
      'So much has happened to this enrollment that nothing more can be done to it by hand.',
      { details: { steps } },
    );
}

/** What every status has in common, with the step recorded. What belonged to the one before is gone. */
export function moved(pair: Pair, state: Enrollment | undefined, step: Step) {
  const { organizationId, programId, mpnId } = pair;
  return {
    kind: 'enrollment' as const,
    schemaVersion: 1 as const,
    id: enrollmentId(pair),
    organizationId,
    programId,
    mpnId,
    ...(state?.invitation ? { invitation: state.invitation } : {}),
    requirements: state?.requirements ?? [],
    rollovers: state?.rollovers ?? [],
    history: remembered(state, step),
  };
}
