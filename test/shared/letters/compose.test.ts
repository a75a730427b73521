/** What the letters say: each kind in each language as one file to read. */
import { describe, expect, test } from 'vitest';
import { compose } from '../../../shared/letters/compose.ts';
import { dayInWords, listInWords } from '../../../shared/letters/phrases.ts';
import { type Language, languageOf, languages } from '../../../shared/letters/texts.ts';
import { facts, factsOf, item, mixed, samples } from './sample.ts';

describe.each(languages)('in language %s', (language) => {
  test.each(samples(language))('%s', async (name, given) => {
    const { subject, plainText, html } = compose(given);
    await expect(`${subject}\n\n${plainText}`).toMatchFileSnapshot(`golden/${name}.${language}.txt`);
    await expect(html).toMatchFileSnapshot(`golden/${name}.${language}.html`);
  });

  test('the invitation has its known subject and a Get Started link for each enrollment', () => {
    const { subject, html } = compose(factsOf('invitation', language));
    expect(subject).toBe('Partner Incentive Enrollment Invitation');
    expect(html.match(/<a [^>]*>[^<]*Get Started/g)).toHaveLength(2);
  });
});

describe('given an invitation to somebody who appoints, too', () => {
  test('when others can enroll some of it, then only what the reader can enroll asks for it', () => {
    const { html, plainText } = compose(mixed('en'));
    expect(plainText).not.toContain('You are their Incentives administrator');
    expect(plainText.match(/^ {2}(?:You can enroll it|Can enroll it|Nobody can enroll it)/gm)).toHaveLength(
      3,
    );
    expect(html.match(/<a [^>]*>Get Started</g)).toHaveLength(1);
    expect(html.match(/<a [^>]*>View invitation</g)).toHaveLength(2);
  });

  test.each(languages)(
    'when others can enroll all of it, then it is a notice, in language %s',
    (language) => {
      const items = mixed(language).items.slice(1);
      const [letter, notice] = (['invitation', 'invitationNotice'] as const).map((kind) =>
        compose({ ...mixed(language), kind, items }),
      );
      expect(letter).toEqual(notice);
    },
  );
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
    'no administrator who could act on it is known',
  );
});

test('a deadline that was extended is named as such', () => {
  const extended = { items: [{ ...item, deadline: '2027-04-30', extended: true as const }] };
  expect(compose({ ...facts, ...extended }).plainText).toContain(
    'Extended: open until the end of 30 April 2027.',
  );
  expect(compose({ ...facts, ...extended, language: 'sv' }).html).toContain('Förlängd: öppen till och med');
});

test.each(languages)('in language %s the full stop of a name is not doubled', (language) => {
  for (const [, said] of samples(language)) {
    const items = said.items.map((one) => ({
      ...one,
      whoCanAct: one.whoCanAct && ['Sammy Davis Jr.'],
      waiting: one.waiting && ['Tax etc.'],
    }));
    const { plainText } = compose({ ...said, items, organizationName: 'Contoso Inc.' });
    expect(plainText).toContain('Contoso Inc.');
    expect(plainText).not.toContain('..');
  }
});

test('no location is named where only the organization matters', () => {
  const { plainText } = compose(factsOf('completeMigration', 'en'));
  expect(plainText).toContain('3 invitations to incentive programs wait for Contoso AB');
  expect(plainText).not.toContain('MPN ID');
  const unknown = { ...factsOf('completeMigration', 'en'), invitationsWaiting: undefined };
  expect(compose(unknown).plainText).toContain('Invitations to incentive programs wait for Contoso AB');
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
