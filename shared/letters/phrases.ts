/** The phrases all letters share, in every language. */
import { lazily } from '../lazily.ts';
import { sentence } from './sentence.ts';
import type { Language } from './texts.ts';

interface Phrases {
  greeting(name: string | undefined): string;
  location(name: string, mpnId: string): string;
  openUntil(day: string): string;
  /** Where that day is later than it was. */
  extendedUntil(day: string): string;
  endsOn(day: string): string;
  canEnroll(names: string): string;
  youCanEnroll: string;
  nobodyCanEnroll: string;
  rejected(requirement: string): string;
  rejectedBecause(reason: string): string;
  completeBy(day: string, earnsFrom: string): string;
  /** What is enrolled has time until its term ends. */
  completeForNextTerm: string;
  toComplete(requirements: string): string;
  waiting(requirements: string): string;
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
    greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
    location: (name, mpnId) => `${name} (MPN ID ${mpnId})`,
    openUntil: (day) => `Open until the end of ${day}.`,
    extendedUntil: (day) => `Extended: open until the end of ${day}.`,
    endsOn: (day) => `The last day of its term is ${day}.`,
    canEnroll: (names) => sentence(`Can enroll it: ${names}`),
    youCanEnroll: 'You can enroll it.',
    nobodyCanEnroll: 'Nobody can enroll it at the moment.',
    rejected: (requirement) => `Rejected: ${requirement}`,
    rejectedBecause: (reason) => `Reason: ${reason}`,
    completeBy: (day, earnsFrom) => `Complete everything that is left by ${day} to earn from ${earnsFrom}.`,
    completeForNextTerm: 'It stays enrolled, but continues into the next term only with this in order.',
    toComplete: (requirements) => sentence(`To be completed: ${requirements}`),
    waiting: (requirements) => sentence(`To be validated: ${requirements}`),
    others: (count) => (count === 1 ? '1 other' : `${count} others`),
    more: (count) => (count === 1 ? 'And 1 more, on the portal.' : `And ${count} more, on the portal.`),
    portal: 'Open the portal',
    noMailbox: (name, organization) =>
      `This letter is for ${name}, who has no mailbox. It came to the contact address of ${organization} instead: please pass it on.`,
    noAdministrator: (organization) =>
      `This letter came to the contact address of ${organization} because no administrator who could act on it is known, or could be reached by mail.`,
    footer: (organization) => `Sent to ${organization} about its enrollment in partner incentives.`,
  },
  sv: {
    greeting: (name) => (name ? `Hej ${name},` : 'Hej,'),
    location: (name, mpnId) => `${name} (MPN-ID ${mpnId})`,
    openUntil: (day) => `Öppen till och med den ${day}.`,
    extendedUntil: (day) => `Förlängd: öppen till och med den ${day}.`,
    endsOn: (day) => `Periodens sista dag är den ${day}.`,
    canEnroll: (names) => sentence(`Kan registrera den: ${names}`),
    youCanEnroll: 'Du kan registrera den.',
    nobodyCanEnroll: 'Ingen kan registrera den just nu.',
    rejected: (requirement) => `Avvisat: ${requirement}`,
    rejectedBecause: (reason) => `Skäl: ${reason}`,
    completeBy: (day, earnsFrom) =>
      `Slutför allt som återstår senast den ${day} för att få incitament från och med den ${earnsFrom}.`,
    completeForNextTerm:
      'Platsen förblir registrerad, men fortsätter i nästa period bara om detta är i ordning.',
    toComplete: (requirements) => sentence(`Att slutföra: ${requirements}`),
    waiting: (requirements) => sentence(`Att granska: ${requirements}`),
    others: (count) => (count === 1 ? '1 till' : `${count} till`),
    more: (count) => `Och ${count} till, på portalen.`,
    portal: 'Öppna portalen',
    noMailbox: (name, organization) =>
      `Det här brevet är till ${name}, som saknar brevlåda. Det kom i stället till kontaktadressen för ${organization}: var vänlig lämna det vidare.`,
    noAdministrator: (organization) =>
      `Det här brevet kom till kontaktadressen för ${organization} eftersom ingen administratör som kan agera är känd eller kunde nås med e-post.`,
    footer: (organization) =>
      `Skickat till ${organization} om registrering i incitamentsprogram för partner.`,
  },
} satisfies Record<Language, Phrases>;

const locales = { en: 'en-GB', sv: 'sv-SE' } satisfies Record<Language, string>;

const dayFormat = (locale: string) =>
  lazily(
    () =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }),
  );
const dayFormats = { en: dayFormat(locales.en), sv: dayFormat(locales.sv) };

/** '2027-04-30' as '30 April 2027'; anything else as it is. */
export function dayInWords(language: Language, day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) ? day : dayFormats[language]().format(at);
}

/** 'A, B and 3 others': at most ten are named. */
export function listInWords(language: Language, names: string[]): string {
  const left = names.length - 10;
  const parts = left > 0 ? [...names.slice(0, 10), phrases[language].others(left)] : names;
  return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);
}
