/** The reasons that letters give, in every language. */
import type { Reason } from '../enrollments/history.ts';
import { criteriaInSwedish } from './criterion-texts.ts';
import { sentence } from './sentence.ts';
import type { Language } from './texts.ts';

type Texts = Record<Reason['code'], (reason: Reason) => string>;

const asWritten = ({ message }: Reason) => message;

/** Why an enrollment ended or will end. Criteria are worded in English by the program's rules; the operator's own words stay as they are. */
const reasonTexts = {
  en: {
    criteriaUnmet: asWritten,
    agreementNotActive: asWritten,
    programNotOpen: asWritten,
    programDiscontinued: asWritten,
    migrationNotCompleted: asWritten,
    requirementIncomplete: (reason) => unvalidated('Not validated', reason) ?? reason.message,
    requirementRejected: ({ message }) => `A requirement was rejected: ${message}`,
    deadlinePassed: () => 'The invitation was not accepted in time.',
    operatorDecision: ({ message }) => `The program team decided so: ${message}`,
  },
  sv: {
    criteriaUnmet: (reason) => criteriaInSwedish(reason) ?? 'Alla villkor är inte uppfyllda.',
    agreementNotActive: (reason) => criteriaInSwedish(reason) ?? 'Ett avtal som krävs är inte aktivt.',
    programNotOpen: () => 'Programmet är inte öppet.',
    programDiscontinued: () => 'Programmet erbjuds inte längre.',
    migrationNotCompleted: () => 'Organisationen har inte slutfört sin migrering.',
    requirementIncomplete: (reason) => unvalidated('Inte godkänt', reason) ?? 'Alla krav är inte godkända.',
    requirementRejected: ({ message }) => `Ett krav avvisades: ${message}`,
    deadlinePassed: () => 'Inbjudan antogs inte i tid.',
    operatorDecision: ({ message }) => `Programteamet har beslutat det: ${message}`,
  },
} satisfies Record<Language, Texts>;

/** As the program named them then. */
function unvalidated(how: string, { requirements = [] }: Reason): string | undefined {
  if (requirements.length === 0) return undefined;
  return sentence(`${how}: ${requirements.map(({ name }) => name).join(', ')}`);
}

export function reasonInWords(language: Language, reason: Reason): string {
  const texts: Texts = reasonTexts[language];
  return texts[reason.code](reason);
}
