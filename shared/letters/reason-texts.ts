/** The reasons that letters give, in every language. */
import type { Reason } from '../enrollments/history.ts';
import type { Language } from './texts.ts';

type ReasonTexts = Record<Reason['code'], (message: string) => string>;

const asWritten = (message: string) => message;

/** Why an enrollment ended. Criteria are worded in English by the program's rules. */
export const reasonTexts = {
  en: {
    criteriaUnmet: asWritten,
    agreementNotActive: asWritten,
    programNotOpen: asWritten,
    programDiscontinued: asWritten,
    migrationNotCompleted: asWritten,
    deadlinePassed: () => 'The invitation was not accepted in time.',
  },
  sv: {
    criteriaUnmet: (message) => `Alla villkor är inte uppfyllda. På engelska: ${message}`,
    agreementNotActive: (message) => `Ett avtal som krävs är inte aktivt. På engelska: ${message}`,
    programNotOpen: () => 'Programmet är inte öppet.',
    programDiscontinued: () => 'Programmet erbjuds inte längre.',
    migrationNotCompleted: () => 'Organisationen har inte slutfört sin migrering.',
    deadlinePassed: () => 'Inbjudan antogs inte i tid.',
  },
} satisfies Record<Language, ReasonTexts>;
