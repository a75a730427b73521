/** What may follow what in the life of an enrollment: the only table that moves a status. */
import type { Status } from './history.ts';

/** What the people of a partner do, and what the operator does. */
export const commands = {
  partner: ['enroll', 'decline', 'withdraw', 'complete'],
  operator: ['validate', 'reject', 'extend', 'resend', 'reopen'],
} as const;
export type Command = (typeof commands)[keyof typeof commands][number];
/** What the system finds. Who can act and who was told (`deliver`, `attend`, `unattend`, `remind`, `warn`) is remembered and moves nothing. */
type Finding =
  | 'invite'
  | 'expire'
  | 'loseEligibility'
  | 'discontinue'
  | 'adjust'
  | 'rollForward'
  | 'lapse'
  | 'deliver'
  | 'remind'
  | 'warn'
  | 'attend'
  | 'unattend';
export type Verb = Command | Finding;
export type Row = Partial<Record<Verb, readonly Status[]>>;

/** A verb that is not in the row of the present status is refused; where it has several outcomes, the requirements that the program asks for by then decide. */
export const transitions = {
  none: { invite: ['invited'], enroll: ['actionRequired', 'validating', 'enrolled'] },
  invited: {
    enroll: ['actionRequired', 'validating', 'enrolled'],
    decline: ['declined'],
    extend: ['invited'],
    resend: ['invited'],
    expire: ['invitationExpired'],
    loseEligibility: ['ineligible'],
    discontinue: ['discontinued'],
    deliver: ['invited'],
    remind: ['invited'],
    unattend: ['invited'],
    reopen: ['actionRequired', 'validating', 'enrolled'],
  },
  declined: {
    enroll: ['actionRequired', 'validating', 'enrolled'],
    extend: ['invited'],
    resend: ['invited'],
    invite: ['invited'],
  },
  invitationExpired: {
    enroll: ['actionRequired', 'validating', 'enrolled'],
    extend: ['invited'],
    resend: ['invited'],
    invite: ['invited'],
  },
  actionRequired: {
    withdraw: ['withdrawn'],
    complete: ['actionRequired', 'validating'],
    validate: ['actionRequired', 'validating', 'enrolled'],
    reject: ['actionRequired'],
    adjust: ['validating', 'enrolled'],
    rollForward: ['actionRequired'],
    lapse: ['lapsed'],
    loseEligibility: ['ineligible'],
    discontinue: ['discontinued'],
    warn: ['actionRequired'],
    attend: ['actionRequired'],
    unattend: ['actionRequired'],
  },
  validating: {
    withdraw: ['withdrawn'],
    complete: ['actionRequired', 'validating'],
    validate: ['actionRequired', 'validating', 'enrolled'],
    reject: ['actionRequired'],
    adjust: ['actionRequired', 'enrolled'],
    rollForward: ['validating'],
    lapse: ['lapsed'],
    loseEligibility: ['ineligible'],
    discontinue: ['discontinued'],
    warn: ['validating'],
    attend: ['validating'],
    unattend: ['validating'],
  },
  enrolled: {
    withdraw: ['withdrawn'],
    complete: ['enrolled'],
    validate: ['enrolled'],
    reject: ['enrolled'],
    adjust: ['enrolled'],
    rollForward: ['enrolled'],
    lapse: ['lapsed'],
    loseEligibility: ['ineligible'],
    discontinue: ['discontinued'],
    warn: ['enrolled'],
    attend: ['enrolled'],
    unattend: ['enrolled'],
  },
  withdrawn: { enroll: ['actionRequired', 'validating', 'enrolled'] },
  ineligible: {
    invite: ['invited'],
    enroll: ['actionRequired', 'validating', 'enrolled'],
    reopen: ['actionRequired', 'validating', 'enrolled'],
  },
  lapsed: {
    invite: ['invited'],
    enroll: ['actionRequired', 'validating', 'enrolled'],
    reopen: ['actionRequired', 'validating', 'enrolled'],
  },
  discontinued: {},
} as const satisfies Record<Status | 'none', Row>;
