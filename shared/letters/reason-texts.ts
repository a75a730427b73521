/** The reasons that letters give, in every language. */
import type { Reason } from '../enrollments/history.ts';
import { criteriaInSwedish } from './criterion-texts.ts';
import type { Language } from './texts.ts';

/** `missing` names the requirements that are not validated. */
type Texts = Record<Reason['code'], (reason: Reason, missing: string[]) => string>;

const asWritten = ({ message }: Reason) => message;

/** Why an enrollment ended or will end. Criteria are worded in English by the program's rules; the operator's own words stay as they are. */
const reasonTexts = {
  en: {
    criteriaUnmet: asWritten,
    agreementNotActive: asWritten,
    programNotOpen: asWritten,
    programDiscontinued: asWritten,
    migrationNotCompleted: asWritten,
    requirementIncomplete: asWritten,
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
    requirementIncomplete: (_, missing) =>
      missing.length > 0 ? `Inte godkänt: ${missing.join(', ')}.` : 'Alla krav är inte godkända.',
    requirementRejected: ({ message }) => `Ett krav avvisades: ${message}`,
    deadlinePassed: () => 'Inbjudan antogs inte i tid.',
    operatorDecision: ({ message }) => `Programteamet har beslutat det: ${message}`,
  },
} satisfies Record<Language, Texts>;

export function reasonInWords(language: Language, reason: Reason, missing: string[]): string {
  const texts: Texts = reasonTexts[language];
  return texts[reason.code](reason, missing);
}
