/** Sentences that may end with a name have one end. */
import { expect, test } from 'vitest';
import { sentence } from '../../../shared/letters/sentence.ts';

test.each([
  'Contoso Inc.',
  'Yahoo!',
  'Who?',
  'And so on…',
  '“Contoso Inc.”',
  'Contoso (Inc.)',
  'Called »Jajja!«',
  "'Inc.'",
  '\u2068Contoso Inc.\u2069',
])('%s ends a sentence', (name) => {
  expect(sentence(name)).toBe(name);
});

test.each(['Contoso', '“Contoso”', 'Contoso (Nordic)', 'Inc., Contoso', '\u2068Contoso\u2069'])(
  '%s is given a full stop',
  (name) => {
    expect(sentence(name)).toBe(`${name}.`);
  },
);
