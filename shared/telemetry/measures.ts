/** What is counted: the same figures as in the lines of the log, never sampled. */

export interface Measure {
  kind: 'counter' | 'gauge';
  name: string;
  unit: string;
  description: string;
  /** Few values each: no ids of organizations, people or documents. */
  attributes: readonly string[];
}

export const measures = {
  invocations: {
    kind: 'counter',
    name: 'incentives.invocations',
    unit: '{invocation}',
    description: 'Invocations of functions: succeeded, refused (4xx) or failed',
    attributes: ['function', 'outcome'],
  },
  refusals: {
    kind: 'counter',
    name: 'incentives.refusals',
    unit: '{refusal}',
    description: 'Requests that were refused, by the code they were answered with',
    attributes: ['code'],
  },
  reconciled: {
    kind: 'counter',
    name: 'incentives.reconciled',
    unit: '{organization}',
    description: 'Passes over organizations: done or failed',
    attributes: ['outcome'],
  },
  decisions: {
    kind: 'counter',
    name: 'incentives.decisions',
    unit: '{decision}',
    description: 'What passes decided about enrollments; a rollover is rollForward or lapse',
    attributes: ['program', 'verb', 'reason'],
  },
  rolloverLeft: {
    kind: 'gauge',
    name: 'incentives.rollover.left',
    unit: '{organization}',
    description:
      'Organizations named by the hourly look for carrying a term that has ended; none while messages wait',
    attributes: ['waiting'],
  },
  poisoned: {
    kind: 'gauge',
    name: 'incentives.rollover.poisoned',
    unit: '{message}',
    description: 'About how many messages that name organizations were given up',
    attributes: [],
  },
  syncs: {
    kind: 'counter',
    name: 'incentives.syncs',
    unit: '{sync}',
    description:
      'Readings of company directories: succeeded, overtaken by another worker, or the code of the fault',
    attributes: ['result'],
  },
  membersChanged: {
    kind: 'counter',
    name: 'incentives.members.changed',
    unit: '{member}',
    description: 'Members that readings of directories which succeeded wrote',
    attributes: [],
  },
  letters: {
    kind: 'counter',
    name: 'incentives.letters',
    unit: '{letter}',
    description: 'Letters taken in hand, by what became of them',
    attributes: ['outcome'],
  },
  deliveryReports: {
    kind: 'counter',
    name: 'incentives.delivery.reports',
    unit: '{report}',
    description: 'What the mail service reported of letters that left',
    attributes: ['outcome'],
  },
  requestUnits: {
    kind: 'counter',
    name: 'incentives.request.units',
    unit: '{RU}',
    description: 'Request units of the database, by container and operation',
    attributes: ['container', 'operation'],
  },
} as const satisfies Record<string, Measure>;
