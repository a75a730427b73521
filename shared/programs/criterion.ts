/** Whether one rule of a program is met by a location on a day, and which figure says so: one function per kind of rule. */
import * as z from 'zod/mini';
import { termOn } from '../calendar/calendar.ts';
import type { Agreement, Location, Organization } from '../organizations/organization.ts';
import type { Program } from './program.ts';
import { admitsCountry, type Rule } from './rule.ts';
import { inWords, type RuleOf } from './wording.ts';
import { type AgreementType, Day } from './words.ts';

const leaves = ['agreement', 'designation', 'score', 'revenue', 'country', 'nominated', 'activity'] as const;
const Kind = z.enum([...leaves, 'before', 'always', 'allOf', 'anyOf', 'rulesInForce']);
const Figure = z.union([z.string(), z.number(), z.array(z.string())]);
const Source = z.enum(['location', 'organization', 'program', 'calendar']);
const Level = z.enum(['location', 'organization']);

/** What was asked for and what was found. Revenue is in whole US dollars; what is not known is null, and not met. */
export interface Criterion {
  /** An English sentence, which is true where the criterion is met. */
  criterion: string;
  /** `rulesInForce` is no rule: the program has none yet. */
  kind: Rule['kind'] | 'rulesInForce';
  met: boolean;
  needed: z.infer<typeof Figure>;
  figure: z.infer<typeof Figure> | null;
  source: z.infer<typeof Source>;
  /** The day of a reported figure; null for what is so by itself, such as a date or a country. */
  asOf: string | null;
  level?: z.infer<typeof Level> | undefined;
  /** The agreement, the solution area or the term that it is about, by its name in the API. */
  about?: string | undefined;
  /** Asked only when the term ends; met until then. */
  toStay?: true | undefined;
  /** The parts of `allOf` (all are needed) and `anyOf` (one is); `figure` counts those that are met. */
  criteria?: Criterion[] | undefined;
}
export const Criterion: z.ZodMiniType<Criterion> = z
  .object({
    criterion: z.string(),
    kind: Kind,
    met: z.boolean(),
    needed: Figure,
    figure: z.nullable(Figure),
    source: Source,
    asOf: z.nullable(Day),
    level: z.optional(Level),
    about: z.optional(z.string()),
    toStay: z.optional(z.literal(true)),
    get criteria() {
      return z.optional(z.array(Criterion));
    },
  })
  .register(z.globalRegistry, { id: 'Criterion' });

/** Everything a rule may look at; `on` is a day of the program's time zone. */
export interface Situation {
  program: Program;
  organization: Organization;
  location: Location;
  /** Whole US dollars over the trailing twelve months; without `asOf`, not known. */
  revenueOfOrganization: { usd: number; asOf: string | undefined };
  on: string;
  /** The day whose term's activity counts, where it is not that of `on`: at a rollover, which asks what is asked to stay, the term that has ended. */
  activityOn?: string;
}

type Finding = Omit<Criterion, 'criterion' | 'kind'>;
type Judges = { [Kind in Rule['kind']]: (rule: RuleOf[Kind], situation: Situation) => Finding };

const judges = {
  agreement: ({ type }, { organization, on }) => ({
    met: agreementActive(organization, type, on),
    needed: `active on ${on}`,
    figure: period(organization.agreements[type]),
    about: type,
    ...undated('organization'),
  }),
  designation: ({ anyOf }, { location }) => ({
    met: anyOf.some((name) => location.facts?.designations.includes(name)),
    needed: anyOf,
    figure: location.facts?.designations ?? null,
    ...reported(location),
  }),
  // In one area only: scores of different areas are never added up.
  score: ({ area, atLeast }, { location }) => ({
    ...reaches(atLeast, location.facts?.scores[area]),
    about: area,
    ...reported(location),
  }),
  revenue: ({ level, atLeastUsd }, { location, revenueOfOrganization: { usd, asOf } }) =>
    level === 'location'
      ? { ...reaches(atLeastUsd, location.facts?.trailing12MonthRevenueUsd), ...reported(location), level }
      : { ...reaches(atLeastUsd, asOf ? usd : undefined), source: level, asOf: asOf ?? null, level },
  country: (rule, { location: { country } }) => ({
    met: admitsCountry(rule, country),
    needed: rule.in ?? `none of: ${(rule.notIn ?? []).join(', ')}`,
    figure: country,
    ...undated('location'),
  }),
  nominated: (_, { location, program }) => {
    const met = location.facts?.nominations.includes(program.id) ?? false;
    const figure = met ? 'nominated' : 'not nominated';
    return { met, needed: 'nominated', figure: location.facts ? figure : null, ...reported(location) };
  },
  // Deals of another term count for nothing in this one.
  activity: ({ atLeast, toStay }, { location, program, on, activityOn }) => {
    const about = termOn(program.calendar, activityOn ?? on).name;
    const finding = reaches(atLeast, location.facts?.activity[program.id]?.[about]);
    const notYet = toStay && activityOn === undefined ? { met: true } : {};
    return { ...finding, ...notYet, ...reported(location), about, ...(toStay ? { toStay } : {}) };
  },
  before: ({ day }, { on }) => ({
    met: on < day,
    needed: `before ${day}`,
    figure: on,
    ...undated('calendar'),
  }),
  always: () => ({ met: true, needed: 'nothing', figure: null, ...undated('program') }),
  allOf: ({ rules }, situation) => combined(rules, rules.length, situation),
  anyOf: ({ rules }, situation) => combined(rules, 1, situation),
} satisfies Judges;

/** The criterion this rule makes for a location on a day. @throws RangeError for an activity rule outside FY00 to FY99. */
export function judge(rule: Rule, situation: Situation): Criterion {
  const finding = judgeKind(rule.kind, rule, situation);
  return { criterion: inWords(rule.kind, rule, situation), kind: rule.kind, ...finding };
}

/** Whether the organization has this agreement on that day; its first and its last day count, and it may have no last day. */
export function agreementActive(organization: Organization, type: AgreementType, on: string): boolean {
  const agreement = organization.agreements[type];
  if (!agreement || on < agreement.activeFrom) return false;
  return agreement.activeTo === undefined || on <= agreement.activeTo;
}

function judgeKind<Kind extends Rule['kind']>(kind: Kind, rule: RuleOf[Kind], situation: Situation): Finding {
  const table: Judges = judges;
  return table[kind](rule, situation);
}

function combined(rules: Rule[], needed: number, situation: Situation): Finding {
  const criteria = rules.map((rule) => judge(rule, situation));
  const figure = criteria.filter(({ met }) => met).length;
  return { met: figure >= needed, needed, figure, ...undated('program'), criteria };
}

function reaches(needed: number, figure: number | undefined): Pick<Finding, 'met' | 'needed' | 'figure'> {
  return { met: figure !== undefined && figure >= needed, needed, figure: figure ?? null };
}

function reported({ facts }: Location): Pick<Finding, 'source' | 'asOf'> {
  return { source: 'location', asOf: facts?.asOf ?? null };
}

function undated(source: Finding['source']): Pick<Finding, 'source' | 'asOf'> {
  return { source, asOf: null };
}

function period(agreement: Agreement | undefined): string | null {
  if (!agreement) return null;
  const { activeFrom, activeTo } = agreement;
  return activeTo ? `active from ${activeFrom} to ${activeTo}` : `active since ${activeFrom}`;
}
