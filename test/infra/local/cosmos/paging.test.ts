import type { Container, FeedOptions } from '@azure/cosmos';
import { afterAll, expect, test } from 'vitest';
import { openAccount, refusal } from './account.ts';

const account = await openAccount();
afterAll(account.close);

async function numbered(count: number): Promise<Container> {
  const container = await account.container();
  for (let n = 0; n < count; n += 1) await container.items.create({ id: `${n}`, pk: 'x', n, third: n % 3 });
  return container;
}

async function page(container: Container, query: string, options: FeedOptions) {
  const { resources, continuationToken } = await container.items.query<number>(query, options).fetchNext();
  return { found: resources ?? [], next: continuationToken };
}

async function allPages(container: Container, query: string, options: FeedOptions): Promise<number[][]> {
  const pages: number[][] = [];
  let continuationToken: string | undefined;
  do {
    const { found, next } = await page(container, query, {
      ...options,
      ...(continuationToken ? { continuationToken } : {}),
    });
    pages.push(found);
    continuationToken = next;
  } while (continuationToken !== undefined && pages.length < 50);
  return pages;
}

const inPartition = { partitionKey: 'x', maxItemCount: 4 };

const queries: [string, number[][]][] = [
  [
    'SELECT VALUE c.n FROM c',
    [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ],
  ],
  [
    'SELECT VALUE c.n FROM c ORDER BY c.n DESC',
    [
      [9, 8, 7, 6],
      [5, 4, 3, 2],
      [1, 0],
    ],
  ],
  [
    'SELECT VALUE c.n FROM c ORDER BY c.third',
    [
      [0, 3, 6, 9],
      [1, 4, 7, 2],
      [5, 8],
    ],
  ],
  [
    'SELECT TOP 6 VALUE c.n FROM c',
    [
      [0, 1, 2, 3],
      [4, 5],
    ],
  ],
  ['SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 3 LIMIT 5', [[3, 4, 5, 6], [7]]],
  ['SELECT DISTINCT VALUE c.third FROM c', [[0, 1, 2]]],
  ['SELECT VALUE c.n FROM c WHERE c.n < 4', [[0, 1, 2, 3]]],
];

test.each(queries)('%s comes in pages, each from a fresh iterator', async (query, pages) => {
  expect(await allPages(await numbered(10), query, inPartition)).toEqual(pages);
});

test.each(['', ' ORDER BY c.n'])(
  'writes between pages%s neither repeat nor hide other items',
  async (order) => {
    const container = await numbered(10);
    const query = `SELECT VALUE c.n FROM c${order}`;
    const first = await page(container, query, inPartition);
    for (const id of ['0', '3', '5']) await container.item(id, 'x').delete();
    await container.items.create({ id: 'new', pk: 'x', n: 99 });
    await container.item('4', 'x').replace({ id: '4', pk: 'x', n: 4, changed: true });
    const rest = await allPages(container, query, { ...inPartition, continuationToken: first.next ?? '' });
    expect([first.found, ...rest]).toEqual([
      [0, 1, 2, 3],
      [4, 6, 7, 8],
      [9, 99],
    ]);
  },
);

test('one iterator goes through all partitions page by page', async () => {
  const container = await numbered(7);
  await container.items.create({ id: 'other', pk: 'y', n: 7 });
  const iterator = container.items.query<number>('SELECT VALUE c.n FROM c ORDER BY c.n', { maxItemCount: 3 });
  const pages: number[][] = [];
  while (iterator.hasMoreResults()) pages.push((await iterator.fetchNext()).resources ?? []);
  expect(pages.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a continuation token across partitions needs query control', async () => {
  const container = await numbered(7);
  const query = 'SELECT VALUE c.n FROM c ORDER BY c.n';
  const controlled = { maxItemCount: 3, enableQueryControl: true };
  expect((await allPages(container, query, controlled)).flat()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const { next } = await page(container, query, controlled);
  expect(await refusal(page(container, query, { maxItemCount: 3, continuationToken: next ?? '' }))).not.toBe(
    'not refused',
  );
});

test('a token of another query, or of none, is refused', async () => {
  const container = await numbered(7);
  const { next } = await page(container, 'SELECT VALUE c.n FROM c', inPartition);
  for (const continuationToken of [next ?? '', 'nonsense', 'e30']) {
    expect(await refusal(page(container, 'SELECT * FROM c', { ...inPartition, continuationToken }))).toBe(
      400,
    );
  }
});
