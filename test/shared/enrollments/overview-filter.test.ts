/** What an overview with a filter shows, and that nothing is read which is not shown. */
import { describe, expect, test } from 'vitest';
import type { Standing } from '../../../shared/access/standing.ts';
import type { Filter } from '../../../shared/enrollments/overview.ts';
import { rowKey } from '../../../shared/enrollments/places.ts';
import { standing } from './glimpses.ts';
import { azure, in110, mixed, overview, read, shown } from './overviews.ts';

const operator = standing({ operator: true });
const user = standing({ incentivesUser: in110 });

describe('given a filter, then it shows what is asked for, and reads no more', () => {
  test.each<[Filter, Standing, string[]]>([
    [{ location: '2' }, mixed, ['2/azure Withdrawn', '2/hosting Enrolling']],
    [{ status: 'Enrolled' }, mixed, ['1/azure Enrolled']],
    [{ status: 'Action required' }, mixed, ['10/hosting Action required']],
    [{ status: 'Enrolling' }, mixed, ['2/hosting Enrolling']],
    [{ status: 'Validating enrollment' }, mixed, []],
    [{ status: 'Validating enrollment' }, operator, ['2/hosting Validating enrollment']],
    [{ status: 'Action required' }, operator, ['10/hosting Action required']],
    [{ status: 'Enrolling' }, operator, []],
    [{ status: 'Invited' }, operator, ['1/hosting Invited']],
    [{ status: 'Invitation expired' }, operator, ['21/hosting Invitation expired']],
    [{ status: 'Withdrawn' }, user, []],
    [{ status: 'Enrolled' }, user, ['1/azure Enrolled']],
    [{ status: 'Enrolling' }, user, ['10/hosting Enrolling']],
  ])('%o', (filter, viewer, rows) => {
    const seen = overview(viewer, filter);
    expect(shown(seen)).toEqual(rows);
    expect(read(seen).map(rowKey)).toEqual(rows.map((row) => row.split(' ')[0]));
  });
});

describe('given a filter that open programs meet, then what is stored of them is read too', () => {
  test.each<[Filter, string[], string[]]>([
    [{ location: '10' }, ['10/azure Invited', '10/hosting Action required'], ['10/hosting']],
    [{ status: 'Invited', location: '1' }, ['1/hosting Invited'], ['1/azure', '1/hosting']],
    [
      { status: 'Invited' },
      ['1/hosting Invited', '10/azure Invited', '21/azure Invited'],
      ['1/azure', '1/hosting', '2/azure'],
    ],
  ])('%o', (filter, rows, keys) => {
    const seen = overview(mixed, filter);
    expect(shown(seen)).toEqual(rows);
    expect(read(seen).map(rowKey)).toEqual(keys);
  });
});

test('given programs that the filter leaves out, then they are not shown', () => {
  const rows = shown(overview(mixed, { program: 'azure' }, [azure]));
  expect(rows.map((row) => row.split(' ')[0])).toEqual(['1/azure', '10/azure', '2/azure', '21/azure']);
});
