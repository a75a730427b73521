/** What each kind of rule asks for, in words a partner understands. */
import { termOn } from '../calendar/calendar.ts';
import { lazily } from '../lazily.ts';
import type { Program } from './program.ts';
import type { Rule } from './rule.ts';
import type { AgreementType, SolutionArea } from './words.ts';

/** The rule of each kind. */
export type RuleOf = { [Kind in Rule['kind']]: Extract<Rule, { kind: Kind }> };
type Asked = { program: Program; on: string; activityOn?: string };
type Sentences = { [Kind in Rule['kind']]: (rule: RuleOf[Kind], asked: Asked) => string };

const agreements = {
  microsoftPartnerAgreement: 'Microsoft Partner Agreement',
  mpnAgreement: 'Microsoft Partner Network agreement',
  distributorAgreement: 'distributor agreement',
} satisfies Record<AgreementType, string>;

/** Names of the solution areas, in every language. */
export const areas = {
  businessApplications: 'Business Applications',
  dataAndAi: 'Data & AI',
  digitalAndAppInnovation: 'Digital & App Innovation',
  infrastructure: 'Infrastructure',
  modernWork: 'Modern Work',
  security: 'Security',
} satisfies Record<SolutionArea, string>;

const amounts = lazily(() => new Intl.NumberFormat('en-US'));
const countryNames = lazily(() => new Intl.DisplayNames('en', { type: 'region' }));

const sentences = {
  agreement: ({ type }) => `The organization's ${agreements[type]} is active`,
  designation: ({ anyOf }) => `The location holds ${oneOf(anyOf)}`,
  score: ({ area, atLeast }) =>
    `Capability score of the location in ${areas[area]} is at least ${counted(atLeast, 'point')}`,
  revenue: ({ level, atLeastUsd }) =>
    `Trailing 12-month revenue of the ${level} is at least US$${amounts().format(atLeastUsd)}`,
  country: (rule) =>
    rule.in
      ? `The location is in ${oneOf(rule.in.map(countryName))}`
      : `The location is not in ${oneOf((rule.notIn ?? []).map(countryName))}`,
  nominated: () => 'The location is nominated for this program',
  activity: ({ atLeast, toStay }, { program, on, activityOn = on }) => {
    const deals = `at least ${counted(atLeast, 'approved deal')} in this program`;
    const term = termOn(program.calendar, activityOn).name;
    if (toStay) return `To stay after ${term}, the location needs ${deals} in that term`;
    return `The location has ${deals} in ${term}`;
  },
  before: ({ day }) => `The day is before ${day}`,
  always: () => 'Nothing more is asked for',
  allOf: () => 'All of these are met',
  anyOf: () => 'At least one of these is met',
} satisfies Sentences;

/** A rule always says the same, but for activity, which names a term. */
const said = new WeakMap<Rule, string>();

/** One English sentence, which is true where the rule is met. `kind` is the rule's own. */
export function inWords<Kind extends Rule['kind']>(kind: Kind, rule: RuleOf[Kind], asked: Asked): string {
  const table: Sentences = sentences;
  const known = said.get(rule);
  if (known !== undefined) return known;
  const sentence = table[kind](rule, asked);
  if (kind !== 'activity') said.set(rule, sentence);
  return sentence;
}

interface Found {
  kind: Rule['kind'] | 'rulesInForce';
  figure: string | number | string[] | null;
  asOf: string | null;
}

/** What was found, with its day where it was reported; undefined where nothing is known. */
export function foundInWords({ kind, figure, asOf }: Found): string | undefined {
  if (figure === null) return undefined;
  const words = Array.isArray(figure) ? figure.join(', ') || 'none' : counting(figure);
  return `${kind === 'revenue' ? 'US$' : ''}${words}${asOf ? `, as of ${asOf}` : ''}`;
}

function counting(figure: string | number): string {
  return typeof figure === 'number' ? amounts().format(figure) : figure;
}

function oneOf(names: string[]): string {
  return names.length === 1 ? `${names[0]}` : `one of: ${names.join(', ')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function countryName(code: string): string {
  return countryNames().of(code) ?? code;
}
