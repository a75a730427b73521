/** The letters in Swedish. */
import { invitationSubject, type KindTexts } from './kind-texts.ts';
import type { LetterKind } from './letter.ts';
import { sentence } from './sentence.ts';

export const swedish = {
  invitation: {
    subject: invitationSubject,
    heading: 'Inbjudan till incitamentsprogram',
    opening: ({ organization, count, someForOthers }) => {
      if (someForOthers)
        return sentence(
          `Platser hos ${organization} är berättigade till incitamentsprogram, sammanlagt ${count} inbjudningar. Du kan registrera dem där det står så. De andra får du veta om eftersom du är administratör för ${organization}`,
        );
      return count === 1
        ? `En plats hos ${organization} är berättigad till ett incitamentsprogram. Du är platsens incitamentsadministratör och kan registrera den.`
        : `Platser hos ${organization} är berättigade till incitamentsprogram, sammanlagt ${count} inbjudningar. Du är deras incitamentsadministratör och kan registrera dem.`;
    },
    button: 'Kom igång (Get Started)',
    closing: 'En plats får incitament först när den är registrerad.',
  },
  invitationNotice: {
    subject: 'Era platser är inbjudna till incitamentsprogram',
    heading: 'Era platser är inbjudna',
    opening: ({ organization, count }) =>
      sentence(
        count === 1
          ? `En plats hos ${organization} är inbjuden till ett incitamentsprogram. Du får veta det eftersom du är administratör för ${organization}`
          : `Platser hos ${organization} är inbjudna till incitamentsprogram, sammanlagt ${count} inbjudningar. Du får veta det eftersom du är administratör för ${organization}`,
      ),
    button: 'Visa inbjudan',
    closing: 'Bara en incitamentsadministratör för platsen och programmet kan registrera den.',
  },
  invitationReminder: {
    subject: 'Påminnelse: er inbjudan till incitamentsprogram går snart ut',
    heading: 'Er inbjudan går snart ut',
    opening: ({ organization, count }) =>
      count === 1
        ? `En plats hos ${organization} är inbjuden till ett incitamentsprogram och är ännu inte registrerad. Du är platsens incitamentsadministratör och kan registrera den till och med den dag som anges nedan.`
        : `Platser hos ${organization} är inbjudna till incitamentsprogram och är ännu inte registrerade, sammanlagt ${count} inbjudningar. Du är deras incitamentsadministratör och kan registrera dem till och med de dagar som anges nedan.`,
    button: 'Kom igång (Get Started)',
    closing: 'Om platsen inte vill delta, tacka nej till inbjudan, så kommer inga fler påminnelser.',
  },
  assignAdministrator: {
    subject: 'Utse en incitamentsadministratör så att era platser kan registreras',
    heading: 'Utse en incitamentsadministratör',
    opening: ({ organization, count }) =>
      count === 1
        ? `En plats hos ${organization} är berättigad till ett incitamentsprogram, men ingen kan registrera den: det saknas en incitamentsadministratör.`
        : `Platser hos ${organization} är berättigade till incitamentsprogram, sammanlagt ${count} inbjudningar, men ingen kan registrera dem: det saknas en incitamentsadministratör.`,
    button: 'Utse en administratör',
    closing:
      'En global administratör eller kontoadministratör kan utse en, även sig själv. Inbjudan skickas så snart någon är utsedd.',
  },
  administratorGone: {
    subject: 'Era platser har inte längre någon incitamentsadministratör',
    heading: 'Ingen incitamentsadministratör längre',
    opening: ({ organization, count }) =>
      count === 1
        ? `En plats hos ${organization} i ett incitamentsprogram har förlorat sin sista incitamentsadministratör: rollen har tagits bort, eller så har er katalog inaktiverat eller tagit bort personen.`
        : `Platser hos ${organization} i incitamentsprogram har förlorat sin sista incitamentsadministratör, sammanlagt ${count} inbjudningar och registreringar: rollen har tagits bort, eller så har er katalog inaktiverat eller tagit bort personen.`,
    button: 'Utse en administratör',
    closing:
      'Det som är registrerat förblir registrerat, men tills någon är utsedd kan ingen agera för det. En global administratör eller kontoadministratör kan utse en, även sig själv.',
  },
  willLapse: {
    subject: 'Registrering i incitamentsprogram upphör om ni inte agerar',
    heading: 'Registrering kommer att upphöra',
    opening: ({ organization, count }) =>
      count === 1
        ? `Som det ser ut nu upphör registreringen av en plats hos ${organization} i ett incitamentsprogram när perioden är slut och fortsätter inte i nästa.`
        : `Som det ser ut nu upphör ${count} registreringar av platser hos ${organization} i incitamentsprogram när perioden är slut och fortsätter inte i nästa.`,
    button: 'Visa era platser',
    closing: 'En registrering fortsätter av sig själv om skälen inte längre gäller när perioden är slut.',
  },
  lapsed: {
    subject: 'Registrering i incitamentsprogram har upphört',
    heading: 'Registrering har upphört',
    opening: ({ organization, count }) =>
      count === 1
        ? `Registreringen av en plats hos ${organization} i ett incitamentsprogram har upphört.`
        : `${count} registreringar av platser hos ${organization} i incitamentsprogram har upphört.`,
    button: 'Visa era platser',
    closing: 'När skälen inte längre gäller kan platsen registreras på nytt.',
  },
  reopened: {
    subject: 'Registrering i incitamentsprogram har återupptagits',
    heading: 'Registrering har återupptagits',
    opening: ({ organization, count }) =>
      count === 1
        ? `Registreringen av en plats hos ${organization} i ett incitamentsprogram hade upphört. Den har återupptagits och fortsätter som om den aldrig hade upphört.`
        : `${count} registreringar av platser hos ${organization} i incitamentsprogram hade upphört. De har återupptagits och fortsätter som om de aldrig hade upphört.`,
    button: 'Visa era platser',
    closing:
      'Ingen behöver registrera på nytt. När perioden är slut avgörs på nytt om registreringen fortsätter.',
  },
  requirementAdded: {
    subject: 'Registrering i incitamentsprogram: något mer måste slutföras',
    heading: 'Något mer måste slutföras',
    opening: ({ organization, count }) =>
      count === 1
        ? `Ett incitamentsprogram kräver nu mer än när en plats hos ${organization} slutförde det som krävdes.`
        : `Incitamentsprogram kräver nu mer än när platser hos ${organization} slutförde det som krävdes, sammanlagt ${count} registreringar.`,
    button: 'Slutför',
    closing: 'Slutför det som anges och markera det sedan som slutfört. Programteamet granskar det.',
  },
  requirementRejected: {
    subject: 'Registrering i incitamentsprogram: något måste göras om',
    heading: 'Något måste göras om',
    opening: ({ organization, count }) =>
      count === 1
        ? `Ett krav som slutfördes för en plats hos ${organization} i ett incitamentsprogram kunde inte godkännas.`
        : `Krav som slutfördes för platser hos ${organization} i incitamentsprogram kunde inte godkännas, sammanlagt ${count} registreringar.`,
    button: 'Slutför på nytt',
    closing: 'Rätta det som skälet anger och markera sedan kravet som slutfört.',
  },
  validationReminder: {
    subject: 'Registrering i incitamentsprogram har väntat på granskning i mer än 48 timmar',
    heading: 'Har väntat på granskning i mer än 48 timmar',
    opening: ({ organization, count }) =>
      count === 1
        ? `En plats hos ${organization} har slutfört det som ett incitamentsprogram kräver. Partner är lovade svar inom 48 timmar.`
        : `Platser hos ${organization} har slutfört det som incitamentsprogram kräver, sammanlagt ${count} registreringar. Partner är lovade svar inom 48 timmar.`,
    button: 'Granska kraven',
    closing: 'Godkänn varje krav, eller avvisa det med ett skäl.',
    footer: 'Skickat till programteamet av registreringstjänsten.',
  },
  completeMigration: {
    subject: 'Slutför er migrering så att era platser kan registreras',
    heading: 'Slutför er migrering',
    opening: ({ organization, count }) =>
      `${waiting(count)} på ${organization}, som inte har slutfört sin migrering till Partner Center. Innan dess kan ingen av platserna bjudas in eller registreras.`,
    button: 'Gå till er organisation',
    closing:
      'En global administratör slutför migreringen i Partner Center; leverantören registrerar det här. Den tar bort alla andras roller, så utse dem på nytt efteråt.',
  },
  mailReturned: {
    subject: 'En inbjudan till incitamentsprogram kunde inte levereras med e-post',
    heading: 'Ett brev med en inbjudan kom tillbaka',
    opening: ({ addressee, organization, count, returnedFrom }) =>
      (count === 1
        ? `Ett brev till ${addressee} om att en plats hos ${organization} är inbjuden till ett incitamentsprogram kunde inte levereras. Det kan hända att personen inte vet om det.`
        : `Ett brev till ${addressee} om ${count} inbjudningar till platser hos ${organization} kunde inte levereras. Det kan hända att personen inte vet om dem.`) +
      (returnedFrom
        ? ` Personen saknar brevlåda, så brevet gick till kontaktadressen för ${organization}: meddela programteamet rätt adress.`
        : ''),
    button: 'Visa er organisation',
    closing:
      'Säg det till personen och låt rätta e-postadressen i er katalog, eller utse en annan incitamentsadministratör.',
  },
} satisfies Record<LetterKind, KindTexts>;

/** How many is not known where it is 0. */
function waiting(count: number): string {
  if (count === 1) return 'En inbjudan till ett incitamentsprogram väntar';
  return `${count === 0 ? 'Inbjudningar' : `${count} inbjudningar`} till incitamentsprogram väntar`;
}
