/** Random sequences of writes behave as a plain map of (partition, id) says they should. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ask, openAccount } from './account.ts';

const account = await openAccount();
afterAll(account.close);

const runs = process.env.DEEP === '1' ? 1000 : 100;

type Item = { id: string; pk: string; n: number };
type Verb = 'create' | 'upsert' | 'replace' | 'delete' | 'incr' | 'batch';
/** Which ETag a replace or delete names: that of the item, an older one, or none. */
type Step = Item & { verb: Verb; etag: 'fresh' | 'stale' | 'none' };

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('create', 'upsert', 'replace', 'delete', 'incr', 'batch'),
  id: fc.constantFrom('a', 'b', 'c'),
  pk: fc.constantFrom('x', 'y'),
  n: fc.integer({ min: 0, max: 9 }),
  etag: fc.constantFrom('fresh', 'stale', 'none'),
});

type Model = Map<string, Item>;

const keyOf = ({ pk, id }: Item): string => `${pk}/${id}`;

/** What a step does to the map, and whether it is refused. */
function expected(model: Model, { verb, etag, ...item }: Step): boolean {
  const key = keyOf(item);
  const before = model.get(key);
  const possible: Record<Step['verb'], boolean> = {
    create: !before,
    upsert: true,
    replace: before !== undefined && etag !== 'stale',
    delete: before !== undefined && etag !== 'stale',
    incr: before !== undefined && before.n < 5,
    // Upserts its own item, then creates another that must not be there.
    batch: !model.has(keyOf({ ...item, id: 'd' })),
  };
  if (!possible[verb]) return false;
  if (verb === 'delete') model.delete(key);
  else if (verb === 'incr' && before) model.set(key, { ...before, n: before.n + 1 });
  else model.set(key, item);
  if (verb === 'batch') model.set(keyOf({ ...item, id: 'd' }), { ...item, id: 'd' });
  return true;
}

type Container = Awaited<ReturnType<typeof account.container>>;

async function actual(container: Container, { verb, etag, ...item }: Step): Promise<boolean> {
  const target = container.item(item.id, item.pk);
  const condition = { stale: '"stale"', fresh: (await target.read()).etag, none: undefined }[etag];
  const options = condition ? { accessCondition: { type: 'IfMatch', condition } } : {};
  const below = 'from c where c.n < 5';
  const request: Record<Step['verb'], () => Promise<unknown>> = {
    create: () => container.items.create(item),
    upsert: () => container.items.upsert(item),
    replace: () => target.replace(item, options),
    delete: () => target.delete(options),
    incr: () => target.patch({ operations: [{ op: 'incr', path: '/n', value: 1 }], condition: below }),
    batch: async () => {
      const { code } = await container.items.batch(
        [
          { operationType: 'Upsert', resourceBody: item },
          { operationType: 'Create', resourceBody: { ...item, id: 'd' } },
        ],
        item.pk,
      );
      if (code !== 200) throw new Error('refused');
    },
  };
  return request[verb]().then(
    () => true,
    () => false,
  );
}

const sorted = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(item)).sort();

/** What a page by page query, one partition, one id and one condition answer. */
async function agree(container: Container, model: Model): Promise<void> {
  const items = [...model.values()].map(({ id, pk, n }) => ({ id, pk, n }));
  expect(sorted(await ask(container, 'SELECT c.id, c.pk, c.n FROM c'))).toEqual(sorted(items));
  const few = items.filter(({ pk, n }) => pk === 'x' && n < 5).map(({ n }) => n);
  const query = 'SELECT VALUE c.n FROM c WHERE c.n < 5 ORDER BY c.n';
  const options = { partitionKey: 'x', maxItemCount: 2 };
  expect((await container.items.query(query, options).fetchAll()).resources).toEqual(few.sort());
  const count = items.filter(({ id }) => id === 'a').length;
  expect(await ask(container, 'SELECT VALUE COUNT(1) FROM c WHERE c.id = "a"')).toEqual([count]);
}

test('items are what a map would hold', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
    const container = await account.container();
    const model: Model = new Map();
    for (const one of steps) expect(await actual(container, one)).toBe(expected(model, one));
    await agree(container, model);
    await container.delete();
  });
  await fc.assert(property, { numRuns: runs });
}, 280_000);
