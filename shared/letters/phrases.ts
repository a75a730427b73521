/** The phrases all letters share, in every language. */
import type { Language } from './texts.ts';

interface Phrases {
  /** January first. */
  months: string[];
  greeting(name: string | undefined): string;
  location(name: string, mpnId: string): string;
  openUntil(day: string): string;
  canEnroll(names: string): string;
  nobodyCanEnroll: string;
  /** Joins the last name of a list to the others. */
  and: string;
  others(count: number): string;
  /** For the enrollments that are counted, not named. */
  more(count: number): string;
  portal: string;
  noMailbox(name: string, organization: string): string;
  noAdministrator(organization: string): string;
  footer(organization: string): string;
}

export const phrases = {
  en: {
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
    location: (name, mpnId) => `${name} (MPN ID ${mpnId})`,
    openUntil: (day) => `Open until the end of ${day}.`,
    canEnroll: (names) => `Can enroll it: ${names}.`,
    nobodyCanEnroll: 'Nobody can enroll it at the moment.',
    and: 'and',
    others: (count) => (count === 1 ? '1 other' : `${count} others`),
    more: (count) => (count === 1 ? 'And 1 more, on the portal.' : `And ${count} more, on the portal.`),
    portal: 'Open the portal',
    noMailbox: (name, organization) =>
      `This letter is for ${name}, who has no mailbox. It came to the contact address of ${organization} instead: please pass it on.`,
    noAdministrator: (organization) =>
      `This letter came to the contact address of ${organization} because no administrator of the organization is known.`,
    footer: (organization) => `Sent to ${organization} about its enrollment in partner incentives.`,
  },
  sv: {
    months: [
      'januari',
      'februari',
      'mars',
      'april',
      'maj',
      'juni',
      'juli',
      'augusti',
      'september',
      'oktober',
      'november',
      'december',
    ],
    greeting: (name) => (name ? `Hej ${name},` : 'Hej,'),
    location: (name, mpnId) => `${name} (MPN-ID ${mpnId})`,
    openUntil: (day) => `Öppen till och med ${day}.`,
    canEnroll: (names) => `Kan registrera den: ${names}.`,
    nobodyCanEnroll: 'Ingen kan registrera den just nu.',
    and: 'och',
    others: (count) => (count === 1 ? '1 till' : `${count} till`),
    more: (count) => `Och ${count} till, på portalen.`,
    portal: 'Öppna portalen',
    noMailbox: (name, organization) =>
      `Det här brevet är till ${name}, som saknar brevlåda. Det kom i stället till kontaktadressen för ${organization}: var vänlig lämna det vidare.`,
    noAdministrator: (organization) =>
      `Det här brevet kom till kontaktadressen för ${organization} eftersom ingen administratör för organisationen är känd.`,
    footer: (organization) =>
      `Skickat till ${organization} om registrering i incitamentsprogram för partner.`,
  },
} satisfies Record<Language, Phrases>;

/** '2027-04-30' as '30 April 2027'; anything else as it is. */
export function dayInWords(language: Language, day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const name = phrases[language].months[(month ?? 0) - 1];
  return name ? `${date} ${name} ${year}` : day;
}

/** 'A, B and 3 others': at most ten are named. */
export function listInWords(language: Language, names: string[]): string {
  const { and, others } = phrases[language];
  const named = names.slice(0, 10);
  const parts = names.length > named.length ? [...named, others(names.length - named.length)] : named;
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(` ${and} `);
}
