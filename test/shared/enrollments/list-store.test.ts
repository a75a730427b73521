/** How a page is gathered from stretches of a list. */
import { expect, test } from 'vitest';
import { gather, type Read, type Span } from '../../../shared/enrollments/list-store.ts';
import type { RowKey } from '../../../shared/enrollments/places.ts';

const key = (n: number): RowKey => ({ mpnId: String(n).padStart(5, '0'), programId: 'hosting' });

/** So many rows, of which some are shown; and how many were looked at. */
function listed(rows: number, isShown: (n: number) => boolean) {
  const looked = { rows: 0 };
  const read = async ({ after, most }: Span): Promise<Read<RowKey>> => {
    const from = after ? Number(after.mpnId) + 1 : 0;
    const upTo = Math.min(rows, from + most);
    looked.rows += upTo - from;
    const numbers = Array.from({ length: upTo - from }, (_, n) => from + n);
    return { lines: numbers.filter(isShown).map(key), end: upTo - from < most ? undefined : key(upTo - 1) };
  };
  return { looked, read };
}

test('given rows that are all shown, then a page looks at one more than it holds', async () => {
  const { looked, read } = listed(1000, () => true);
  const { lines, next } = await gather(read, { size: 10, after: key(99) });
  expect(lines).toEqual(Array.from({ length: 10 }, (_, n) => key(100 + n)));
  expect(next).toEqual(key(109));
  expect(looked.rows).toBe(11);
});

test('given rows that fill the page exactly, then it is the last', async () => {
  const { read } = listed(10, () => true);
  expect(await gather(read, { size: 10, after: undefined })).toMatchObject({ next: undefined });
});

test('given a long stretch of which nothing is shown, then the page is short, and the next one finds what comes after', async () => {
  const { looked, read } = listed(5000, (n) => n === 3000);
  const seen: RowKey[] = [];
  let after: RowKey | undefined;
  let pages = 0;
  do {
    const before = looked.rows;
    const { lines, next } = await gather(read, { size: 10, after });
    expect(looked.rows - before).toBeLessThan(2000);
    seen.push(...lines);
    after = next;
    pages += 1;
  } while (after);
  expect(seen).toEqual([key(3000)]);
  expect(pages).toBe(4);
});
