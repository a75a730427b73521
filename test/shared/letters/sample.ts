/** What a letter of each kind says, for tests. */
import { LetterKind } from '../../../shared/letters/letter.ts';
import type { Item, LetterFacts } from '../../../shared/letters/letter-facts.ts';

export const item: Item = {
  programName: 'CSP Indirect Reseller',
  locationName: 'Contoso Stockholm',
  mpnId: '2001',
  link: 'https://portal.example/invitations/contoso/2001/csp-indirect',
};
const otherItem: Item = {
  ...item,
  programName: 'Hosting & Cloud',
  locationName: 'Contoso Malmö',
  mpnId: '2002',
  link: 'https://portal.example/invitations/contoso/2002/hosting',
};
export const facts: LetterFacts = {
  kind: 'invitation',
  language: 'en',
  organizationName: 'Contoso AB',
  recipientName: 'Adele Vance',
  items: [item],
  link: 'https://portal.example/organizations/contoso',
  portalUrl: 'https://portal.example',
};

const reasons = {
  en: 'Not met: Trailing 12-month revenue of the location is at least US$25,000 (found: US$18,000, as of 2027-04-01).',
  sv: 'Inte uppfyllt: Platsens omsättning de senaste tolv månaderna är minst 25\u00a0000 US-dollar (uppgift 1 april 2027: 18\u00a0000 US-dollar).',
};
const decided = {
  en: 'The program team decided so: The agreement arrived late.',
  sv: 'Programteamet har beslutat det: The agreement arrived late.',
};
const asked = { requirements: ['Payout profile', 'Tax profile'] };
const rejected = {
  requirement: 'Payout profile',
  reason: 'The account holder is not the organization. Please use an account in its name.',
};

type Said = (language: LetterFacts['language']) => Partial<LetterFacts>;

const said = {
  invitation: () => ({ items: [{ ...item, deadline: '2027-04-30' }, otherItem] }),
  invitationNotice: () => ({
    items: [{ ...item, deadline: '2027-04-30', whoCanAct: ['Adele Vance', 'Bertil Ek'] }],
  }),
  invitationReminder: () => ({ items: [{ ...item, deadline: '2027-04-30' }] }),
  assignAdministrator: () => ({ items: [{ ...item, deadline: '2027-04-30' }] }),
  administratorGone: () => ({ items: [{ ...item, deadline: '2027-04-30' }, otherItem] }),
  willLapse: (language) => ({ items: [{ ...item, endsOn: '2027-06-30', reasons: [reasons[language]] }] }),
  lapsed: (language) => ({ items: [{ ...item, reasons: [reasons[language]] }] }),
  reopened: (language) => ({ items: [{ ...item, endsOn: '2028-06-30', reasons: [decided[language]] }] }),
  requirementAdded: () => ({
    items: [
      { ...item, asked: { ...asked, completeBy: { day: '2027-04-30', earnsFrom: '2027-04-01' } } },
      { ...otherItem, asked: { ...asked, completeBy: undefined } },
    ],
  }),
  requirementRejected: () => ({
    items: [
      { ...item, rejected: { ...rejected, completeBy: { day: '2027-04-30', earnsFrom: '2027-04-01' } } },
      { ...otherItem, rejected: { ...rejected, completeBy: undefined } },
    ],
  }),
  validationReminder: () => ({
    recipientName: undefined,
    items: [{ ...item, waiting: ['Payout profile', 'Tax profile'] }],
  }),
  completeMigration: () => ({ items: [], invitationsWaiting: 3 }),
  mailReturned: () => ({ addressee: 'Bertil Ek', items: [{ ...item, deadline: '2027-04-30' }] }),
} satisfies Record<LetterKind, Said>;

export function factsOf(kind: LetterKind, language: LetterFacts['language']): LetterFacts {
  const own: Said = said[kind];
  return { ...facts, kind, language, ...own(language) };
}

/** To somebody who can enroll the first, and appoints for the others. */
export const mixed = (language: LetterFacts['language']): LetterFacts => ({
  ...facts,
  language,
  items: [
    { ...item, deadline: '2027-04-30' },
    { ...otherItem, deadline: '2027-04-30', whoCanAct: ['שלום 12', 'אבי 7', 'Bertil Ek'] },
    { ...otherItem, mpnId: '2003', locationName: 'Contoso חיפה', whoCanAct: [] },
  ],
});

/** One of each kind, and those that differ within a kind, by name. */
export const samples = (language: LetterFacts['language']): [name: string, LetterFacts][] => [
  ...LetterKind.options.map((kind): [string, LetterFacts] => [kind, factsOf(kind, language)]),
  ['invitation.mixed', mixed(language)],
];
