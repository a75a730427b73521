/** The table is RFC 4180, and no cell of it is a formula. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from '../../../shared/rollovers/csv.ts';
import { outcome } from './outcomes.ts';

/** What a spreadsheet makes of it. */
function parsed(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const dangerous = /^[=+\-@\t\r]/;

test('whatever a name is, it is one cell, as it was but for an apostrophe before what would be a formula', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a', ' ') }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(name, name, (organization, location) => {
      const [cells = []] = parsed(csvOf([outcome({ organization, location })], { isFirst: false }));
      const safe = (given: string) => (dangerous.test(given) ? `'${given}` : given);
      expect([cells.length, cells[1], cells[3]]).toEqual([10, safe(organization), safe(location)]);
    }),
  );
});

test('the names of the columns, and the mark by which a spreadsheet reads umlauts, are on the first part only', () => {
  const first = csvOf([outcome({ organization: 'Müller & Söhne' })], { isFirst: true });
  expect(first.startsWith('\uFEFForganizationId,')).toBe(true);
  expect(parsed(first)[1]?.[1]).toBe('Müller & Söhne');
  expect(parsed(csvOf([], { isFirst: true }))).toHaveLength(1);
  expect(csvOf([], { isFirst: false })).toBe('');
});

test('reasons are their codes, and in words', () => {
  const reasons = [
    { code: 'programNotOpen' as const, message: 'It is not open.' },
    { code: 'migrationNotCompleted' as const, message: 'It is not migrated.' },
  ];
  const [cells = []] = parsed(csvOf([outcome({ outcome: 'lapsed', reasons })], { isFirst: false }));
  expect(cells.slice(7)).toEqual([
    ...['lapsed', 'programNotOpen migrationNotCompleted', 'It is not open. It is not migrated.'],
  ]);
});
