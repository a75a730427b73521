/** What was found, in words. */
import { describe, expect, test } from 'vitest';
import { foundInWords } from '../../../shared/programs/wording.ts';

describe('what was found is said', () => {
  test.each([
    ['revenue', 1_088_500, '2027-02-18', 'US$1,088,500, as of 2027-02-18'],
    ['score', 1_000, '2027-02-18', '1,000, as of 2027-02-18'],
    ['designation', ['Security', 'Modern Work'], null, 'Security, Modern Work'],
    ['designation', [], null, 'none'],
    ['agreement', 'active since 2020-09-01', null, 'active since 2020-09-01'],
    ['revenue', null, null, undefined],
  ] as const)('%s %j of %s', (kind, figure, asOf, said) => {
    expect(
      foundInWords({ kind, figure: typeof figure === 'object' && figure ? [...figure] : figure, asOf }),
    ).toBe(said);
  });
});
