/** The life of one location in one program: one table says what may follow what, and only the verbs below move it. */
import * as z from 'zod/mini';
import { Scope } from '../access/member.ts';
import { MpnId, OrganizationId } from '../organizations/organization.ts';
import { Criterion } from '../programs/eligibility.ts';
import { Day, Instant, ProgramId } from '../programs/program.ts';
import { refuse } from '../refusal.ts';

export const Status = z.enum([
  'invited',
  'invitationExpired',
  'enrolled',
  'withdrawn',
  'ineligible',
  'lapsed',
  'discontinued',
]);
export type Status = z.infer<typeof Status>;

/** What may follow what. A verb that is not in the row of the present status is refused. */
export const transitions = {
  none: { invite: 'invited', enroll: 'enrolled' },
  invited: {
    enroll: 'enrolled',
    expire: 'invitationExpired',
    loseEligibility: 'ineligible',
    discontinue: 'discontinued',
  },
  invitationExpired: { invite: 'invited' },
  enrolled: {
    withdraw: 'withdrawn',
    rollForward: 'enrolled',
    lapse: 'lapsed',
    loseEligibility: 'ineligible',
    discontinue: 'discontinued',
  },
  withdrawn: { enroll: 'enrolled' },
  ineligible: { invite: 'invited' },
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

/** Why something ended or was refused: a stable code, and the criteria where they are the reason. */
export const Reason = z.object({
  code: z.enum([
    'criteriaUnmet',
    'agreementNotActive',
    'programNotOpen',
    'programDiscontinued',
    'migrationNotCompleted',
    'deadlinePassed',
    'locationUnknown',
  ]),
  message: z.string(),
  criteria: z.optional(z.array(Criterion)),
});
export type Reason = z.infer<typeof Reason>;

export const HistoryEntry = z.object({
  at: Instant,
  /** The member who did it, or the system, whose reasons are given. */
  by: z.string(),
  what: z.string(),
  from: z.nullable(Status),
  to: Status,
  term: z.optional(z.string()),
  reasons: z.optional(z.array(Reason)),
  grant: z.optional(z.object({ role: z.string(), scopes: z.array(Scope) })),
  /** The occasion of the letters this caused. */
  occasion: z.optional(z.string()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Invitation = z.object({
  /** What a home card is put away by. */
  occasion: z.string(),
  invitedAt: Instant,
  /** The term in which it was made; a passed deadline is not followed by another before the next one. */
  term: z.string(),
  deadline: z.optional(Instant),
  /** False while nobody at the location could act on it. */
  delivered: z.boolean(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Rollover = z.object({
  fromTerm: z.string(),
  toTerm: z.string(),
  at: Instant,
  outcome: z.enum(['rolledForward', 'lapsed']),
  reasons: z.array(Reason),
});

const common = {
  kind: z.literal('enrollment'),
  schemaVersion: z.literal(1),
  id: z.string(),
  organizationId: OrganizationId,
  programId: ProgramId,
  mpnId: MpnId,
  invitation: z.optional(Invitation),
  rollovers: z.array(Rollover),
  history: z.array(HistoryEntry),
};
const enrolledSince = { enrolledAt: Instant, earnsFrom: Day };

/** A union by status, so that an impossible combination does not parse: a term is open only while enrolled. */
export const Enrollment = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('invited'), invitation: Invitation }),
  z.object({ ...common, status: z.literal('enrolled'), openTerm: z.string(), ...enrolledSince }),
  z.object({ ...common, status: z.literal('invitationExpired'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('withdrawn') }),
  z.object({ ...common, status: z.literal('ineligible'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('lapsed'), reasons: z.array(Reason) }),
  z.object({ ...common, status: z.literal('discontinued'), reasons: z.array(Reason) }),
]);
export type Enrollment = z.infer<typeof Enrollment>;
export type Enrolled = Extract<Enrollment, { status: 'enrolled' }>;

export interface Pair {
  organizationId: string;
  programId: string;
  mpnId: string;
}

export const enrollmentId = (pair: Pick<Pair, 'programId' | 'mpnId'>) =>
  `enrollment:${pair.programId}:${pair.mpnId}`;

/** What a verb needs to know of the moment: when, who, and what to remember of it. */
export type Moment = Omit<HistoryEntry, 'from' | 'to' | 'what'>;

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

/** The invitation reaches an Incentives administrator after all; the status stays. */
export function deliver(state: Extract<Enrollment, { status: 'invited' }>, moment: Moment): Enrollment {
  const entry: HistoryEntry = { ...moment, what: 'deliver', from: 'invited', to: 'invited' };
  return {
    ...state,
    invitation: { ...state.invitation, delivered: true },
    history: [...state.history, entry],
  };
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
  const { openTerm, enrolledAt, earnsFrom } = state;
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

/** What every status has in common, with the step recorded; only the table decides whether the step exists. */
function moved(pair: Pair, state: Enrollment | undefined, verb: Verb, moment: Moment) {
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
