/** What letters say, by their kind and in every language. Names in them are plain text, not markup. */
import type { LetterKind } from './letter.ts';

export const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];

/** Swedish for whoever's directory says so, English for everybody else. */
export function languageOf(preferred: string | null | undefined): Language {
  return preferred && /^sv(-|$)/i.test(preferred) ? 'sv' : 'en';
}

interface KindTexts {
  subject: string;
  heading: string;
  /** `count` is of locations in programs. */
  opening(organization: string, count: number): string;
  button: string;
  closing: string;
}

const subject = 'Partner Incentive Enrollment Invitation';

/** The invitation's subject and its `Get Started` are the same in every language, so that people can be told to look for them. */
export const kindTexts = {
  en: {
    invitation: {
      subject,
      heading: subject,
      opening: (organization, count) =>
        count === 1
          ? `A location of ${organization} is eligible for an incentive program. You are its Incentives administrator: you can enroll it.`
          : `Locations of ${organization} are eligible for incentive programs, ${count} invitations in all. You are their Incentives administrator: you can enroll them.`,
      button: 'Get Started',
      closing: 'A location earns incentives only after it is enrolled.',
    },
    invitationNotice: {
      subject: 'Your locations are invited to incentive programs',
      heading: 'Your locations are invited',
      opening: (organization, count) =>
        count === 1
          ? `A location of ${organization} is invited to an incentive program. You are informed because you are an administrator of ${organization}.`
          : `Locations of ${organization} are invited to incentive programs, ${count} invitations in all. You are informed because you are an administrator of ${organization}.`,
      button: 'View invitation',
      closing: 'Only an Incentives administrator of the location and the program can enroll it.',
    },
    assignAdministrator: {
      subject: 'Assign an Incentives administrator so that your locations can enroll',
      heading: 'Assign an Incentives administrator',
      opening: (organization, count) =>
        count === 1
          ? `A location of ${organization} is eligible for an incentive program, but nobody can enroll it: no Incentives administrator is assigned.`
          : `Locations of ${organization} are eligible for incentive programs, ${count} invitations in all, but nobody can enroll them: no Incentives administrator is assigned.`,
      button: 'Assign an administrator',
      closing:
        'A Global or Account administrator can assign one, themselves too. The invitation is sent as soon as one is assigned.',
    },
    administratorGone: {
      subject: 'Your locations have no Incentives administrator any more',
      heading: 'No Incentives administrator any more',
      opening: (organization, count) =>
        count === 1
          ? `A location of ${organization} in an incentive program has lost its last Incentives administrator: their role was taken away, or your directory has disabled or removed them.`
          : `Locations of ${organization} in incentive programs have lost their last Incentives administrator, ${count} invitations and enrollments in all: the role was taken away, or your directory has disabled or removed the person.`,
      button: 'Assign an administrator',
      closing:
        'What is enrolled stays enrolled, but until one is assigned nobody can act for it. A Global or Account administrator can assign one, themselves too.',
    },
    lapsed: {
      subject: 'Incentive enrollment ended',
      heading: 'Incentive enrollment ended',
      opening: (organization, count) =>
        count === 1
          ? `The enrollment of a location of ${organization} in an incentive program has ended.`
          : `${count} enrollments of locations of ${organization} in incentive programs have ended.`,
      button: 'View your locations',
      closing: 'When the reasons no longer hold, the location can be enrolled again.',
    },
  },
  sv: {
    invitation: {
      subject,
      heading: 'Inbjudan till incitamentsprogram',
      opening: (organization, count) =>
        count === 1
          ? `En plats hos ${organization} är berättigad till ett incitamentsprogram. Du är platsens incitamentsadministratör och kan registrera den.`
          : `Platser hos ${organization} är berättigade till incitamentsprogram, sammanlagt ${count} inbjudningar. Du är deras incitamentsadministratör och kan registrera dem.`,
      button: 'Kom igång (Get Started)',
      closing: 'En plats får incitament först när den är registrerad.',
    },
    invitationNotice: {
      subject: 'Era platser är inbjudna till incitamentsprogram',
      heading: 'Era platser är inbjudna',
      opening: (organization, count) =>
        count === 1
          ? `En plats hos ${organization} är inbjuden till ett incitamentsprogram. Du får veta det eftersom du är administratör för ${organization}.`
          : `Platser hos ${organization} är inbjudna till incitamentsprogram, sammanlagt ${count} inbjudningar. Du får veta det eftersom du är administratör för ${organization}.`,
      button: 'Visa inbjudan',
      closing: 'Bara en incitamentsadministratör för platsen och programmet kan registrera den.',
    },
    assignAdministrator: {
      subject: 'Utse en incitamentsadministratör så att era platser kan registreras',
      heading: 'Utse en incitamentsadministratör',
      opening: (organization, count) =>
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
      opening: (organization, count) =>
        count === 1
          ? `En plats hos ${organization} i ett incitamentsprogram har förlorat sin sista incitamentsadministratör: rollen har tagits bort, eller så har er katalog inaktiverat eller tagit bort personen.`
          : `Platser hos ${organization} i incitamentsprogram har förlorat sin sista incitamentsadministratör, sammanlagt ${count} inbjudningar och registreringar: rollen har tagits bort, eller så har er katalog inaktiverat eller tagit bort personen.`,
      button: 'Utse en administratör',
      closing:
        'Det som är registrerat förblir registrerat, men tills någon är utsedd kan ingen agera för det. En global administratör eller kontoadministratör kan utse en, även sig själv.',
    },
    lapsed: {
      subject: 'Registrering i incitamentsprogram har upphört',
      heading: 'Registrering har upphört',
      opening: (organization, count) =>
        count === 1
          ? `Registreringen av en plats hos ${organization} i ett incitamentsprogram har upphört.`
          : `${count} registreringar av platser hos ${organization} i incitamentsprogram har upphört.`,
      button: 'Visa era platser',
      closing: 'När skälen inte längre gäller kan platsen registreras på nytt.',
    },
  },
} satisfies Record<Language, Record<LetterKind, KindTexts>>;
