/** Where scopes reach, and the order and the continuation of lists. */
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../shared/access/member.ts';
import {
  compareRows,
  endOf,
  type Places,
  placesIn,
  placesOf,
  type RowKey,
  rowAfter,
  rowKey,
} from '../../../shared/enrollments/places.ts';

const everywhere: Scope = { locations: 'all', programs: 'all' };
const hostingHere: Scope = { locations: ['21', '1'], programs: ['hosting', 'azure'] };
const backupThere: Scope = { locations: ['10', '1'], programs: ['backup'] };
const anyThere: Scope = { locations: ['10'], programs: 'all' };
const backupEverywhere: Scope = { locations: 'all', programs: ['backup'] };

describe('given scopes, then they reach', () => {
  test.each<[string, Scope[], Places, Places]>([
    ['nothing', [], [], []],
    ['everything', [everywhere], 'all', 'all'],
    ['the locations named, in order', [hostingHere], ['1', '21'], ['1', '21']],
    ['only those of the program', [hostingHere, backupThere], ['1', '21'], ['1', '10', '21']],
    [
      'also those of all programs, each once',
      [hostingHere, anyThere, anyThere],
      ['1', '10', '21'],
      ['1', '10', '21'],
    ],
    ['everything, of another program', [hostingHere, backupEverywhere], ['1', '21'], 'all'],
    ['everything, with others beside it', [hostingHere, everywhere], 'all', 'all'],
  ])('%s', (_, scopes, inHosting, inAny) => {
    expect(placesIn(scopes, 'hosting')).toEqual(inHosting);
    expect(placesOf(scopes)).toEqual(inAny);
  });
});

describe('given rows, then they go by location as text, then by program', () => {
  const ordered: RowKey[] = [
    { mpnId: '1', programId: 'azure' },
    { mpnId: '1', programId: 'hosting' },
    endOf('1'),
    { mpnId: '10', programId: 'azure' },
    { mpnId: '2', programId: 'azure' },
  ];

  test('each before all that come later, and equal to itself', () => {
    for (const [at, row] of ordered.entries())
      expect(ordered.map((other) => compareRows(row, other))).toEqual(
        ordered.map((_, other) => Math.sign(at - other)),
      );
  });

  test('the end of a location is after its programs', () => {
    expect(endOf('1')).toEqual({ mpnId: '1', programId: '~' });
  });
});

describe('a continuation', () => {
  test.each([
    { mpnId: '4100101', programId: 'hosting-2' },
    { mpnId: '123456789012', programId: 'a' },
    endOf('1'),
  ])('names the row %o', (row) => {
    expect(rowAfter(rowKey(row))).toEqual(row);
  });

  test('absent is the beginning', () => {
    expect(rowAfter(undefined)).toBeUndefined();
  });

  test.each([
    ...['', '1', '1/', '/hosting', '1/hosting/', ' 1/hosting', 'x1/hosting', '1/Hosting', '1/~~', '1/a~'],
    ...['1234567890123/hosting', `1/${'a'.repeat(65)}`, '1/hosting x', '1-hosting'],
  ])('%j is refused', (continuation) => {
    expect(() => rowAfter(continuation)).toThrow(
      expect.objectContaining({ code: 'request/continuation-invalid', target: 'query.continuation' }),
    );
  });

  test('takes a program as long as there are', () => {
    const programId = 'a'.repeat(64);
    expect(rowAfter(`1/${programId}`)).toEqual({ mpnId: '1', programId });
  });
});
