/** A random program: as the model sees it, and as the API is told. */
import fc from 'fast-check';
import { type Calendar, termName, zones } from './life-calendar.ts';

export const requirementNames = ['payout-profile', 'tax-profile'] as const;
export type RequirementName = (typeof requirementNames)[number];
const agreementType = 'microsoftPartnerAgreement';

export interface Program {
  open: boolean;
  state: 'active' | 'notOpen' | 'discontinued';
  requirements: readonly RequirementName[];
  validDays?: number | undefined;
  atOnce: boolean;
  /** Asked for while it is not open to all. */
  agreement: boolean;
  /** Whether a deal in the term is asked for as well. */
  deals: boolean;
  /** The revenue asked for, and from another day on. */
  atLeast: number;
  later?: { from: string; atLeast: number } | undefined;
  calendar: Calendar;
}

const chosen = fc.constantFrom<readonly RequirementName[]>(
  [],
  ['payout-profile'],
  ['payout-profile'],
  ['payout-profile', 'tax-profile'],
);

/** The day on which the rules change is that many days after the run began. */
export const anyProgram = fc.record({
  open: fc.boolean(),
  requirements: chosen,
  validDays: fc.constantFrom(undefined, 3, 30, 200),
  atOnce: fc.boolean(),
  agreement: fc.boolean(),
  deals: fc.constantFrom(false, false, false, true),
  changesAfterDays: fc.constantFrom(undefined, undefined, 40, 300),
  calendar: fc.record({
    firstMonth: fc.constantFrom(7, 7, 1, 2, 10, 12),
    zone: fc.constantFrom(...zones),
  }),
  /** How much longer than usual the term lasts in which the run begins. */
  prolongedDays: fc.constantFrom(undefined, undefined, 20, 100),
});
export type PlannedProgram = typeof anyProgram extends fc.Arbitrary<infer P> ? P : never;

/** What an operator changes later. */
export const anyChange = fc.oneof(
  fc.record({ state: fc.constantFrom('active' as const, 'active' as const, 'notOpen' as const) }),
  fc.record({ state: fc.constantFrom('notOpen' as const, 'discontinued' as const) }),
  fc.record({ open: fc.boolean() }),
  fc.record({ requirements: chosen }),
  fc.record({ validDays: fc.constantFrom(undefined, 3, 30, 200) }),
  fc.record({ atOnce: fc.boolean() }),
  fc.record({ atLeast: fc.constantFrom(20_000, 60_000) }),
);

/** The body of PUT /programs/{programId}. */
export function termsOf(program: Program) {
  const { open, state, validDays, calendar } = program;
  return {
    name: 'A program of the model',
    description: '',
    guideUrl: 'https://partner.example/guides/model',
    state,
    openToAll: open,
    ...(program.agreement && !open ? { requiredAgreement: agreementType } : {}),
    versions: open ? [] : versionsOf(program),
    requirements: program.requirements.map((requirement) => ({ requirement, name: requirement })),
    ...(validDays === undefined ? {} : { invitationValidDays: validDays }),
    calendar: {
      timeZone: calendar.zone,
      firstMonth: calendar.firstMonth,
      extendedEnds: extendedEnds(calendar),
    },
    offBoarding: program.atOnce ? 'atOnce' : 'atTermEnd',
  };
}

function extendedEnds({ extended }: Calendar): Record<string, string> {
  return Object.fromEntries(Object.entries(extended).map(([year, end]) => [termName(Number(year)), end]));
}

function versionsOf({ atLeast, later, deals }: Program) {
  const rule = (atLeastUsd: number) => {
    const revenue = { kind: 'revenue', level: 'location', atLeastUsd };
    return deals ? { kind: 'allOf', rules: [revenue, { kind: 'activity', atLeast: 1 }] } : revenue;
  };
  const first = { effectiveFrom: '2020-01-01', rule: rule(atLeast) };
  return later ? [first, { effectiveFrom: later.from, rule: rule(later.atLeast) }] : [first];
}
