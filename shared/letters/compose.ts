/** Makes a letter of plain data: subject, text and HTML say the same. */
import type { LetterKind } from './letter.ts';
import { clean } from './markup.ts';
import { asHtml, asText, type Block, type Page } from './page.ts';
import { dayInWords, listInWords, phrases } from './phrases.ts';
import { kindTexts, type Language } from './texts.ts';

/** One location in one program. */
export interface Item {
  programName: string;
  locationName: string;
  mpnId: string;
  link: string;
  /** The last day on which the invitation is open, `YYYY-MM-DD`. */
  deadline?: string | undefined;
  /** Sentences in the letter's language. */
  reasons?: string[] | undefined;
  /** Display names of those who can enroll it. */
  whoCanAct?: string[] | undefined;
}

export interface LetterFacts {
  kind: LetterKind;
  language: Language;
  organizationName: string;
  /** Absent where the letter is for the organization's contact. */
  recipientName?: string | undefined;
  /** Why the letter goes to the organization's contact mail, if it does. */
  fallback?: 'noMailbox' | 'noAdministrator' | undefined;
  items: Item[];
  portalUrl: string;
}

interface Composed {
  subject: string;
  plainText: string;
  html: string;
}

/** More than these are counted, not named. */
const mostNamed = 50;

/** Whether every item has its own link, or the letter has one for all. */
const links = {
  invitation: 'each',
  invitationNotice: 'each',
  assignAdministrator: 'once',
  administratorGone: 'once',
  lapsed: 'once',
} satisfies Record<LetterKind, 'each' | 'once'>;

/** The subject holds no names, so nobody can write into it. */
export function compose(facts: LetterFacts): Composed {
  const page = pageOf(cleaned(facts));
  return { subject: page.subject, plainText: asText(page), html: asHtml(page) };
}

/** Names come from people and directories: none may break a line, turn the writing direction or hide characters. */
function cleaned(facts: LetterFacts): LetterFacts {
  const { organizationName, recipientName, items } = facts;
  return {
    ...facts,
    organizationName: clean(organizationName),
    recipientName: recipientName === undefined ? undefined : clean(recipientName),
    items: items.map((item) => ({
      ...item,
      programName: clean(item.programName),
      locationName: clean(item.locationName),
      reasons: item.reasons?.map(clean),
      whoCanAct: item.whoCanAct?.map(clean),
    })),
  };
}

function pageOf(facts: LetterFacts): Page {
  const { kind, language, organizationName, items } = facts;
  const text = kindTexts[language][kind];
  const phrase = phrases[language];
  const rest = items.length - mostNamed;
  const [first] = items;
  return {
    language,
    subject: text.subject,
    heading: text.heading,
    opening: [...salutation(facts), text.opening(organizationName, items.length)],
    blocks: items.slice(0, mostNamed).map((item) => blockOf(item, facts)),
    button: first && links[kind] === 'once' ? { label: text.button, url: first.link } : undefined,
    more: rest > 0 ? { text: phrase.more(rest), label: phrase.portal, url: facts.portalUrl } : undefined,
    closing: text.closing,
    footer: phrase.footer(organizationName),
  };
}

function salutation({ language, fallback, recipientName, organizationName }: LetterFacts): string[] {
  const { greeting, noMailbox, noAdministrator } = phrases[language];
  if (fallback === 'noMailbox')
    return [greeting(undefined), noMailbox(recipientName ?? '', organizationName)];
  if (fallback === 'noAdministrator') return [greeting(undefined), noAdministrator(organizationName)];
  return [greeting(recipientName)];
}

function blockOf(item: Item, { kind, language }: LetterFacts): Block {
  const { location, openUntil } = phrases[language];
  const where = location(item.locationName, item.mpnId);
  const label = kindTexts[language][kind].button;
  return {
    title: item.programName,
    lines: [
      where,
      ...(item.deadline ? [openUntil(dayInWords(language, item.deadline))] : []),
      ...(item.whoCanAct ? [whoCanAct(language, item.whoCanAct)] : []),
      ...(item.reasons ?? []),
    ],
    button:
      links[kind] === 'each'
        ? { label, url: item.link, name: `${label}: ${item.programName}, ${where}` }
        : undefined,
  };
}

function whoCanAct(language: Language, names: string[]): string {
  const { canEnroll, nobodyCanEnroll } = phrases[language];
  return names.length > 0 ? canEnroll(listInWords(language, names)) : nobodyCanEnroll;
}
