/** What may follow what in the life of an enrollment: the only table that moves a status. */
import { refuse } from '../refusal.ts';
import { type Enrollment, enrollmentId, type Pair } from './enrollment.ts';
import type { HistoryEntry, Status } from './history.ts';

/** What may follow what. A verb that is not in the row of the present status is refused. */
export const transitions = {
  none: { invite: 'invited', enroll: 'enrolled' },
  invited: {
    enroll: 'enrolled',
    expire: 'invitationExpired',
    loseEligibility: 'ineligible',
    discontinue: 'discontinued',
  },
  invitationExpired: { invite: 'invited', enroll: 'enrolled' },
  enrolled: {
    withdraw: 'withdrawn',
    rollForward: 'enrolled',
    lapse: 'lapsed',
    loseEligibility: 'ineligible',
    discontinue: 'discontinued',
  },
  withdrawn: { enroll: 'enrolled' },
  ineligible: { invite: 'invited', enroll: 'enrolled' },
  lapsed: { invite: 'invited', enroll: 'enrolled' },
  discontinued: {},
} as const satisfies Record<Status | 'none', Partial<Record<string, Status>>>;
type Verb =
  | 'invite'
  | 'enroll'
  | 'expire'
  | 'loseEligibility'
  | 'discontinue'
  | 'withdraw'
  | 'rollForward'
  | 'lapse';

/** What a verb needs to know of the moment: when, who, and what to remember of it. */
export type Moment = Omit<HistoryEntry, 'from' | 'to' | 'what'>;

/** What every status has in common, with the step recorded; only the table decides whether the step exists. */
export function moved(pair: Pair, state: Enrollment | undefined, verb: Verb, moment: Moment) {
  const from = state?.status ?? 'none';
  const row: Partial<Record<string, Status>> = transitions[from];
  const to = row[verb];
  if (!to)
    refuse(
      'enrollment/not-possible',
      `This is ${from === 'none' ? 'not invited' : from}; it cannot ${verb} now.`,
      {
        details: { status: from, possible: Object.keys(row) },
      },
    );
  const entry: HistoryEntry = { ...moment, what: verb, from: state?.status ?? null, to };
  const { organizationId, programId, mpnId } = pair;
  return {
    kind: 'enrollment' as const,
    schemaVersion: 1 as const,
    id: enrollmentId(pair),
    organizationId,
    programId,
    mpnId,
    ...(state?.invitation ? { invitation: state.invitation } : {}),
    rollovers: state?.rollovers ?? [],
    history: [...(state?.history ?? []), entry],
  };
}
