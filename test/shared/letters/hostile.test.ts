/** What names and reasons from elsewhere cannot do in a letter of any kind: add markup, links, lines or characters nobody sees. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberId } from '../../../shared/access/member.ts';
import { compose } from '../../../shared/letters/compose.ts';
import { mailbox } from '../../../shared/letters/facts.ts';
import type { LetterFacts } from '../../../shared/letters/letter-facts.ts';
import { languages } from '../../../shared/letters/texts.ts';
import { tagsOf } from './html.ts';
import { around, gathered, told } from './occasion.ts';
import { adele } from './people.ts';
import { factsOf, samples } from './sample.ts';

const piece = fc.oneof(
  fc.constantFrom(
    '</p><script>alert(1)</script>',
    `<img src=x onerror="alert('1')">`,
    '"><a href="https://evil.example">here</a>',
    `' style='display:none`,
    '<!-- ',
    ']]></style>',
    '&lt;b&gt;&#60;',
    '\r\nBcc: all@contoso.example',
    '\n\n* Another program\n',
    '\u2028\u2029\u0085\u000b',
    '\u202egnp.exe\u202c\u2066x\u2069\u200e\u200f\u061c',
    '\u0000\u0007\u001b[31m\ufeff\u200b\u00ad',
    '\ud83d',
    'שלום',
    'W'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
/** Begins and ends with a letter, so that it is never empty. */
const name = fc.array(piece, { maxLength: 4 }).map((pieces) => `A${pieces.join(' ')}Z`);

/** What is no text from elsewhere: words of a closed list, days, ids and links of this service. */
const ours = [
  'kind',
  'language',
  'fallback',
  'link',
  'portalUrl',
  'mpnId',
  'deadline',
  'endsOn',
  'day',
  'earnsFrom',
];

/** The same letter with this text in every other place, those that are not thought of here too. */
function written(facts: LetterFacts, text: string): LetterFacts {
  return JSON.parse(JSON.stringify(facts), (key, value) =>
    typeof value === 'string' && !ours.includes(key) ? text : value,
  );
}

/** Names written from right to left have an element of their own. */
const isOfPage = (tag: string) => !['bdi ', '</bdi>'].includes(tag);
/** In text, they stand between two characters that are not nested, and end in their line. */
const withoutIsolates = (text: string) => text.replace(/\u2068([^\u2068\u2069\n]*)\u2069/g, '$1');

describe.each(languages)('in language %s', (language) => {
  test.each(samples(language))('%s', (_, sample) => {
    for (const fallback of [undefined, 'noMailbox', 'noAdministrator'] as const) {
      const facts = { ...sample, fallback };
      const plain = compose(written(facts, 'A'));
      fc.assert(
        fc.property(name, (text) => {
          const { subject, plainText, html } = compose(written(facts, text));
          expect(subject).toBe(plain.subject);
          expect(plainText.split('\n')).toHaveLength(plain.plainText.split('\n').length);
          expect(tagsOf(html).filter(isOfPage)).toEqual(tagsOf(plain.html));
          expect(withoutIsolates(`${plainText}${html}`)).not.toMatch(
            /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
          );
        }),
        { numRuns: 40 },
      );
    }
  });
});

test('the display name in the header is one line without anything invisible', () => {
  fc.assert(
    fc.property(name, (text) => {
      const recipient = { ...adele, profile: { ...adele.profile, displayName: text } };
      const known = gathered({ recipient });
      const turn = { letter: told('invitation', memberId(adele)), gathered: known, around: around() };
      const organization = { ...known.organization, legalName: text };
      const boxes = [
        mailbox(turn, undefined),
        mailbox({ ...turn, gathered: { ...known, organization } }, 'noMailbox'),
      ];
      for (const { displayName } of boxes)
        expect(displayName).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('the operator’s reason keeps its sentences', () => {
  const facts = factsOf('requirementRejected', 'en');
  const reason = '  The tax id is missing.\r\n\r\nPlease add it; see <guide>.\n';
  const items = facts.items.map((one) => ({ ...one, rejected: one.rejected && { ...one.rejected, reason } }));
  const { plainText, html } = compose({ ...facts, items });
  expect(plainText).toContain('  Reason: The tax id is missing. Please add it; see <guide>.\n');
  expect(html).toContain('Reason: The tax id is missing. Please add it; see &lt;guide&gt;.');
});
