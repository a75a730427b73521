/** Makes a letter of plain data: subject, text and HTML say the same. */
import type { KindTexts } from './kind-texts.ts';
import type { LetterKind } from './letter.ts';
import { cleaned, type Item, type LetterFacts } from './letter-facts.ts';
import { linesOf } from './lines.ts';
import { asHtml, asText, type Block, type Page } from './page.ts';
import { phrases } from './phrases.ts';
import { kindTexts } from './texts.ts';

interface Composed {
  subject: string;
  plainText: string;
  html: string;
}

/** More than these are counted, not named. */
const mostNamed = 50;

/** Whether every item has its own link, or the letter has one to the organization. */
const links = {
  invitation: 'each',
  invitationNotice: 'each',
  invitationReminder: 'each',
  assignAdministrator: 'once',
  administratorGone: 'once',
  willLapse: 'once',
  lapsed: 'once',
  reopened: 'once',
  requirementAdded: 'each',
  requirementRejected: 'each',
  validationReminder: 'each',
  completeMigration: 'once',
  mailReturned: 'once',
} satisfies Record<LetterKind, 'each' | 'once'>;

/** The subject holds no names, so nobody can write into it. */
export function compose(facts: LetterFacts): Composed {
  const page = pageOf(cleaned(facts));
  return { subject: page.subject, plainText: asText(page), html: asHtml(page) };
}

function pageOf(facts: LetterFacts): Page {
  const { language, organizationName, items } = facts;
  const kind = kindOf(facts);
  const text = kindTexts[language][kind];
  const phrase = phrases[language];
  const rest = items.length - mostNamed;
  return {
    language,
    subject: text.subject,
    heading: text.heading,
    opening: [...salutation(facts), text.opening(aboutOf(facts))],
    blocks: items.slice(0, mostNamed).map((item) => blockOf(item, facts)),
    button: links[kind] === 'once' ? { label: text.button, url: facts.link } : undefined,
    more: rest > 0 ? { text: phrase.more(rest), label: phrase.portal, url: facts.portalUrl } : undefined,
    closing: text.closing,
    footer: text.footer ?? phrase.footer(organizationName),
  };
}

/** An invitation informs whoever appoints of what others can enroll, too: of that, it says what a notice says. */
function kindOf({ kind, items }: Pick<LetterFacts, 'kind' | 'items'>): LetterKind {
  return kind === 'invitation' && items.every(({ whoCanAct }) => whoCanAct) ? 'invitationNotice' : kind;
}

function isForOthersToo({ kind, items }: LetterFacts): boolean {
  return kind === 'invitation' && items.some(({ whoCanAct }) => whoCanAct);
}

function aboutOf(facts: LetterFacts): Parameters<KindTexts['opening']>[0] {
  return {
    organization: facts.organizationName,
    count: facts.invitationsWaiting ?? facts.items.length,
    someForOthers: isForOthersToo(facts),
    addressee: facts.addressee ?? '',
    returnedFrom: facts.returnedFrom,
  };
}

function salutation({ language, fallback, recipientName, organizationName }: LetterFacts): string[] {
  const { greeting, noMailbox, noAdministrator } = phrases[language];
  if (fallback === 'noMailbox')
    return [greeting(undefined), noMailbox(recipientName ?? '', organizationName)];
  if (fallback === 'noAdministrator') return [greeting(undefined), noAdministrator(organizationName)];
  return [greeting(recipientName)];
}

function blockOf(item: Item, facts: LetterFacts): Block {
  const { language } = facts;
  const phrase = phrases[language];
  const kind = kindOf({ kind: facts.kind, items: [item] });
  const where = phrase.location(item.locationName, item.mpnId);
  const label = kindTexts[language][kind].button;
  const canEnroll = kind === 'invitation' && isForOthersToo(facts) ? [phrase.youCanEnroll] : [];
  return {
    title: item.programName,
    lines: [where, ...linesOf(language, item), ...canEnroll],
    button:
      links[kind] === 'each'
        ? { label, url: item.link, name: `${label}: ${item.programName}, ${where}` }
        : undefined,
  };
}
