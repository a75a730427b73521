/** What the letters say: each kind in each language as one file to read, and what names from elsewhere cannot do. */
import { describe, expect, test } from 'vitest';
import { compose, type Item, type LetterFacts } from '../../../shared/letters/compose.ts';
import { LetterKind } from '../../../shared/letters/letter.ts';
import { dayInWords, listInWords } from '../../../shared/letters/phrases.ts';
import { type Language, languageOf, languages } from '../../../shared/letters/texts.ts';

const link = 'https://portal.example/invitations/contoso/2001/csp-indirect';
const item: Item = {
  programName: 'CSP Indirect Reseller',
  locationName: 'Contoso Stockholm',
  mpnId: '2001',
  link,
};
const facts: LetterFacts = {
  kind: 'invitation',
  language: 'en',
  organizationName: 'Contoso AB',
  recipientName: 'Adele Vance',
  items: [item],
  portalUrl: 'https://portal.example',
};

const ofKind = {
  invitation: [
    { ...item, deadline: '2027-04-30' },
    { ...item, programName: 'Hosting & Cloud', locationName: 'Contoso Malmö', mpnId: '2002' },
  ],
  invitationNotice: [{ ...item, deadline: '2027-04-30', whoCanAct: ['Adele Vance', 'Bertil Ek'] }],
  assignAdministrator: [
    { ...item, link: 'https://portal.example/organizations/contoso', deadline: '2027-04-30' },
  ],
  administratorGone: [
    { ...item, link: 'https://portal.example/organizations/contoso', deadline: '2027-04-30' },
    {
      ...item,
      programName: 'Hosting & Cloud',
      mpnId: '2002',
      link: 'https://portal.example/organizations/contoso',
    },
  ],
  lapsed: [
    {
      ...item,
      link: 'https://portal.example/organizations/contoso',
      reasons: ['Not met: Trailing 12-month revenue of the location is at least US$25,000 (found: 18000).'],
    },
  ],
} satisfies Record<LetterKind, Item[]>;

describe.each(languages)('in language %s', (language) => {
  test.each(LetterKind.options)('%s', async (kind) => {
    const { subject, plainText, html } = compose({ ...facts, kind, language, items: ofKind[kind] });
    await expect(`${subject}\n\n${plainText}`).toMatchFileSnapshot(`golden/${kind}.${language}.txt`);
    await expect(html).toMatchFileSnapshot(`golden/${kind}.${language}.html`);
  });

  test('the invitation has its known subject and a Get Started link for each enrollment', () => {
    const { subject, html } = compose({ ...facts, language, items: ofKind.invitation });
    expect(subject).toBe('Partner Incentive Enrollment Invitation');
    expect(html.match(/<a [^>]*>[^<]*Get Started/g)).toHaveLength(2);
  });
});

test('fifty are named and the rest is counted', () => {
  const items = Array.from({ length: 53 }, (_, index) => ({ ...item, mpnId: String(3000 + index) }));
  const { html, plainText } = compose({ ...facts, items });
  for (const text of [html, plainText]) expect(text.match(/MPN ID/g)?.length).toBeGreaterThanOrEqual(50);
  expect(plainText.match(/^\* /gm)).toHaveLength(50);
  expect(plainText).toContain('And 3 more, on the portal.\nOpen the portal: https://portal.example\n');
});

test('who reads it for somebody else is told so', () => {
  const { plainText } = compose({ ...facts, fallback: 'noMailbox' });
  expect(plainText).toContain('This letter is for Adele Vance, who has no mailbox.');
  expect(compose({ ...facts, fallback: 'noAdministrator' }).html).toContain(
    'no administrator of the organization is known',
  );
});

const hostile = {
  markup: `<img src=x onerror="alert('1')"></a></td><script>alert(1)</script>&amp;`,
  'line breaks': 'Contoso\r\nBcc: all@contoso.example\u2028\n\n* Another program\u0000',
  'direction marks': '\u202egnp.exe\u202c \u2066Contoso\u2069 \u200f\u061c\ufeff\u200b',
  'half a character': 'Contoso \ud83d AB',
  length: 'W'.repeat(300),
};

describe.each(Object.entries(hostile))('a name with %s', (_, name) => {
  const composed = LetterKind.options.map((kind) =>
    compose({
      ...facts,
      kind,
      organizationName: name,
      recipientName: name,
      items: [{ ...item, programName: name, locationName: name, whoCanAct: [name], reasons: [name] }],
    }),
  );

  test('adds no markup, no line and no invisible character', () => {
    const plain = LetterKind.options.map((kind) =>
      compose({ ...facts, kind, items: [{ ...item, whoCanAct: ['A'], reasons: ['B'] }] }),
    );
    const tags = (html: string) =>
      html.match(/<[a-z!/][^>]*>/g)?.map((tag) => tag.replace(/aria-label="[^"]*"/, ''));
    for (const [index, { subject, plainText, html }] of composed.entries()) {
      expect(subject).toBe(plain[index]?.subject);
      expect(tags(html)).toEqual(tags(plain[index]?.html ?? ''));
      expect(plainText.split('\n')).toHaveLength(plain[index]?.plainText.split('\n').length ?? 0);
      expect(`${plainText}${html}`).not.toMatch(/[^\P{C}\n]/u);
    }
  });
});

test('days, lists and languages in words', () => {
  expect([dayInWords('en', '2027-04-30'), dayInWords('sv', '2027-01-01')]).toEqual([
    '30 April 2027',
    '1 januari 2027',
  ]);
  expect(listInWords('en', ['A'])).toBe('A');
  expect(listInWords('sv', ['A', 'B', 'C'])).toBe('A, B och C');
  const twelve = Array.from({ length: 12 }, (_, index) => `P${index}`);
  expect(listInWords('en', twelve)).toBe('P0, P1, P2, P3, P4, P5, P6, P7, P8, P9 and 2 others');
  const expected: [string | null | undefined, Language][] = [
    ['sv', 'sv'],
    ['sv-SE', 'sv'],
    ['SV-fi', 'sv'],
    ['svx', 'en'],
    ['en-GB', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ];
  for (const [preferred, language] of expected) expect(languageOf(preferred)).toBe(language);
});
