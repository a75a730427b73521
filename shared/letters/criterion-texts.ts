/** The criteria of a program in Swedish: what was asked for, and what was found. */
import type { Reason } from '../enrollments/history.ts';
import { lazily } from '../lazily.ts';
import type { Criterion } from '../programs/criterion.ts';
import { areas } from '../programs/wording.ts';
import type { AgreementType } from '../programs/words.ts';
import { dayInWords } from './phrases.ts';

interface CriterionTexts {
  /** A sentence that is true where the criterion is met. */
  asked(criterion: Criterion): string;
  /** What there is instead; reported figures have a day, and may be missing. */
  found(figure: Criterion['figure'], on: string): string;
}

const countryNames = lazily(() => new Intl.DisplayNames('sv', { type: 'region' }));
const agreements = {
  microsoftPartnerAgreement: 'Microsoft Partner Agreement',
  mpnAgreement: 'avtal för Microsoft Partner Network',
  distributorAgreement: 'distributörsavtal',
} satisfies Record<AgreementType, string>;

/** Reasons that were kept earlier have it as a kind of `always`. */
const rulesInForce: CriterionTexts = {
  asked: ({ needed }) => {
    const [day] = daysOf(needed);
    return day ? `Programmet har regler som gäller den ${day}` : 'Inget mer krävs';
  },
  found: (figure) =>
    daysOf(figure)
      .map((day) => `gäller från den ${day}`)
      .join(),
};

const swedish = {
  agreement: {
    asked: ({ about }) => `Organisationens ${named(agreements, about) ?? 'nödvändiga avtal'} är aktivt`,
    found: (figure) => activeDuring(daysOf(figure)),
  },
  designation: { asked: ({ needed }) => `Platsen har ${oneOf(namesOf(needed))}`, found: reported(list) },
  score: {
    asked: ({ about, needed }) =>
      `Platsens kapacitetspoäng${after('inom', named(areas, about))} är minst ${number(needed)}`,
    found: reported(number),
  },
  revenue: {
    asked: ({ level, needed }) =>
      `${level === 'organization' ? 'Organisationens' : 'Platsens'} omsättning de senaste tolv månaderna är minst ${number(needed)} US-dollar`,
    found: reported((figure) => `${number(figure)} US-dollar`),
  },
  country: {
    asked: ({ needed }) =>
      `Platsen ligger ${Array.isArray(needed) ? '' : 'inte '}i ${oneOf(countriesOf(needed))}`,
    found: reported((figure) => countriesOf(figure).join(', ')),
  },
  nominated: {
    asked: () => 'Platsen är nominerad till programmet',
    found: reported((figure) => (figure === 'nominated' ? 'nominerad' : 'inte nominerad')),
  },
  activity: {
    asked: ({ about, needed }) =>
      `Platsen har minst ${number(needed)} ${needed === 1 ? 'godkänd affär' : 'godkända affärer'} i programmet${after('under', about)}`,
    found: reported(number),
  },
  before: {
    asked: ({ needed }) => `Dagen är före den ${daysOf(needed).join(', ')}`,
    found: reported((figure) => daysOf(figure).join(', ')),
  },
  always: rulesInForce,
  allOf: { asked: () => 'Alla dessa är uppfyllda', found: () => '' },
  anyOf: { asked: () => 'Minst ett av dessa är uppfyllt', found: () => '' },
  rulesInForce,
} satisfies Record<Criterion['kind'], CriterionTexts>;

/** What is missing; undefined where the reason has no criteria. */
export function criteriaInSwedish({ criteria = [], message }: Reason): string | undefined {
  if (criteria.length === 0) return undefined;
  // The single criteria do not say which of them were alternatives; the message does.
  const alternatives = criteria.length > 1 && message.includes('at least one of these');
  const opening = alternatives ? 'Inte uppfyllt (där det finns alternativ räcker ett)' : 'Inte uppfyllt';
  return `${opening}: ${criteria.map(inSwedish).join('; ')}.`;
}

/** What is asked for, and in parentheses what was found. */
export function inSwedish(criterion: Criterion): string {
  const { kind, figure, asOf, criteria } = criterion;
  const { asked, found }: CriterionTexts = swedish[kind];
  const on = asOf ? ` ${dayInWords('sv', asOf)}` : '';
  const more = criteria ? criteria.map(inSwedish).join('; ') : found(figure, on);
  return more ? `${asked(criterion)} (${more})` : asked(criterion);
}

function reported(worded: (figure: Criterion['needed']) => string): CriterionTexts['found'] {
  return (figure, on) => (figure === null ? 'uppgift saknas' : `uppgift${on}: ${worded(figure)}`);
}

function activeDuring([from, to]: string[]): string {
  if (!from) return 'inget avtal';
  return to ? `aktivt ${from}–${to}` : `aktivt från den ${from}`;
}

/** What was stored before criteria said what they are about has no name. */
function named(names: Record<string, string>, about: string | undefined): string | undefined {
  return about === undefined ? undefined : names[about];
}

function after(preposition: string, name: string | undefined): string {
  return name ? ` ${preposition} ${name}` : '';
}

function number(figure: Criterion['needed']): string {
  return typeof figure === 'number' ? figure.toLocaleString('sv-SE') : String(figure);
}

function namesOf(figure: Criterion['needed']): string[] {
  return Array.isArray(figure) ? figure : [String(figure)];
}

function list(figure: Criterion['needed']): string {
  return namesOf(figure).join(', ') || 'inget';
}

function oneOf(names: string[]): string {
  return names.length === 1 ? `${names[0]}` : `något av: ${names.join(', ')}`;
}

function countriesOf(figure: Criterion['needed']): string[] {
  const codes = namesOf(figure).flatMap((names) => names.match(/\b[A-Z]{2}\b/g) ?? []);
  return codes.map((code) => countryNames().of(code) ?? code);
}

/** The days in an English phrase; none where nothing is known. */
function daysOf(figure: Criterion['figure']): string[] {
  return (String(figure).match(/\d{4}-\d\d-\d\d/g) ?? []).map((day) => dayInWords('sv', day));
}
