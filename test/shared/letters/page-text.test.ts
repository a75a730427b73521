/** The words on the page: what is left out, what is harmless, and the way to the rest. */
import { describe, expect, test } from 'vitest';
import { compose } from '../../../shared/letters/compose.ts';
import { linesOf } from '../../../shared/letters/lines.ts';
import { clean, escapeHtml, isolated } from '../../../shared/letters/markup.ts';
import { facts, factsOf, item } from './sample.ts';

const many = (length: number) => Array.from({ length }, (_, n) => ({ ...item, mpnId: String(3000 + n) }));

describe('given more locations than are named', () => {
  const { html, plainText } = compose({ ...facts, items: many(53) });

  test('then the page says how many, with a link to the portal', () => {
    expect(html).toMatch(
      /<p [^>]*>And 3 more, on the portal\. <a class="link" href="https:\/\/portal\.example"[^>]*>Open the portal<\/a><\/p>/,
    );
  });

  test('then the page and the text name the same', () => {
    expect(html.match(/<h2 /g)).toHaveLength(50);
    expect(plainText).not.toContain('3050');
    expect(html).not.toContain('3050');
  });
});

test('given just as many as are named, then nothing is said of more', () => {
  const { html, plainText } = compose({ ...facts, items: many(50) });
  for (const text of [html, plainText]) expect(text).not.toContain('more, on the portal');
});

describe('given names that are written from right to left', () => {
  const names = { recipientName: 'דנה', organizationName: '\u202eقمر Inc.\u202c' };
  const { subject, plainText, html } = compose({
    ...facts,
    ...names,
    items: [{ ...item, locationName: 'Contoso חיפה', whoCanAct: ['שלום 12', 'Bob 3', 'אבי 7.'] }],
  });

  test('then each stands apart from what is beside it, and others are left as they are', () => {
    expect(plainText).toContain('\nHello \u2068דנה\u2069,\n');
    expect(plainText).toContain(
      '  \u2068Contoso חיפה\u2069 (MPN ID 2001)\n  Can enroll it: \u2068שלום 12\u2069, Bob 3 and \u2068אבי 7.\u2069\n',
    );
    expect(html).toContain('>Hello <bdi>דנה</bdi>,</p>');
    expect(html).toContain('>Can enroll it: <bdi>שלום 12</bdi>, Bob 3 and <bdi>אבי 7.</bdi></p>');
  });

  test('then they have no direction but their own', () => {
    expect(plainText).toContain(' you are an administrator of \u2068قمر Inc.\u2069\n');
    expect(subject).not.toMatch(/\p{Cf}/u);
  });
});

test.each([
  '\u0590',
  '\u08ff',
  '\ufb1d',
  '\ufdff',
  '\ufe70',
  '\u{10800}',
  '\u{10fff}',
  '\u{1e800}',
  '\u{1efff}',
])('a name with the character %j is isolated', (character) => {
  expect(isolated(`A ${character}`)).toBe(`\u2068A ${character}\u2069`);
});

test.each(['\u058f', '\u0900', '\ufb1c', '\ufe00', '\ufeff', '\u{107ff}', '\u{11000}', 'Łódź', '東京 7', ''])(
  'the name %j is not',
  (name) => {
    expect(isolated(name)).toBe(clean(name));
  },
);

test('given nobody can enroll, then the letter says so', () => {
  expect(linesOf('en', { ...item, whoCanAct: [] })).toContain('Nobody can enroll it at the moment.');
  expect(linesOf('sv', { ...item, whoCanAct: [] })).toContain('Ingen kan registrera den just nu.');
});

test('given an unknown addressee or reader, then no name is made up', () => {
  const returned = compose({ ...factsOf('mailReturned', 'en'), addressee: undefined });
  expect(returned.plainText).toContain('A mail to  about the invitation');
  const unread = compose({ ...facts, fallback: 'noMailbox', recipientName: undefined });
  expect(unread.plainText).toContain('This letter is for , who has no mailbox.');
});

describe('text from elsewhere', () => {
  test.each([
    ['quotes', '"\'', '&quot;&#39;'],
    ['tags', '<a&b>', '&lt;a&amp;b&gt;'],
  ])('has its %s escaped', (_, given, escaped) => {
    expect(escapeHtml(given)).toBe(escaped);
  });

  test.each([
    ['what hides', 'Con\u200btoso\u00ad', 'Contoso'],
    ['what turns the direction', '\u202eContoso\u202c', 'Contoso'],
    ['lines', ' Con\r\n\ttoso\u2028AB ', 'Con toso AB'],
    ['joiners that are needed', 'a\u200cb\u200dc', 'a\u200cb\u200dc'],
  ])('is one line as far as %s goes', (_, given, cleaned) => {
    expect(clean(given)).toBe(cleaned);
  });
});
